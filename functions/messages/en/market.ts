import type { Reason } from '#contracts/reason.ts';
import { type Say, unended } from '../message.ts';
import { counted, quoted } from './words.ts';

const placed = (problem: Reason, say: Say): string =>
  [problem.place?.address, unended(say(problem))].filter(Boolean).join(': ');

interface LeftOut {
  readonly [name: string]: number | readonly string[] | readonly Reason[];
  unmatched: number;
  names: readonly string[];
  unread: number;
  reasons: readonly Reason[];
}

/** What comes of prices that other shops ask. */
export const MARKET = {
  'is-market-sheet': {
    why: 'The file tells what other shops ask, and is no price list.',
    whatToDo: 'Drop it into the inbox of its dealer, or npx feedwright market import DEALER FILE.',
  },
  'market-no-table': {
    why: 'No table of the file names machines and their prices.',
    whatToDo:
      'Write headings over its columns: Model (or Code), Price, and where they are known Brand, Year, Source, Date and Link.',
  },
  'market-empty': {
    why: ({ reasons }: { reasons: readonly Reason[] }, say: Say) =>
      `No row of the file tells a price${reasons.length > 0 ? `: ${reasons.map((each) => placed(each, say)).join('; ')}` : ''}.`,
    whatToDo: 'Mend these cells and drop the file again.',
  },
  'market-many-sources': {
    why: ({ sources, most }: { sources: number; most: number }) =>
      `The file names ${sources} sources; ${most} are the most.`,
    whatToDo:
      'Write the name of the shop into the column of sources, and the address of the page into that of links.',
  },
  'market-left-out': {
    why: ({ unmatched, names, unread, reasons }: LeftOut, say: Say) =>
      [
        unmatched > 0 &&
          `Of ${counted(unmatched, 'price')} nobody can tell the machine: ${names.map(quoted).join(', ')}`,
        unread > 0 &&
          `${counted(unread, 'row')} cannot be read: ${reasons.map((each) => placed(each, say)).join('; ')}`,
      ]
        .filter(Boolean)
        .join('. ')
        .concat('.'),
    whatToDo:
      'Write brand, model with its package and engine, and year as the price list names them, and drop the file again.',
  },
  'market-price-unread': {
    why: ({ text }: { text: string }) => `${quoted(text)} cannot be read as a price.`,
    whatToDo: 'Write one amount, such as 2 221 000 or 19 540 EUR.',
  },
  'market-day-unread': {
    why: ({ text }: { text: string }) => `${quoted(text)} is no day on which a price can have been seen.`,
    whatToDo: 'Write a day that is not to come, such as 2026-11-28.',
  },
  'market-cell-doubtful': {
    why: ({ text }: { text: string }) => `${quoted(text)} is struck through, hidden or hardly to be seen.`,
    whatToDo: 'Take the look away, or the row.',
  },
  'market-year-missing': { why: 'Nothing says of which model year it is.' },
  'market-brand-missing': { why: 'Nothing says of which brand it is.' },
  'market-name-unsure': { why: 'No listed name is surely meant.' },
};
