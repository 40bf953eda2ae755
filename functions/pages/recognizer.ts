import type { Usage } from '#contracts/usage.ts';
import type { Bitmap, Page } from './page.ts';

/** A page as a picture, upright as the page is shown; `width` and `height` are points. */
export interface PagePicture extends Bitmap {
  number: number;
  width: number;
  height: number;
  /** The same pixels as recognisers take them. */
  png: Uint8Array;
}

/**
 * What a recogniser sees on a page: words, each with its confidence, and borders of the table's cells as
 * rules. All boxes are points of the picture's page, top-left origin.
 */
export interface RecognizedPage {
  page: Page;
  /** What the answer cost. */
  usage: Usage;
}

/**
 * Reads the picture of a page into words. Throws `TransientFailure` when it may answer later and
 * `RecognitionRefused` when it cannot read this page.
 */
export interface PageRecognizer {
  readonly name: string;
  /** The largest picture it takes, as a PNG. */
  readonly mostBytes: number;
  recognize(picture: PagePicture): Promise<RecognizedPage>;
}

/** This recogniser will never read this page; the next of the chain may. The message says why. */
export class RecognitionRefused extends Error {
  override readonly name = 'RecognitionRefused';
}
