import type { Reason } from '#contracts/reason.ts';
import type { Say } from '../message.ts';
import { counted, idsText, meantText } from './words.ts';

const FIELDS: Readonly<Record<string, string>> = {
  'machine.code': 'code',
  'machine.brand': 'brand',
  'machine.year': 'model year',
  'machine.market': 'market of the list',
  'machine.family': 'family',
  'machine.model': 'model',
  'machine.package': 'package',
  'machine.engine': 'engine',
  'machine.power': 'power',
  'machine.trackLength': 'track length in mm',
  'machine.trackWidth': 'track width in mm',
  'machine.color': 'colour',
  'machine.springOnly': 'sold in spring only',
  'ad.price': 'price in ₽',
  'ad.pictures': 'pictures',
  'ad.ownPictures': 'pictures of the dealer’s own',
  'ad.letters': 'letters of the text',
  'ad.availability': 'availability',
  'stock.standing': 'standing in stock',
  'stock.count': 'pieces in stock',
  'stock.sold': 'sold',
  'stock.place': 'place',
  'stock.days': 'days since the stock was spoken of',
  'listing.score': 'score of the ad',
  'market.median': 'median of the market in ₽',
  'market.count': 'prices of the market',
  'market.difference': 'percent above the market',
  'verdict.standing': 'standing at the marketplace',
  'verdict.refusals': 'refusals so far',
};

/** A field that a rule speaks of, as people call it. */
export const factTerm = (field: string): string => FIELDS[field] ?? field;

const FLAGS: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };

/** A year is no amount: "2026", "2,150,000". */
const NUMBERS = new Intl.NumberFormat('en', { useGrouping: 'min2' });

const valueText = (value: string | number | null): string => {
  if (value === null || value === '') return 'nothing';
  return typeof value === 'number' ? NUMBERS.format(value) : (FLAGS[value] ?? value);
};

const joined = (facts: readonly Reason[], say: Say): string => facts.map(say).join(', ');

/** Ads that a rule leaves out, or would. */
interface Left {
  readonly [name: string]: string | number | readonly string[];
  rule: string;
  ads: number;
  /** The first of them. */
  adIds: readonly string[];
}

interface NotThere {
  readonly [name: string]: string | readonly string[];
  name: string;
  known: readonly string[];
  near: readonly string[];
}

const FACTORS: Readonly<Record<string, string>> = {
  'refused-before': 'the marketplace has refused it before',
  remark: 'the marketplace asks for something to be mended',
  'no-picture': 'it has no picture',
  'no-own-picture': 'all its pictures are a book’s, as other shops’ are',
  'text-short': 'its text is very short',
  'far-below-market': 'its price is far below the market',
  'far-above-market': 'its price is far above the market',
};

interface SwapAsked {
  readonly [name: string]: string | number;
  rule: string;
  room: number;
  adId: string;
  title: string;
  score: number;
  better: number;
}

interface Raise {
  readonly [name: string]: string | number | readonly string[];
  part: string;
  gain: number;
  has: number;
  full: number;
  tags: readonly string[];
}

/** What raises the part of a score. */
const RAISES: Readonly<Record<string, (of: Pick<Raise, 'has' | 'full' | 'tags'>) => string>> = {
  technicalValues: ({ tags }) => `fill in ${tags.join(', ')}`,
  matchConfidence: () => 'confirm which of the marketplace’s models it is',
  bookMatch: () => 'drop the spec book of its year that has this very machine',
  pictures: ({ has, full }) => `show ${full} pictures instead of ${has}`,
  ownPictures: () => 'show a picture of your own',
  descriptionLetters: ({ has, full }) => `write ${full} letters of text instead of ${has}`,
  optionalFields: ({ tags }) => `say ${tags.join(', ')}`,
  price: () => 'give it a price',
  verdict: () => 'mend what the marketplace says of it',
};

/** What dealers' own rules say of ads, and what their scores are made of. */
export const DEALER_RULES = {
  'rule-fact': {
    why: ({ field, value }: { field: string; value: string | number | null }) =>
      `${factTerm(field)} is ${valueText(value)}`,
  },
  'rule-speaks': {
    why: ({ rule, facts }: { rule: string; facts: readonly Reason[] }, say: Say) =>
      `The rule "${rule}" speaks: ${joined(facts, say)}.`,
  },
  'rule-blocks': {
    why: ({ rule, facts }: { rule: string; facts: readonly Reason[] }, say: Say) =>
      `The dealer’s rule "${rule}" keeps it out of the feed: ${joined(facts, say)}.`,
    whatToDo: 'Change the rule or switch it off, if the ad is to go.',
  },
  'budget-full': {
    why: ({ rule, room }: { rule: string; room: number }) =>
      `The dealer’s budget "${rule}" allows ${counted(room, 'ad')}, and others come first: live ads, then those with the better score.`,
    whatToDo: 'Allow more ads, or withdraw one that is live.',
  },
  'rule-keeps-out': {
    why: ({ rule, ads, adIds }: Left) =>
      `The dealer’s rule "${rule}" keeps ${counted(ads, 'ad')} out of the feed: ${idsText({ ads, adIds })}.`,
  },
  'budget-keeps-out': {
    why: ({ rule, room, ads, adIds }: Left & { room: number }) =>
      `The dealer’s budget "${rule}" allows ${counted(room, 'ad')} and leaves ${counted(ads, 'ad')} out: ${idsText({ ads, adIds })}.`,
  },
  'budget-warns': {
    why: ({ rule, room, ads, adIds }: Left & { room: number }) =>
      `The dealer’s budget "${rule}" allows ${counted(room, 'ad')}, and ${counted(ads, 'ad')} beyond it ${ads === 1 ? 'goes' : 'go'} all the same: ${idsText({ ads, adIds })}.`,
  },
  'budget-asks-next': {
    why: ({ rule, ads, adIds }: Left) =>
      `The dealer’s budget "${rule}" has ${counted(ads, 'better ad')} more to ask about, once the questions before are answered: ${idsText({ ads, adIds })}.`,
  },
  'budget-swap': {
    why: ({ rule, room, adId, title, score, better }: SwapAsked) =>
      `The dealer’s budget "${rule}" allows ${counted(room, 'ad')} and is full. ${title} (${adId}) has the score ${better}, this live ad ${score}; the live ad stays until somebody accepts that it gives way.`,
  },
  'refusal-factor': { why: ({ factor }: { factor: string }) => FACTORS[factor] ?? `a factor: ${factor}` },
  'dealer-rule-unknown': {
    why: ({ name, known }: NotThere) =>
      `There is no rule "${name}" of the dealer’s; ${known.length === 0 ? 'it has none' : `there are ${known.join(', ')}`}.`,
    whatToDo: ({ near }: NotThere) => meantText(near),
  },
  'dealer-rule-there': {
    why: ({ name, rule }: { name: string; rule: string }) =>
      `The dealer has a rule "${name}" already: ${rule}. It would be replaced.`,
    whatToDo: ({ name }: { name: string; rule: string }) =>
      `Give the new one an id of its own (--as ${name}-2), or put it by its file to replace the other.`,
  },
  'rule-template-unknown': {
    why: ({ name, known }: NotThere) => `There is no template "${name}"; there are ${known.join(', ')}.`,
    whatToDo: ({ near }: NotThere) => meantText(near),
  },
  'dealer-rules-many': {
    why: ({ most }: { most: number }) => `The dealer has ${most} rules of its own, which are the most.`,
    whatToDo: 'Remove one that is no longer needed, or join two into one.',
  },
  'score-raise': {
    why: ({ part, gain, has, full, tags }: Raise) =>
      `${RAISES[part]?.({ has, full, tags }) ?? part}: +${gain}`,
  },
};
