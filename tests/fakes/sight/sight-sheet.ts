import { pick, type Random, seededRandom } from '#samples/draw/random.ts';
import { type WrittenCell, workbook } from '../workbook.ts';
import { SHEET_STYLES, type WrittenRow } from './sheet-styles.ts';
import { drawnRow, HEADINGS, type SightPage } from './sight-page.ts';

const ROWS = 8;
const DRAWING = 'xl/drawings/drawing1.xml';
/** Of a row of 15 points, in the units of drawings. */
const HALF_ROW = 95_250;

/** One sheet of price rows in a mix of styles, the same for the same seed. */
export function sightSheet(seed: number): SightPage {
  const random = seededRandom(seed);
  const rows = Array.from({ length: ROWS }, (_, index) => drawnRow(random, index, SHEET_STYLES));
  const written = rows.map((row) => SHEET_STYLES[row.style]?.write(row, random) ?? { cells: [] });
  const top = pick(random, [3, 4, 6]);
  return { seed, rows, bytes: sheetOf(written, top, random) };
}

/** The workbook with the rows from row `top` on, which counts from 1. */
function sheetOf(written: readonly WrittenRow[], top: number, random: Random): Uint8Array {
  const before: WrittenCell[][] = [
    ['LYNX MALLIVUOSI 2027 / SUOMI'],
    ...Array.from({ length: top - 3 }, () => []),
    HEADINGS,
  ];
  const ruled = written.flatMap(({ rule }, index) => (rule ? { ...rule, row: top + index } : []));
  const objects = written.flatMap(({ object }, index) => (object ? anchored(object, top + index) : []));
  const drawing = `<xdr:wsDr xmlns:xdr="urn:xdr" xmlns:a="urn:a">${objects.join('')}</xdr:wsDr>`;
  const sheet = {
    name: pick(random, ['Taul1', 'Hinnasto', "Lynx '27"]),
    rows: [...before, ...written.map(({ cells }) => cells)],
    rowAttributes: Object.fromEntries(written.map(({ attributes = '' }, index) => [top + index, attributes])),
    behind: ruled
      .map(
        ({ attributes, inside, row }, style) =>
          `<conditionalFormatting sqref="A${row}:D${row}"><cfRule priority="${style + 1}" dxfId="${style}" ${attributes}>${inside}</cfRule></conditionalFormatting>`,
      )
      .join(''),
    related: [['drawing', DRAWING]] as const,
  };
  return workbook(
    [sheet],
    { [DRAWING]: drawing },
    { differences: ruled.map(({ difference }) => difference).join('') },
  );
}

function anchored({ content, isFlat = false }: NonNullable<WrittenRow['object']>, row: number): string {
  const place = (mark: string, column: number, at: number) =>
    `<xdr:${mark}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${at - 1}</xdr:row><xdr:rowOff>${isFlat ? HALF_ROW : 0}</xdr:rowOff></xdr:${mark}>`;
  return `<xdr:twoCellAnchor>${place('from', 0, row)}${place('to', 4, isFlat ? row : row + 1)}${content}</xdr:twoCellAnchor>`;
}
