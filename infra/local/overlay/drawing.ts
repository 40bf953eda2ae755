import { isRejection } from '#contracts/outcome.ts';
import { UnreadableDocument } from '#pages/page.ts';
import type { ReadDocument } from '../extraction/read-document.ts';
import type { Draw } from '../extraction/read-file.ts';
import { showPage } from '../report/live-page.ts';
import { type Problem, problem } from '../results/problems.ts';
import { NOTHING_READ, type Reading } from './marks.ts';
import { type OverlayOptions, writeOverlay } from './overlay.ts';

/** A list that was not found is drawn all the same: its pages show which headings are known and which are not. */
const readingOf = ({ result }: ReadDocument): Reading | null => {
  if (isRejection(result)) return result.category === 'no-price-list' ? NOTHING_READ : null;
  return result.kind === 'price-list' ? result : null;
};

const notDrawn = (file: string, reason: string): Problem =>
  problem('noted', {
    file,
    stage: 'overlay',
    category: 'not-drawn',
    reason,
    whatToDo: 'Nothing: what was read is printed all the same.',
  });

const draw = async (bytes: Uint8Array, reading: Reading, options: OverlayOptions): Promise<Problem[]> => {
  try {
    await writeOverlay(bytes, reading, options);
    return [];
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return [notDrawn(options.name, `The file has no pages that can be drawn: ${error.message}.`)];
  }
};

/** Draws the pages of one file's lists into a folder. */
export const drawing = (options: Omit<OverlayOptions, 'onPage'>): Draw => {
  const onPage = (number: number, pages: number) => showPage(options.name, 'drawing', number, pages);
  return async (bytes, document) => {
    const reading = readingOf(document);
    if (reading) return draw(bytes, reading, { ...options, onPage });
    return isRejection(document.result) ? [] : [notDrawn(options.name, 'Only price lists are drawn.')];
  };
};
