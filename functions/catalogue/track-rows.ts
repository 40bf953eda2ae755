import type { CatalogueTrack, Place } from '#contracts/catalogue.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import { TRACK_MEASURES, type TrackMeasure } from '#reference/catalogue/track-sizes.ts';
import { printedCase } from './model-name.ts';
import { joinLines } from './printed-text.ts';
import { quantitiesIn } from './quantities.ts';
import type { SpecTable, TableRow } from './spec-table.ts';
import { boxUnder, cellsOf, linesUnder, rowsOf, textUnder } from './table-values.ts';
import { NO_SIZE, partOf, type Size } from './track-size.ts';
import { tracksOf } from './tracks.ts';

/** The tracks a table prints: one row with whole sizes, or a row each for length, width and profile. */
export function tracksIn(table: SpecTable, page: number): CatalogueTrack[] {
  const whole = rowsOf(table, 'tracks').flatMap((row) => tracksOfRow(row, table, page));
  return [...whole, ...measuredTracks(table, page)];
}

function tracksOfRow(row: TableRow, { engines }: SpecTable, page: number): CatalogueTrack[] {
  return cellsOf(row).flatMap(({ lines, from, to, box }) => {
    const isForOne = engines.length > 1 && from === to;
    const engine = isForOne ? printedCase(engines[from]?.name ?? '') : null;
    const { tracks } = tracksOf(joinLines(lines), row.units);
    return tracks.map((track) => ({ ...track, engine, place: { page, box } }));
  });
}

const FIELDS: Record<TrackMeasure, RowField> = {
  length: 'track.length',
  width: 'track.width',
  profile: 'track.profile',
};

/** Whether a table prints a row for each measure of its tracks. */
export const hasTrackRows = (table: SpecTable): boolean =>
  TRACK_MEASURES.some((measure) => rowsOf(table, FIELDS[measure]).some(({ cells }) => cells.length > 0));

function measuredTracks(table: SpecTable, page: number): CatalogueTrack[] {
  const rows = Object.values(FIELDS).flatMap((field) => rowsOf(table, field));
  if (!hasTrackRows(table) || rows.some(({ stray }) => stray.length > 0)) return [];
  const last = table.engines.length - 1;
  const isShared = rows.every(({ cells }) => cells.every(({ from, to }) => from === 0 && to >= last));
  const columns = isShared ? [0] : table.engines.map((_, at) => at);
  return columns.flatMap((column) => {
    const place: Place = { page, box: boxUnder(table, Object.values(FIELDS), column) };
    const engine = isShared ? null : printedCase(table.engines[column]?.name ?? '');
    const name = textUnder(table, 'track.name', column);
    return sizesUnder(table, column).map((size) => ({ name, ...size, note: null, engine, place }));
  });
}

/** Line by line: the first length goes with the first width. A measure printed once holds for all. */
function sizesUnder(table: SpecTable, column: number): Size[] {
  const measured = TRACK_MEASURES.map((measure) => measuresUnder(table, measure, column));
  const count = Math.max(...measured.map(({ length }) => length));
  if (measured.some(({ length }) => length > 1 && length !== count)) return [];
  return Array.from({ length: count }, (_, at) =>
    Object.assign({ ...NO_SIZE }, ...measured.map((sizes) => sizes[sizes.length > 1 ? at : 0])),
  );
}

function measuresUnder(table: SpecTable, measure: TrackMeasure, column: number): Partial<Size>[] {
  const rows = rowsOf(table, FIELDS[measure]);
  return rows.flatMap((row) => linesUnder(row, column).flatMap((line) => sizeIn(line, measure, row) ?? []));
}

/** "3 700 mm / 146 in.", or bare numbers under "(mm/in.)"; null where a number has no unit or none a track can have. */
function sizeIn(line: string, measure: TrackMeasure, { units }: TableRow): Partial<Size> | null {
  const quantities = quantitiesIn(line).map(({ value, unit }, at) => ({
    value,
    unit: unit ?? units[at] ?? null,
  }));
  const parts = quantities.map((quantity) => (quantity.unit === null ? null : partOf(measure, quantity)));
  const isWhole = parts.length > 0 && parts.every((part) => part !== null);
  return isWhole ? Object.assign({}, ...parts) : null;
}
