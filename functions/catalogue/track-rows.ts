import type { CatalogueTrack, Place } from '#contracts/catalogue.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import { TRACK_MEASURES, type TrackMeasure } from '#reference/catalogue/track-sizes.ts';
import { alternativesOf, joinLines } from '#reference/measures/printed-text.ts';
import { bareSizesIn, sizesIn, type TrackPart, wholeTracks } from '#reference/measures/track-parts.ts';
import { tracksOf } from '#reference/measures/tracks.ts';
import { printedCase } from './model-name.ts';
import type { SpecTable, TableRow } from './table-row.ts';
import { boxUnder, cellsOf, linesUnder, rowsOf, textUnder } from './table-values.ts';

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
const hasTrackRows = (table: SpecTable): boolean =>
  TRACK_MEASURES.some((measure) => rowsOf(table, FIELDS[measure]).some(({ cells }) => cells.length > 0));

/** The tracks that rows of measures give, engine by engine where they are not all engines' own; null where none can be told. */
function tracksByColumn(
  table: SpecTable,
): { column: number; isShared: boolean; sizes: WholeTracks }[] | null {
  const rows = Object.values(FIELDS).flatMap((field) => rowsOf(table, field));
  if (!hasTrackRows(table) || rows.some(({ stray }) => stray.length > 0)) return null;
  const last = table.engines.length - 1;
  const isShared = rows.every(({ cells }) => cells.every(({ from, to }) => from === 0 && to >= last));
  const columns = isShared ? [0] : table.engines.map((_, at) => at);
  return columns.map((column) => ({
    ...{ column, isShared },
    sizes: wholeTracks(TRACK_MEASURES.map((measure) => partsUnder(table, measure, column))),
  }));
}

type WholeTracks = ReturnType<typeof wholeTracks>;

/** True where rows of measures print something of an engine's tracks that no whole one comes of, or no measure. */
export function losesTracks(table: SpecTable): boolean {
  const found = tracksByColumn(table);
  const isPrinted = (measure: TrackMeasure, column: number) =>
    textUnder(table, FIELDS[measure], column) !== null;
  const isLost = ({ column, sizes }: { column: number; sizes: WholeTracks }) =>
    TRACK_MEASURES.some(
      (measure) =>
        isPrinted(measure, column) && (sizes.length === 0 || partsUnder(table, measure, column).length === 0),
    );
  return found === null ? hasTrackRows(table) : found.some(isLost);
}

const measuredTracks = (table: SpecTable, page: number): CatalogueTrack[] =>
  (tracksByColumn(table) ?? []).flatMap(({ column, isShared, sizes }) => {
    const place: Place = { page, box: boxUnder(table, Object.values(FIELDS), column) };
    const engine = isShared ? null : printedCase(table.engines[column]?.name ?? '');
    const printedName = textUnder(table, 'track.name', column);
    return sizes.map(({ name, note, ...size }) => ({
      ...{ ...size, note, engine, place },
      name: name ?? printedName,
    }));
  });

const partsUnder = (table: SpecTable, measure: TrackMeasure, column: number): TrackPart[] =>
  rowsOf(table, FIELDS[measure]).flatMap((row) => {
    const lines = alternativesOf(linesUnder(row, column));
    const bare = row.units.length === 0 ? bareSizesIn(lines, measure) : null;
    return sizesIn(lines, measure, row.units) ?? bare ?? [];
  });
