import type { Box } from './box.ts';
import type { MatchedProduct, SpecMatch } from './matched.ts';
import type { Reason } from './reason.ts';
import type { Validated, ValidatedProduct } from './validated.ts';

/** A field of an ad, its value, and where that comes from. */
export interface ShownField {
  tag: string;
  value: string;
  sources: Reason[];
}

/** As what the feed leaves an ad out whose offer may be published: by the dealer's stock, or since a person withdrew it. */
export const KEPT_OUT_AS = ['sold', 'withdrawn', 'absent'] as const;
export type KeptOutAs = (typeof KEPT_OUT_AS)[number];

/** An ad's Id, and whether the feed leaves it out. */
export interface AdOfCode {
  id: string;
  out: KeptOutAs | null;
}

/** One ad as a buyer would see it, and why it is so. */
export interface AdPreview {
  dealerId: string;
  /** The dealer's name. */
  dealer: string;
  /** The list's file. */
  document: string;
  product: ValidatedProduct;
  out: KeptOutAs | null;
  /** All ads of the machine: where its pieces are told apart one of each. */
  ads: AdOfCode[];
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
export type Crop = { png: Uint8Array; widthPoints: number; box: Box } | { reason: Reason };

/** The same with its picture; null where there is nothing to draw. */
export interface ShownPlace extends Place {
  crop: Crop | null;
}

export interface TracedField extends ShownField {
  places: ShownPlace[];
}

/** The row of the list that an ad is made of: what stands in its cells, and the row as it is printed. */
export interface TracedRow {
  document: string;
  page: number;
  row: number;
  /** By column, as printed; `address` is what a spreadsheet's program calls the cell. */
  cells: { column: string; text: string; box: Box; address: string | null }[];
  places: ShownPlace[];
}

/** Who the row was taken for, and why. */
export type TracedMatch = Pick<
  MatchedProduct,
  | 'normalized'
  | 'avitoModel'
  | 'method'
  | 'decision'
  | 'confidence'
  | 'confidenceDescription'
  | 'reasons'
  | 'candidates'
>;

/** The book's page that lends what the list does not say. */
type TracedEntry = Pick<SpecMatch, 'document' | 'sha256' | 'page' | 'model' | 'engine'>;

/** What came of bringing a version to its URL: the receipt that proved it, or else the last attempt's. */
export interface TracedDelivery {
  version: number;
  /** The receipt's number. */
  sequence: string;
  /** ISO, UTC. */
  at: string;
  outcome: string;
  url: string;
  sha256: string;
  reason: Reason | null;
}

/** What a version of the feed did to an ad. */
export interface AdHistory {
  version: number;
  /** ISO, UTC. */
  builtAt: string;
  status: string;
  change: 'added' | 'changed' | 'removed';
  fields: { tag: string; before: string; after: string }[];
  /** Of this version, or of a later one up to the next change; null where nobody has tried yet. */
  delivery: TracedDelivery | null;
}

/** What a channel's public URL was last seen to serve. */
export interface TracedLive {
  version: number;
  url: string;
  /** Whether the ad is in what it serves. */
  holdsAd: boolean;
}

/** What the marketplace made of an ad by the last load that was read. */
export interface MarketplaceVerdict {
  standing: string;
  avitoId: string | null;
  url: string | null;
  /** When the load began since which it stands so, ISO, UTC. */
  since: string;
  /** Of the feed that was loaded. */
  feedVersion: number;
  messages: Reason[];
}

/**
 * The way of an ad: the cells of its row, what they were matched with, the book's entry, its fields with their places,
 * the versions of the feed that changed it, what was brought to its URL, and what the marketplace made of it.
 */
export interface Trace {
  adId: string;
  dealerId: string;
  channel: string;
  /** Other channels of the dealer that have, or had, the ad. */
  alsoIn: string[];
  /** Null where no list in force has the ad any more. */
  title: string | null;
  isOffered: boolean;
  out: KeptOutAs | null;
  /** These two are null where no list in force has the ad any more, the entry also where no book has the machine. */
  row: TracedRow | null;
  match: TracedMatch | null;
  entry: TracedEntry | null;
  fields: TracedField[];
  /** Files, rules and runs that it was made from, each with its version. */
  origins: Reason[];
  history: AdHistory[];
  live: TracedLive | null;
  /** What the marketplace made of it; null where nobody has read that. */
  verdict: MarketplaceVerdict | null;
}
