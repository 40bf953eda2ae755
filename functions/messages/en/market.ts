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
  'market-feed-status': {
    why: ({ status }: { status: number }) => `The shop’s address answers with ${status} and no feed.`,
    whatToDo: 'Ask the shop for the address of its feed, and put the source anew.',
  },
  'market-feed-away': {
    why: ({ detail }: { detail: string }) => `The shop’s feed could not be had: ${unended(detail)}.`,
    whatToDo: 'It is asked again within hours; what it said before stays until it is 30 days old.',
  },
  'market-feed-paused': {
    why: ({ detail }: { detail: string }) =>
      `The shop’s host has failed too often of late: ${unended(detail)}.`,
    whatToDo: 'It is asked again by itself.',
  },
  'market-feed-broken': {
    why: ({ detail }: { detail: string }) =>
      `What the address serves is no whole XML${detail ? `: ${unended(detail)}` : ''}.`,
    whatToDo: 'Nothing of it is taken. Open the address: it must serve Avito’s XML or YML, and no page.',
  },
  'market-feed-other': {
    why: ({ root }: { root: string }) =>
      `What the address serves is neither Avito’s XML nor YML${root ? `: it begins with <${root}>` : ''}.`,
    whatToDo: 'Pages are not read. Ask the shop for the address of its feed.',
  },
  'market-feed-encoding': {
    why: ({ encoding }: { encoding: string }) =>
      `The feed is written in ${quoted(encoding)}, which is not read.`,
    whatToDo: 'Feeds in UTF-8, windows-1251 and KOI8-R are read.',
  },
  'market-feed-large': {
    why: 'The feed has more than 50,000 offers.',
    whatToDo: 'Ask the shop for a feed of its snowmobiles alone.',
  },
  'market-feed-deep': {
    why: 'The tags of the feed stand deeper in each other than those of any feed.',
    whatToDo: 'Nothing of it is taken. Ask the shop for the address of its feed.',
  },
  'market-own-feed': {
    why: 'This is the address of the dealer’s own feed.',
    whatToDo: 'Name another shop’s: its own ads would be compared with themselves.',
  },
  'market-many-feeds': {
    why: ({ most }: { most: number }) =>
      `${most} feeds are the most that a dealer’s prices are compared with.`,
    whatToDo: 'Remove one with npx feedwright market remove.',
  },
  'market-source-unknown': {
    why: ({ source, known }: { source: string; known: readonly string[] }) =>
      `No source is called ${quoted(source)}${known.length > 0 ? `; there are ${known.join(', ')}` : ''}.`,
    whatToDo: 'npx feedwright market sources DEALER names them.',
  },
  'market-no-feed': {
    why: ({ dealerId }: { dealerId: string }) => `${dealerId} compares its prices with no shop’s feed.`,
    whatToDo: ({ dealerId }: { dealerId: string }) =>
      `Name one with npx feedwright market put ${dealerId} NAME URL, or drop a sheet of prices.`,
  },
  'market-source-silent': {
    why: ({ source, since, cause }: { source: string; since: string; cause: Reason | null }, say: Say) =>
      `Nothing new is known of the prices of ${source} since ${since}${cause ? `: ${unended(say(cause))}` : ''}.`,
    whatToDo: 'Look at its address, put another one, or remove the source.',
  },
  'market-machine-missing': { why: 'Nothing says of which machine the price is.' },
  'market-year-missing': { why: 'Nothing says of which model year it is.' },
  'market-brand-missing': { why: 'Nothing says of which brand it is.' },
  'market-name-unsure': { why: 'No listed name is surely meant.' },
};
