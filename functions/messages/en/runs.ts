import type { Reason } from '#contracts/reason.ts';
import { type Say, saidBy } from '../message.ts';

interface Products {
  readonly [name: string]: readonly string[] | readonly Reason[];
  codes: readonly string[];
  reasons: readonly Reason[];
}

interface Notes {
  readonly [name: string]: readonly Reason[] | readonly string[] | number;
  /** The first of them, each with the number of codes it is about. */
  notes: readonly Reason[];
  codes: readonly string[];
  more: number;
}

const NOTES_MORE = 'in validated.json';

const products = ({ codes, reasons }: Products, say: Say): string =>
  `${codes.join(', ')}: ${reasons.map(say).join('; ')}`;

const spoken = ({ notes, codes, more }: Notes, say: Say): string => {
  const named = notes.map((note, at) => `${say(note)} (${codes[at]} codes)`).join('; ');
  return named + (more > 0 ? `; and ${more} more ${NOTES_MORE}` : '');
};

type Drift = { column: string; percentBefore: number; percentNow: number };

/** How much of a column is of a kind, in the list before and in this one. */
const drift =
  (kind: string) =>
  ({ column, percentBefore, percentNow }: Drift): string =>
    `${column}: ${percentBefore} % ${kind} before, ${percentNow} % now`;

const currencies = (some: readonly string[]): string => some.join(', ') || 'none';

/** What a command that has put documents through tells of them. */
export const RUNS = {
  'drift-filled': { why: drift('filled') },
  'drift-numbers': { why: drift('a number') },
  'drift-mixed': { why: drift('letters with digits') },
  'drift-currency': {
    why: ({
      currenciesBefore,
      currenciesNow,
    }: {
      currenciesBefore: readonly string[];
      currenciesNow: readonly string[];
    }) => `the currency was ${currencies(currenciesBefore)}, and is ${currencies(currenciesNow)} now`,
  },
  'not-ended': {
    why: 'The run has not ended.',
    whatToDo: 'Run the command again; handlers.log in the data folder says more.',
  },
  'product-review': {
    why: products,
    whatToDo:
      'Missing values come with the spec book of this brand and year or the configuration of the dealer; ' +
      'validated.json says which rule asks for each.',
  },
  'product-rejected': {
    why: products,
    whatToDo: 'Correct what the rule forbids, in the list or in the configuration of the dealer.',
  },
  'terms-untranslated': {
    why: spoken,
    whatToDo:
      'Nothing: cells stand in the ads as printed, a highlight of the book is left out. An entry in ' +
      'functions/reference/glossary/russian would translate it.',
  },
  'rates-stale': {
    why: spoken,
    whatToDo:
      'Put the dealer with a new rate by npx feedwright dealers put, before the old one holds the feed.',
  },
  'feed-undelivered': {
    why: ({ cause }: { category: string; cause: Reason | null }, say: Say) =>
      `The feed is not proven at its URL: ${cause ? say(cause) : 'nobody knows why'}`,
    whatToDo: 'Check the FTP account and the public URL of the dealer; the next window tries again.',
  },
  'delivery-without-receipt': {
    why: ({ dealerId }: { dealerId: string }) =>
      `The delivery for ${dealerId} left no receipt: another one is at work, or it could not begin.`,
    whatToDo: 'See npx feedwright deliveries list; once the other has ended, deliver again.',
  },
  'run-broke': {
    why: ({ text }: { category: string; text: string | Reason }, say: Say) => saidBy(text, say),
    whatToDo: 'This is a bug: report it with handlers.log from the data folder.',
  },
};
