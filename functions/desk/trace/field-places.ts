import { type Box, COLUMNS, type Column, type ExtractedProduct } from '#contracts/extracted.ts';
import { VALUE_TAGS, type ValueTag } from '#contracts/matched.ts';
import { type Shown, sourceOf } from '#functions/reports/ad/field-sources.ts';
import { byHand } from '#functions/validate/review/editable-fields.ts';
import type { ProductAnswer } from '#shared/table/records.ts';

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

/** A field of an ad, its value, and where that comes from: in words, and on which pages. */
export interface TracedField {
  tag: string;
  value: string;
  source: string;
  places: Place[];
}

/** Which columns of the list's row a field is made of. */
const COLUMNS_OF: Record<string, readonly Column[]> = {
  Id: ['modelCode'],
  Title: ['model', 'package', 'engine', 'trackLength', 'color'],
  Description: COLUMNS.filter((column) => column !== 'section'),
  Price: ['price'],
  Model: ['model', 'package', 'engine'],
};

const around = (boxes: readonly Box[]): Box => [
  Math.min(...boxes.map(([x0]) => x0)),
  Math.min(...boxes.map(([, y0]) => y0)),
  Math.max(...boxes.map(([, , x1]) => x1)),
  Math.max(...boxes.map(([, , , y1]) => y1)),
];

const sheetCell = (extracted: ExtractedProduct, column: Column): Place['cells'] => {
  const address = extracted.addresses?.[column];
  const text = column === 'price' ? extracted.priceText : extracted[column];
  return address ? [{ address, text: text ?? '' }] : [];
};

/** The cells of the list's row that a field is made of, as one place. */
const inList = (tag: string, { document, listing: { extracted } }: Shown): Place[] => {
  const columns = (COLUMNS_OF[tag] ?? []).filter((column) => extracted.cells[column]);
  if (columns.length === 0) return [];
  const boxes = columns.map((column) => extracted.cells[column] as Box);
  const cells = columns.flatMap((column) => sheetCell(extracted, column));
  const { name, sha256 = null } = document;
  return [{ document: name, sha256, page: extracted.page, box: around(boxes), cells }];
};

const isValueTag = (tag: string): tag is ValueTag => (VALUE_TAGS as readonly string[]).includes(tag);

/** The cells of a spreadsheet's row at a place that matching took a value from. */
const cellsAt = (box: Box, { listing: { extracted } }: Shown): Place['cells'] =>
  COLUMNS.filter((column) => String(extracted.cells[column]) === String(box)).flatMap((column) =>
    sheetCell(extracted, column),
  );

/** A value lent by another book names that by its name alone. */
const versionOf = (name: string, { document, listing: { matched } }: Shown): string | null =>
  (name === document.name ? document.sha256 : matched.spec?.document === name && matched.spec.sha256) || null;

/** Where the value was printed, in a book or on the list itself, if it was. */
const asMatched = (tag: string, shown: Shown): Place[] => {
  const { document, page, box } =
    (isValueTag(tag) ? shown.listing.matched.sources[tag] : undefined) ?? NOWHERE;
  if (!document || page === null || !box) return [];
  const cells = document === shown.document.name ? cellsAt(box, shown) : [];
  return [{ document, sha256: versionOf(document, shown), page, box, cells }];
};
const NOWHERE = { document: null, page: null, box: null };

const setByHand = (tag: string, answer: ProductAnswer | null): string[] => {
  const edit = answer?.edits[tag];
  return edit ? [`${byHand(edit)} in place of "${edit.insteadOf}"`] : [];
};

/** Every field of the ad with its sources; what people have said of the machine is the first of them. */
export const tracedFields = (shown: Shown, answer: ProductAnswer | null): TracedField[] => {
  const { ad } = shown.product;
  if (!ad) return [];
  const fields: [string, string][] = [
    ['Id', ad.id],
    ...Object.entries(ad.fields),
    ['Images', ad.images.join('\n')],
  ];
  return fields.map(([tag, value]) => ({
    ...{ tag, value },
    source: [...new Set([...setByHand(tag, answer), sourceOf(tag, shown)])].filter(Boolean).join('; '),
    places: [...inList(tag, shown), ...asMatched(tag, shown)],
  }));
};
