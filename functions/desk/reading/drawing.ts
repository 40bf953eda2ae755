import { isRejection } from '#contracts/outcome.ts';
import { NOTHING_READ, type Reading } from '#functions/reports/overlay/marks.ts';
import { type OverlayOptions, writeOverlay } from '#functions/reports/overlay/overlay.ts';
import { UnreadableDocument } from '#pages/page.ts';
import type { Problem } from '../problems.ts';
import { notDrawn } from './not-drawn.ts';
import type { OnProgress } from './progress.ts';
import type { ReadDocument } from './read-document.ts';

const NOT_FOUND: ReadonlySet<string> = new Set([
  'no-price-list',
  'headings-unknown',
  'headings-missing',
  'codes-missing',
]);

/** A list that was not found is drawn all the same: its pages show which headings are known and which are not. */
const readingOf = ({ result }: ReadDocument): Reading | null => {
  if (isRejection(result)) return NOT_FOUND.has(result.reason.code) ? NOTHING_READ : null;
  return result.kind === 'price-list' ? result : null;
};

const draw = async (bytes: Uint8Array, reading: Reading, options: OverlayOptions): Promise<Problem[]> => {
  try {
    await writeOverlay(bytes, reading, options);
    return [];
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return [notDrawn(options.name, `The file has no pages that can be drawn: ${error.message}.`)];
  }
};

/** Draws the pages of one file's lists into a folder; gives what is to be said of that. */
export const drawing = (options: Omit<OverlayOptions, 'onPage'>, onProgress: OnProgress) => {
  const onPage = (number: number, pages: number) =>
    onProgress({ file: options.name, doing: 'drawing', number, pages });
  return async (bytes: Uint8Array, document: ReadDocument): Promise<Problem[]> => {
    const reading = readingOf(document);
    if (reading) return draw(bytes, reading, { ...options, onPage });
    return isRejection(document.result) ? [] : [notDrawn(options.name, 'Only price lists are drawn.')];
  };
};
