import type { Box } from './box.ts';
import type { MatchedProduct } from './matched.ts';
import type { Validated, ValidatedProduct } from './validated.ts';

/** A field of an ad, its value, and where that comes from in words. */
export interface ShownField {
  tag: string;
  value: string;
  source: string;
}

/** One ad as a buyer would see it, and why it is so. */
export interface AdPreview {
  dealerId: string;
  /** The dealer's name. */
  dealer: string;
  /** The list's file. */
  document: string;
  product: ValidatedProduct;
  matched: MatchedProduct;
  rules: Validated['rules'];
  fields: ShownField[];
  /** `data` is null for a picture that only the dealer's host has. */
  pictures: { address: string; data: string | null }[];
}

/** A place in a dealer's document, where a value stands. */
export interface Place {
  document: string;
  /** Which version of the file; null where only its name is known. */
  sha256: string | null;
  page: number;
  /** Points, from the top left corner. */
  box: Box;
  /** In a spreadsheet: what its program calls the cells, and what stands in them; it has no page to draw. */
  cells: { address: string; text: string }[];
}

/** What stands at a place as a PNG, and the part of the page that it shows, in points; or why there is no picture. */
export type Crop = { png: Uint8Array; widthPoints: number; box: Box } | { reason: string };

/** The same with its picture; null where there is nothing to draw. */
export interface ShownPlace extends Place {
  crop: Crop | null;
}

export interface TracedField extends ShownField {
  places: ShownPlace[];
}

/** What a version of the feed did to an ad. */
export interface AdHistory {
  version: number;
  /** ISO, UTC. */
  builtAt: string;
  status: string;
  change: 'added' | 'changed' | 'removed';
  fields: { tag: string; before: string; after: string }[];
}

/** Where everything in an ad comes from, and what became of it. */
export interface Trace {
  adId: string;
  dealerId: string;
  /** Null where no list in force has the ad any more. */
  title: string | null;
  isOffered: boolean;
  fields: TracedField[];
  /** Files, rules and runs that it was made from, each with its version. */
  origins: [what: string, version: string][];
  history: AdHistory[];
}
