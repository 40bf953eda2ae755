import type { Box } from '#contracts/box.ts';
import type { Column, LeftOut } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import type { TaughtHeadings } from '#reference/lexicon/column-names.ts';
import type { Sheet } from './spreadsheet/sheet.ts';

/** An sRGB colour, each channel 0–255. */
export type Color = readonly [red: number, green: number, blue: number];

/** A multiple of 90 degrees clockwise. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/**
 * Why a person should look at a word before it is believed; each is the flag of the rows whose cells hold it.
 * `faint`: hardly to be told from what lies behind it; `struck`: a line runs through it; `covered`: a picture, a
 * note or another word lies over a part of it; `unrendered`: whether or how it shows only a drawn page could tell: this engine
 * draws none, or it is typed into a note or a field, which viewers draw anew; `mark-unclear`: a raised sign may belong to it or not; `garbled`: its letters contradict its font;
 * `torn`: figures or a minus stand beside it that may be a part of it; `stale`: a formula gives another value than was kept with it, or
 * nobody has worked it out since the file was changed.
 */
export type Doubt =
  | 'faint'
  | 'struck'
  | 'covered'
  | 'unrendered'
  | 'mark-unclear'
  | 'garbled'
  | 'torn'
  | 'stale';

/**
 * A run of text as the page draws it, with no gap wider than about half an em inside.
 * `order` is its place in the content stream: within one table cell it beats any geometric order.
 */
export interface Word {
  text: string;
  /** Left edge of each UTF-16 unit of `text` on an upright run: where a column's edge can cut the run in two. */
  starts: readonly number[];
  /** Left edges of what was drawn apart and stands too close to the rest to be a run of its own; absent where there are none. */
  seams?: readonly number[];
  /** Clockwise quarter turns by which the run is turned as the reader sees it; 0 is upright. */
  turns: QuarterTurns;
  /** Radians by which the run is turned beyond its quarter turns; absent for one that is not. */
  askew?: number;
  box: Box;
  order: number;
  /** Points. */
  fontSize: number;
  bold: boolean;
  color: Color;
  /** False for text that nobody sees for sure: invisible mode, the colour of what lies behind it, under 2 pt, off the page, clipped away. */
  visible: boolean;
  /** Absent where there are none. */
  doubts?: readonly Doubt[];
  /** True where the line that runs through it goes on far beyond it; absent elsewhere. */
  isRuled?: true;
  /** True for what its column shows to be a product's code, though it has not the shape of one; absent elsewhere. */
  isCode?: true;
  /** Raised, lowered or small signs that stand at the word and are no part of it; absent where there are none. */
  marks?: readonly Mark[];
  /** 0–1, how sure the engine is that it read the run right; absent where the file says it: that is 1. */
  confidence?: number;
}

/** True for what a line is drawn through for its own sake: of a table's rule nobody can tell whether it is meant. */
export const isStruckOut = ({ doubts, isRuled }: Pick<Word, 'doubts' | 'isRuled'>): boolean =>
  (doubts?.includes('struck') && !isRuled) ?? false;

/** The sign of a note ("1", "*", "a)"), and where it stands. */
export interface Mark {
  text: string;
  box: Box;
}

/** A filled area, in painting order; `order` is on the same scale as that of words. */
export interface Fill {
  box: Box;
  color: Color;
  order: number;
}

/** A straight line of a table's ruling: thin fills and strokes alike. */
export interface Rule {
  box: Box;
  color: Color;
  direction: 'horizontal' | 'vertical';
}

/** A picture on the page; `index` finds it again through the same document. */
export interface PlacedImage {
  box: Box;
  index: number;
  widthPx: number;
  heightPx: number;
}

/**
 * What one page shows. All boxes: points, top-left origin, rotation of the page already applied. Where the page lies
 * `askew` they are those of the page set straight around its middle.
 */
export interface Page {
  number: number;
  width: number;
  height: number;
  /** Radians clockwise by which the page lies askew as seen; absent for a straight one. */
  askew?: number;
  words: Word[];
  fills: Fill[];
  rules: Rule[];
  images: PlacedImage[];
  /** How many objects the page draws, runs of blanks left out; absent where the engine does not say. */
  drawn?: number;
  /** Columns by the printed heading, where somebody has named headings that the lexicon does not know. */
  headingNames?: ReadonlyMap<string, Column>;
  /** What people of the dealer say that headings mean. */
  taughtHeadings?: TaughtHeadings;
  /** Where the page comes from a spreadsheet: what a person calls the places on it. */
  sheet?: SheetPlaces;
}

/** The places of a sheet; several pages may show parts of one, all on its own plane and under its number. */
export interface SheetPlaces {
  /** True for the page its rows begin on: nothing of the sheet before goes on here. */
  isFirst: boolean;
  /** The name on its tab, over its first row, and what stands on it in no cell; on the first page alone. */
  beside: readonly Word[];
  /** The row's number, as seen at the sheet's left. */
  rowAt(box: Box): number;
  /** As a formula names the cell: `C7`, `Sheet1!C7`. */
  addressAt(box: Box): string;
  /** Rows of a table that a filter or a hand has hidden, neighbours together; all of a sheet on its first page. */
  hiddenRows: readonly HiddenRows[];
  /** Codes and amounts that nobody sees there; those of hidden columns and sheets on the first page. */
  leftOut: readonly LeftOut[];
}

/** Rows of a sheet that nobody sees. */
export interface HiddenRows {
  /** On the sheet's plane, from its first cell to its last. */
  box: Box;
  /** As a formula names them: `Sheet1!A7:K12`. */
  address: string;
  /** The code of each row; of one without, what stands first in it. */
  codes: readonly string[];
}

/** RGBA pixels, row by row. */
export interface Bitmap {
  widthPx: number;
  heightPx: number;
  rgba: Uint8Array;
}

/**
 * How it is told which words can be seen: by the look of the drawn page, which holds in every case, or by their places
 * and colours alone, which costs nothing where a page is full of photographs.
 */
export type Sight = 'drawn' | 'placed';

/** An open document. `close` frees its memory; every other call then throws. */
export interface OpenDocument {
  pageCount: number;
  /** Of a spreadsheet: what a person sees of it, cell by cell. */
  sheets?: readonly Sheet[];
  /** `sight` says how what can be seen is told; as drawn where nothing is said, and where the engine can draw. */
  readPage(number: number, sight?: Sight): Promise<Page>;
  /** The page as a picture, `scale` pixels a point. */
  renderPage(number: number, scale: number): Bitmap;
  /** A placed image alone, composited over white at its own pixel size; it holds until the next is asked for. */
  renderImage(page: number, image: PlacedImage): Bitmap;
  close(): void;
}

/** Reads a kind of document. `open` throws `UnreadableDocument` when the bytes are no document this engine can read. */
export interface PageReader {
  name: string;
  /** Of a kind of file that a plug-in knows: whether the bytes are one. What another reader would refuse may be. */
  recognizes?(bytes: Uint8Array): boolean;
  open(bytes: Uint8Array): Promise<OpenDocument>;
}

/** The engine cannot read these bytes, for a reason of that code; `message` is what it says of itself, for its maker. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
  readonly category:
    | 'not-a-pdf'
    | 'not-a-spreadsheet'
    | 'unreadable'
    | 'password-needed'
    | 'too-costly'
    | 'spreadsheet-too-large'
    | 'list-empty';
  constructor(category: UnreadableDocument['category'], message: string, cause?: unknown) {
    super(message, { cause });
    this.category = category;
  }

  get reason(): Reason {
    return { code: this.category, values: { detail: this.message } };
  }
}
