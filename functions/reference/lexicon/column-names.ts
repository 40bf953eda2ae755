import type { Heading } from './headings.ts';

/** What people call the columns of a price list when they say what its headings mean. */
export const COLUMN_NAMES: Readonly<Record<string, Heading>> = {
  code: 'modelCode',
  model: 'model',
  package: 'package',
  engine: 'engine',
  track: 'track',
  'track-length': 'trackLength',
  'track-profile': 'trackProfile',
  starter: 'starter',
  display: 'display',
  options: 'springOptions',
  color: 'color',
  price: 'price',
  'other-price': 'otherPrice',
  section: 'section',
  'spring-only': 'springOnly',
  nothing: 'ignored',
};

/** What people call a column. */
export const columnName = (heading: Heading): string =>
  Object.keys(COLUMN_NAMES).find((name) => COLUMN_NAMES[name] === heading) ?? heading;

/** A heading as it is compared with what lists print: neither case nor signs count, but of signs alone: "€" is no "#". */
export const plainHeading = (text: string): string => {
  const plain = text.normalize('NFKC').toLowerCase().trim();
  return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim() || plain;
};

/** What people say that headings mean, by `plainHeading` of what is printed. */
export type TaughtHeadings = ReadonlyMap<string, Heading>;
