import { counted } from './words.ts';

/** Why a feed, or an ad of it, waits for a person. */
export const FEEDS = {
  'feed-empty': { why: 'the feed would be empty' },
  'notes-more': {
    why: ({ more }: { more: number }) =>
      `${counted(more, 'more note')} ${more === 1 ? 'is' : 'are'} not kept: a version has room for 100.`,
  },
  'many-would-go': {
    why: ({ removed, live, percent }: { removed: number; live: number; percent: number }) =>
      `${removed} of ${live} live ads would go, more than ${percent} %`,
  },
  'rate-jumped': {
    why: ({ currency, percent, most }: { currency: string; percent: string; most: number }) =>
      `the ${currency} rate with its markup changed by ${percent} %, more than ${most} %`,
  },
  'rate-old': {
    why: ({ currency, date, days }: { currency: string; date: string; days: number }) =>
      `the ${currency} rate is of ${date}, over ${days} days ago`,
  },
  'rate-to-come': {
    why: ({ currency, date }: { currency: string; date: string }) =>
      `the ${currency} rate is of ${date}, a day to come`,
  },
  'rules-broken': {
    why: ({ adIds }: { adIds: readonly string[] }) =>
      `ads that break today's rules are left out: ${adIds.join(', ')}`,
  },
  'ad-vanished': {
    why: 'The newest list of its brand and year does not name it; its live ad stays until somebody accepts that it goes.',
  },
  'price-jumps': {
    why: ({ before, after }: { before: string; after: string }) =>
      `The price would jump from ${before} to ${after} roubles; its live ad stays until somebody accepts that.`,
  },
};
