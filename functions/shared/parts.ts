import * as z from 'zod';
import { ConfigurationError } from './errors.ts';

/** Which implementation stands in each replaceable place (S0-04), by name; several are asked in order. */
export const Parts = z.strictObject({
  pageReaders: z.array(z.string()).min(1).default(['pdfium', 'pdfjs', 'spreadsheet']),
  /** Read pages without a usable text layer from their pictures; none = such pages are not read. */
  pageRecognizers: z.array(z.string()).default([]),
  /** Name columns whose headings the lexicon does not know; none = they stay unknown. */
  columnNamers: z.array(z.string()).default([]),
  /** A witness more of what labels of spec books mean that the lexicon does not know; none = values and neighbours alone. */
  labelNamers: z.array(z.string()).default([]),
  embedders: z.array(z.string()).min(1).default(['lexical']),
  /** Choose between names that no rule tells apart; none = their spelling decides. */
  tieBreakers: z.array(z.string()).default([]),
  /** Choose whose values a machine without a page inherits, always for a person to confirm; none = they stay missing. */
  inheritors: z.array(z.string()).default([]),
  marketplace: z.string().default('avito'),
  uploader: z.string().default('ftp'),
  /** Says how good an ad each product makes, in reports and exports. */
  listingScorer: z.string().default('weighted'),
});
export type Parts = z.infer<typeof Parts>;

/** The part of that name. Throws `ConfigurationError` naming those there are. */
export const choosePart = <Part>(place: keyof Parts, known: Record<string, Part>, name: string): Part => {
  const part = known[name];
  if (part !== undefined) return part;
  const names = Object.keys(known).join(', ');
  throw new ConfigurationError(`${place}: there is no ${name}; use ${names}`, { stage: 'configuration' });
};

/** The parts of those names, in their order. Throws `ConfigurationError` for one there is not. */
export const chooseParts = <Part>(
  place: keyof Parts,
  known: Record<string, Part>,
  names: readonly string[],
): Part[] => names.map((name) => choosePart(place, known, name));
