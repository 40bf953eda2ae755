/** What a value of a field is, which decides what it can be compared with. */
export type FactKind = 'text' | 'number' | 'flag';

/**
 * Everything that a rule may speak of, by its name. Lengths in mm, money in whole roubles, power in hp (electric: W),
 * differences in percent.
 */
export const FACT_FIELDS = {
  'machine.code': 'text',
  'machine.brand': 'text',
  'machine.year': 'number',
  'machine.market': 'text',
  'machine.family': 'text',
  'machine.model': 'text',
  'machine.package': 'text',
  'machine.engine': 'text',
  'machine.power': 'number',
  'machine.trackLength': 'number',
  'machine.trackWidth': 'number',
  'machine.color': 'text',
  'machine.springOnly': 'flag',
  'ad.price': 'number',
  /** Pictures that a buyer sees, and how many of them are not a spec book's. */
  'ad.pictures': 'number',
  'ad.ownPictures': 'number',
  /** Letters of the description, its markup and blanks apart. */
  'ad.letters': 'number',
  'ad.availability': 'text',
  'stock.standing': 'text',
  'stock.count': 'number',
  'stock.sold': 'flag',
  'stock.place': 'text',
  /** Days since the dealer last said whether it is there. */
  'stock.days': 'number',
  /** How good the ad is, from 0 to 100. */
  'listing.score': 'number',
  /** What others ask for such a machine, from how many of their prices, and how far the ad's is above that. */
  'market.median': 'number',
  'market.count': 'number',
  'market.difference': 'number',
  /** What the marketplace made of the ad, and how often it has refused it so far. */
  'verdict.standing': 'text',
  'verdict.refusals': 'number',
} as const satisfies Record<string, FactKind>;
export type FactField = keyof typeof FACT_FIELDS;

/** What a comparison asks of a field, by the kinds of fields that can answer. */
export const OPERATORS = {
  '=': ['text', 'number', 'flag'],
  '!=': ['text', 'number', 'flag'],
  '<': ['number'],
  '<=': ['number'],
  '>': ['number'],
  '>=': ['number'],
  between: ['number'],
  in: ['text', 'number'],
  'not-in': ['text', 'number'],
  contains: ['text'],
  begins: ['text'],
  filled: ['text', 'number', 'flag'],
  empty: ['text', 'number', 'flag'],
} as const satisfies Record<string, readonly FactKind[]>;
export type Operator = keyof typeof OPERATORS;
