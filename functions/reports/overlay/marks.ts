import type { Box } from '#contracts/box.ts';
import type { Extracted, ExtractedProduct } from '#contracts/extracted.ts';
import { categoryOf } from '#messages/say.ts';
import { centre, holds, unionOf } from '#pages/box.ts';
import { findHeaders } from '#pages/header.ts';
import { headingOf } from '#pages/headings.ts';
import { modelCode } from '#pages/model-code.ts';
import type { Page } from '#pages/page.ts';
import { upright } from '#pages/upright.ts';
import type { Heading } from '#reference/lexicon/headings.ts';

/** Something that stands in a column, or names one. */
export interface ColumnMark {
  column: Heading;
  box: Box;
}

/** One product's row; `flags` say what is doubtful in it. */
export interface RowMark {
  number: number;
  box: Box;
  flags: string[];
}

/** What is drawn on the picture of a page. Boxes: points, top-left origin, of the page as a reader sees it. */
export interface PageMarks {
  /** From the first to the last value of a column of one list. */
  bands: ColumnMark[];
  headings: ColumnMark[];
  values: ColumnMark[];
  rows: RowMark[];
  sections: Box[];
  problems: { box: Box | null; text: string }[];
  /** What is in no product, and why. */
  leftOut: { box: Box; text: string }[];
}

/** What of `extracted.json` the marks are made from; a document that was refused has none of it. */
export type Reading = Pick<Extracted, 'products' | 'problems' | 'leftOut'>;

export const NOTHING_READ: Reading = { products: [], problems: [], leftOut: [] };

const valuesOf = ({ cells }: ExtractedProduct): ColumnMark[] =>
  Object.entries(cells).map(([column, box]) => ({ column: column as Heading, box }));

const isValue = ({ column }: ColumnMark): boolean => column !== 'section';

/** A label names rows of later pages too, and its box is that of the page it stands on. */
const standsOn = (page: Page, { section, cells }: ExtractedProduct): boolean =>
  page.words.some(
    ({ text, box }) => cells.section && holds(cells.section, centre(box)) && section?.includes(text.trim()),
  );

const sectionsOn = (page: Page, products: ExtractedProduct[]): Box[] => {
  const here = products.filter((product) => standsOn(page, product));
  const boxes = here.flatMap(({ cells }) => (cells.section ? [cells.section] : []));
  return [...new Map(boxes.map((box) => [box.join(), box])).values()];
};

const rowOf = (product: ExtractedProduct): RowMark => ({
  number: product.row,
  box: unionOf(
    valuesOf(product)
      .filter(isValue)
      .map(({ box }) => box),
  ),
  flags: product.flags,
});

/** Two lists on one page may order their columns differently. */
const bandsOf = (products: ExtractedProduct[]): ColumnMark[] =>
  [...Map.groupBy(products, ({ brand, modelYear }) => `${brand} ${modelYear}`).values()].flatMap((list) =>
    [...Map.groupBy(list.flatMap(valuesOf).filter(isValue), ({ column }) => column)].map(
      ([column, values]) => ({ column, box: unionOf(values.map(({ box }) => box)) }),
    ),
  );

const headerCells = (page: Page) => findHeaders(page).flatMap(({ cells }) => cells);

const headingsOn = (page: Page): ColumnMark[] =>
  headerCells(page).flatMap(({ heading, box }) => (heading ? { column: heading, box } : []));

/** What looks like a part of a list on a page that no row was read from: it tells what is missing. */
const cluesOn = (page: Page): Pick<PageMarks, 'headings' | 'values' | 'problems'> => {
  const visible = page.words.filter((word) => word.visible);
  const headings = headingsOn(page);
  const loose = visible.flatMap(({ text, box }) => ({ column: headingOf(text), box }));
  const codes = visible.filter(({ text }) => modelCode(text.trim()));
  const unknown = headerCells(page).filter(({ heading }) => heading === null);
  return {
    headings:
      headings.length > 0
        ? headings
        : loose.filter((one): one is ColumnMark => one.column !== null && one.column !== 'ignored'),
    values: codes.map(({ box }) => ({ column: 'modelCode', box })),
    problems: unknown.map(({ box }) => ({ box, text: 'unknown-heading' })),
  };
};

const seen = <Marked extends { box: Box | null }>(marks: Marked[], asSeen: (box: Box) => Box): Marked[] =>
  marks.map((mark) => ({ ...mark, box: mark.box && asSeen(mark.box) }));

/** The marks of a page: what `extracted.json` says of it, and without rows what might have become of it. */
export const marksOf = (page: Page, { products, problems, leftOut }: Reading): PageMarks => {
  const { page: turned, asSeen } = upright(page);
  const own = products.filter((product) => product.page === page.number);
  const told = problems.filter(({ place }) => place.page === page.number);
  const clues = own.length > 0 ? { headings: headingsOn(turned), values: [], problems: [] } : cluesOn(turned);
  return {
    bands: bandsOf(own),
    headings: seen(clues.headings, asSeen),
    values: [...own.flatMap(valuesOf).filter(isValue), ...seen(clues.values, asSeen)],
    rows: own.map(rowOf),
    sections: sectionsOn(page, own),
    problems: [
      ...told.map((problem) => ({ box: problem.place.box, text: categoryOf(problem) })),
      ...seen(clues.problems, asSeen),
    ],
    leftOut: leftOut
      .filter((found) => found.page === page.number)
      .map(({ box, text, why }) => ({ box, text: `left out, ${why}: ${text}` })),
  };
};
