import type { Ports } from '#shared/ports.ts';
import type { TextractBlock } from '#shared/textract-block.ts';
import type { Page } from '../page.ts';
import type { PagePicture, PageRecognizer } from '../recognizer.ts';
import { asRefusal } from './refusal.ts';
import { cellGrounds } from './textract/cell-grounds.ts';
import { cellRules } from './textract/cell-rules.ts';
import { cellsOf } from './textract/cells.ts';
import { wordRuns } from './textract/runs.ts';
import { straightened } from './textract/straighten.ts';
import { tablesOf } from './textract/tables.ts';

/**
 * Textract's blocks as a page: words in points, top-left origin, the lines of a cell one after the other;
 * the borders of cells as rules and grounds that stand apart as fills, so that the code for drawn tables
 * reads them. A page scanned a little askew
 * is turned straight, about its middle: boxes are those of the straightened page.
 */
export function pageOf(blocks: readonly TextractBlock[], picture: PagePicture): Page {
  const { number, width, height } = picture;
  const placed = straightened(blocks, picture);
  const tables = tablesOf(placed);
  return {
    number,
    width,
    height,
    words: wordRuns(placed, cellsOf(blocks)),
    fills: tables.flatMap((cells) => cellGrounds(cells, picture)),
    rules: tables.flatMap(cellRules),
    images: [],
  };
}

/** Textract's limit for a picture sent with the call; a little is left for what goes around it. */
const MOST_BYTES = 9.5 * 1024 * 1024;

/** Reads a page with Textract's analysis of tables. */
export const textractRecognizer = ({ analysis }: Pick<Ports, 'analysis'>): PageRecognizer => ({
  name: 'textract',
  mostBytes: MOST_BYTES,
  recognize: async (picture) => {
    const { blocks, usage } = await analysis.analyzeTables(picture.png).catch(asRefusal);
    return { page: pageOf(blocks, picture), usage };
  },
});
