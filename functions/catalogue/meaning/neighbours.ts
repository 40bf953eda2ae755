import { FIELD_UNITS } from '#reference/catalogue/field-units.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import { isSeatOfOne, seatsIn } from '#reference/catalogue/seats.ts';
import { ELECTRIC, STROKES } from '#reference/catalogue/strokes.ts';
import { MM_PER_INCH } from '#reference/catalogue/track-sizes.ts';
import {
  DISPLAY_WORDS,
  FUEL_WORDS,
  LUGS_MM,
  STROKES_OF_TECHNOLOGY,
  TRACK_WIDTHS_IN,
  TRACK_WIDTHS_MM,
} from '#reference/catalogue/value-words.ts';
import { joinLines } from '#reference/measures/printed-text.ts';
import { quantitiesIn } from '#reference/measures/quantities.ts';
import { sizesIn } from '#reference/measures/track-parts.ts';
import type { Size } from '#reference/measures/track-size.ts';
import { hasSlashedSize, tracksOf } from '#reference/measures/tracks.ts';
import { starterIn } from '#reference/naming/specification.ts';
import { cylindersOf } from '../cylinders.ts';
import { displacementClass, isOfClass } from '../engine-names.ts';
import { type EnginePowers, engineKey } from '../engine-powers.ts';
import { dimensionOf, horsepowerOf, measureOf } from '../measures.ts';
import type { PrintedRow, PrintedTable } from '../spec-table.ts';
import { placingOf, type TableRow, tableRow } from '../table-row.ts';
import { cellsOf, linesUnder } from '../table-values.ts';
import { arithmetic } from './arithmetic.ts';
import { sizeWitnesses } from './overall-size.ts';
import { valueWitness } from './value-witness.ts';

/**
 * What the values of a page prove of a row's field without a word of its label, and by how many witnesses; by none where
 * values like these are of other fields as well.
 */
export interface Proof {
  row: PrintedRow;
  field: RowField;
  witnesses: 0 | 1 | 2;
}

/** All that a page's values say of its rows: by their shape, by the engines' names, by the rows beside them. */
export function proofsIn(table: PrintedTable, powers: EnginePowers): Proof[] {
  const names = table.engines.map(({ name }) => name);
  const columns = Math.max(1, names.length);
  const as = rowsAs(columns);
  const page: PageValues = { rows: table.rows, names, columns, as, powers };
  return [
    ...table.rows.flatMap((row) => ownProofs(row, page)),
    ...arithmetic(page),
    ...trackTrios(page),
    ...lengthsOf(page),
    ...tanks(page),
    ...fuels(page),
  ];
}

/** Rows as one of a field, reckoned once for the fields whose values a table places alike. */
function rowsAs(columns: number): PageValues['as'] {
  const known = new Map<string, Map<PrintedRow, TableRow>>();
  return (row, field) => {
    const placing = placingOf(field);
    const rows = known.get(placing) ?? new Map<PrintedRow, TableRow>();
    const as = rows.get(row) ?? tableRow(row, field, columns);
    known.set(placing, rows.set(row, as));
    return as;
  };
}

/** The rows of one page under its engines' names, and as what each may be read. */
export interface PageValues {
  rows: readonly PrintedRow[];
  names: readonly string[];
  columns: number;
  as: (row: PrintedRow, field: RowField) => TableRow;
  powers: EnginePowers;
}

const textsOf = (row: TableRow): string[] => cellsOf(row).map(({ lines }) => joinLines(lines));
const every = (texts: readonly string[], test: (text: string) => boolean): boolean =>
  texts.length > 0 && texts.every(test);

/** What a row's values say by themselves, and together with the names of the engines over them. */
function ownProofs(row: PrintedRow, { rows, names, columns, as, powers }: PageValues): Proof[] {
  const proof = (field: RowField, witnesses: Proof['witnesses']): Proof => ({ row, field, witnesses });
  const under = (field: RowField): string[] =>
    Array.from({ length: columns }, (_, at) => joinLines(linesUnder(as(row, field), at)));
  const proofs: Proof[] = [];
  const sizes = textsOf(as(row, 'tracks')).map((text) => tracksOf(text, row.units));
  const areSure = !textsOf(as(row, 'tracks')).some(hasSlashedSize) || sizes.every(areOfTrade);
  if (sizes.length > 0 && sizes.every(isWholeSizes)) proofs.push(proof('tracks', areSure ? 2 : 1));
  const size = sizeWitnesses(textsOf(as(row, 'dimensions.overallSize')), row);
  if (size > 0) proofs.push(proof('dimensions.overallSize', size));
  const details = under('engine.details');
  if (every(textsOf(as(row, 'engine.details')), saysStrokes))
    proofs.push(
      proof('engine.details', details.every((text, at) => agreesOnStrokes(text, names[at])) ? 2 : 1),
    );
  const cylinders = under('engine.cylindersDisplacement').map((text) =>
    cylindersOf({ text, units: row.units }, null, null),
  );
  if (cylinders.every((one, at) => one.cylinders !== null && isOfClass(one.displacementCc, names[at])))
    proofs.push(proof('engine.cylindersDisplacement', 2));
  const displacements = under('engine.displacement').map(
    (text) => cylindersOf(null, null, { text, units: row.units }).displacementCc,
  );
  if (displacements.every((cc, at) => isOfClass(cc, names[at]))) proofs.push(proof('engine.displacement', 2));
  const horsepower = under('engine.power').map((text) => horsepowerOf({ text, units: row.units }));
  if (names.length > 0 && horsepower.every((hp) => hp !== null)) {
    const areOfEngines = horsepower.every((hp, at) => isPowerOf(hp, names[at] ?? '', powers));
    proofs.push(proof('engine.power', areOfEngines && !mayBeKilometres(row, rows) ? 2 : 1));
  }
  const seats = textsOf(as(row, 'seating'));
  if (every(seats, isSeat)) proofs.push(proof('seating', seats.some(saysSeats) ? 2 : 0));
  if (valueWitness('starter', as(row, 'starter')) === 'fits')
    proofs.push(proof('starter', isStarterOnly(textsOf(as(row, 'starter'))) ? 2 : 1));
  if (every(textsOf(as(row, 'engine.maxRpm')), isPeakSpeed)) proofs.push(proof('engine.maxRpm', 2));
  if (valueWitness('gauges', as(row, 'gauges')) === 'fits')
    proofs.push(proof('gauges', textsOf(as(row, 'gauges')).some(isScreen) ? 2 : 1));
  if (valueWitness('engine.fuelTypeOctane', as(row, 'engine.fuelTypeOctane')) === 'fits')
    proofs.push(proof('engine.fuelTypeOctane', 1));
  // Machines are weighed dry, fuelled and laden: kilograms do not say which.
  if (valueWitness('engine.dryWeight', as(row, 'engine.dryWeight')) === 'fits')
    proofs.push(proof('engine.dryWeight', 0));
  return proofs;
}

/** Letters; a longer text speaks of more than a seat. */
const LONGEST_SEAT = 60;
const saysSeats = (text: string): boolean =>
  seatsIn(text).length > 0 && /\p{L}/u.test(text) && text.length < LONGEST_SEAT;
/** "Deep snow compact" is a seat where others of its label are told by their places; alone it may be a windshield. */
const isSeat = (text: string): boolean => saysSeats(text) || (isSeatOfOne(text) && /\p{L}/u.test(text));

const isWholeSizes = ({ tracks, unread }: ReturnType<typeof tracksOf>): boolean =>
  unread === null &&
  tracks.length > 0 &&
  tracks.every((track) => (track.profileIn ?? track.profileMm) !== null);

/** Between slashes stands many a thing: lengths for adults, and widths and lugs of the trade, are a track's alone. */
const areOfTrade = ({ tracks }: ReturnType<typeof tracksOf>): boolean =>
  tracks.every(
    (track) =>
      (track.lengthMm ?? (track.lengthIn ?? 0) * MM_PER_INCH) >= SHORTEST_TRACK &&
      isWidthOfTrade(track) &&
      isLugOfTrade(track),
  );

const saysStrokes = (text: string): boolean =>
  STROKES.some(([, pattern]) => pattern.test(text)) || ELECTRIC.test(text);

/** The engine's technology has as many strokes as the text says. */
function agreesOnStrokes(text: string, name = ''): boolean {
  const said = STROKES.filter(([, pattern]) => pattern.test(text)).map(([strokes]) => strokes);
  const known = STROKES_OF_TECHNOLOGY.find(([technology]) => technology.test(name))?.[1];
  return said.length === 1 && said[0] === known;
}

const POWER_IN_NAME = /[-–]\s*(\d{2,3})(?:\s*hp)?$/i;
const knownPower = (name: string, powers: EnginePowers): number | null =>
  powers.get(engineKey(name))?.hp ?? (Number(POWER_IN_NAME.exec(name)?.[1]) || null);

/** Horsepower a cm³, from a four-stroke for children to the strongest turbo of the trade. */
const LEAST_OUTPUT = 0.08;
const MOST_OUTPUT = 0.26;

/** Horsepower is a unit of nothing else; the engine's name tells what it can have. */
function isPowerOf(hp: number | null, name: string, powers: EnginePowers): boolean {
  const known = knownPower(name, powers);
  if (hp === null || known !== null) return hp === known;
  const cc = displacementClass(name);
  return cc !== null && hp >= LEAST_OUTPUT * cc && hp <= MOST_OUTPUT * cc;
}

const textOf = ({ lines, values }: PrintedRow): string =>
  [...lines, ...values].map(({ text }) => text).join(' ');

/** In capitals "KM" is Poland's horsepower or anybody's kilometres: kilowatts beside it tell which, or a page in Polish. */
const mayBeKilometres = (row: PrintedRow, page: readonly PrintedRow[]): boolean =>
  /(?<!\p{L})KM(?!\p{L})/u.test(textOf(row)) &&
  !/(?<!\p{L})kw(?!\p{L})/iu.test(textOf(row)) &&
  !page.some((one) => /[łńśźż]/iu.test(textOf(one)));

/** Nothing but starters is called SHOT, or is wound up by a rope. */
const STARTERS_ALONE: readonly (string | null)[] = ['SHOT', 'Electric with manual rewind'];
const STARTS = /start|démarr|käynnist|rozru(?:ch|sz)|anlasser|стартер|пуск/iu;
const isStarterOnly = (texts: readonly string[]): boolean =>
  texts.every((text) => starterIn(text) !== null) &&
  texts.some((text) => STARTERS_ALONE.includes(starterIn(text)) || STARTS.test(text));

/** Revolutions a minute, with their unit: engines of snowmobiles give their power there, idle and engage far below. */
const PEAK_SPEED = /^(\d) ?[,.]? ?(\d{3}) ?(?:rpm|r\/min|u\/min|об\/мин)\.?$/iu;
const isPeakSpeed = (text: string): boolean => {
  const [, thousands = '', rest = ''] = PEAK_SPEED.exec(text) ?? [];
  const speed = Number(thousands + rest);
  return speed >= 6000 && speed <= 9800;
};

/** Inches across: the screens of snowmobiles. */
const SCREEN_IN = { from: 3, to: 13 };

/** A screen by its size and by what it is called. */
const isScreen = (text: string): boolean =>
  DISPLAY_WORDS.test(text) &&
  quantitiesIn(text.replace(/[”″]/g, '"')).some(
    ({ value, unit }) => unit === 'in' && value >= SCREEN_IN.from && value <= SCREEN_IN.to,
  );

/** Rows that stand so near each other are neighbours. */
const NEAR = 2;

/** A width of the trade between, before or behind a length and a height of lugs. */
function trackTrios({ rows, as }: PageValues): Proof[] {
  return rows.flatMap((row, at): Proof[] => {
    if (!isTrackWidth(as(row, 'track.width'))) return [];
    const near = rows.filter(
      (other, place) => Math.abs(place - at) <= NEAR && other.panel === row.panel && other !== row,
    );
    const lengths = near.filter((other) => isAdultLength(as(other, 'track.length')));
    const like = near.filter((other) => valueWitness('track.profile', as(other, 'track.profile')) === 'fits');
    const ofTrade = like.filter((other) => isOfLugs(as(other, 'track.profile')));
    const profiles = like.length > 1 ? ofTrade : like;
    const [length, profile] = [lengths[0], profiles[0]];
    if (!length || !profile || lengths.length + profiles.length > 2) return [];
    return [
      { row: length, field: 'track.length', witnesses: 2 },
      { row, field: 'track.width', witnesses: 2 },
      { row: profile, field: 'track.profile', witnesses: 2 },
    ];
  });
}

/** Millimetres: the shortest track of a machine for adults; the machine's other measures are smaller, or larger by far. */
const SHORTEST_TRACK = 2500;
const isAdultLength = (row: TableRow): boolean =>
  every(
    cellsOf(row).flatMap(({ lines }) => lines),
    (line) => {
      const [size] = sizesIn([line], 'length', row.units) ?? [];
      return (size?.lengthMm ?? (size?.lengthIn ?? 0) * MM_PER_INCH) >= SHORTEST_TRACK;
    },
  );

const isTrackWidth = (row: TableRow): boolean =>
  every(
    cellsOf(row).flatMap(({ lines }) => lines),
    (line) => {
      const [size] = sizesIn([line], 'width', row.units) ?? [];
      return size !== undefined && isWidthOfTrade(size);
    },
  );

function isWidthOfTrade({ widthMm, widthIn }: Partial<Size>): boolean {
  const isKnown = (known: readonly number[], value: number | null | undefined) =>
    value !== null && value !== undefined && known.some((one) => Math.abs(one - value) < 1);
  return isKnown(TRACK_WIDTHS_MM, widthMm) || isKnown(TRACK_WIDTHS_IN, widthIn);
}

/** As high as lugs of the trade are: of two such measures the other is a belt's or a clearance. */
const isOfLugs = (row: TableRow): boolean =>
  every(
    cellsOf(row).flatMap(({ lines }) => lines),
    (line) => {
      const [size] = sizesIn([line], 'profile', row.units) ?? [];
      return size !== undefined && isLugOfTrade(size);
    },
  );

function isLugOfTrade({ profileMm, profileIn }: Partial<Size>): boolean {
  const mm = profileMm ?? (profileIn ?? 0) * MM_PER_INCH;
  return LUGS_MM.some((one) => Math.abs(one - mm) <= 1);
}

/** The machine's length stands before two of its smaller measures, each as large as no track is wide. */
function lengthsOf({ rows, as }: PageValues): Proof[] {
  return rows.flatMap((row, at): Proof[] => {
    if (!isLength(as(row, 'dimensions.overallLength'))) return [];
    const after = rows.slice(at + 1, at + 4).filter(({ panel }) => panel === row.panel);
    const smaller = after.filter(
      (other) =>
        valueWitness('dimensions.overallHeight', as(other, 'dimensions.overallHeight')) === 'fits' &&
        isLarge(as(other, 'dimensions.overallHeight')),
    );
    if (smaller.length < 2) return [];
    const [width, height] = after;
    const near = [
      { row: width, field: 'dimensions.overallWidth' as const },
      { row: height, field: 'dimensions.overallHeight' as const },
    ].flatMap(({ row: other, field }): Proof[] =>
      other && isLarge(as(other, field)) ? [{ row: other, field, witnesses: 1 }] : [],
    );
    return [{ row, field: 'dimensions.overallLength', witnesses: 2 }, ...near];
  });
}

/** Millimetres: from the shortest adult machine; any measure but its length is smaller. */
const ADULT_LENGTH = 2400;
const isLength = (row: TableRow): boolean =>
  every(
    cellsOf(row).flatMap(({ lines }) => lines),
    (text) => {
      const size = dimensionOf(text, { field: 'dimensions.overallLength', units: row.units });
      return (size?.mm ?? size?.mmMin ?? 0) > ADULT_LENGTH;
    },
  );
const LEAST_OF_MACHINE = 900;
const isLarge = (row: TableRow): boolean =>
  every(textsOf(row), (text) => {
    const size = dimensionOf(text, { field: 'dimensions.overallHeight', units: row.units });
    return (size?.mm ?? size?.mmMin ?? 0) >= LEAST_OF_MACHINE;
  });

/** Two volumes in litres near each other, the only ones of their page: a fuel tank and the oil tank of its engine. */
function tanks({ rows, as }: PageValues): Proof[] {
  const volumes = rows.filter((row) => inLitres(as(row, 'engine.fuelTank')).length > 0);
  const [fuel, oil, ...others] = volumes;
  if (!fuel || others.length > 0) return [];
  const isFuel = inLitres(as(fuel, 'engine.fuelTank')).every((litres) => litres >= 20 && litres <= 60);
  if (!oil) return isFuel ? [{ row: fuel, field: 'engine.fuelTank', witnesses: 1 }] : [];
  const isOil = inLitres(as(oil, 'engine.oilTank')).every((litres) => litres >= 1.5 && litres <= 7);
  return isFuel && isOil && fuel.panel === oil.panel && rows.indexOf(oil) - rows.indexOf(fuel) <= NEAR
    ? [
        { row: fuel, field: 'engine.fuelTank', witnesses: 2 },
        { row: oil, field: 'engine.oilTank', witnesses: 2 },
      ]
    : [];
}

/** What a fuel is called, and an octane number right below it: each says what the other is. */
function fuels({ rows, as }: PageValues): Proof[] {
  return rows.slice(0, -1).flatMap((fuel, at): Proof[] => {
    const octane = rows[at + 1] as PrintedRow;
    const isFuel = every(
      textsOf(as(fuel, 'engine.fuelType')),
      (text) => FUEL_WORDS.test(text) && !/\d/.test(text),
    );
    const isOctane = every(textsOf(as(octane, 'engine.octane')), (text) => OCTANE.test(text));
    if (!isFuel || !isOctane || fuel.panel !== octane.panel) return [];
    return [
      { row: fuel, field: 'engine.fuelType', witnesses: 2 },
      { row: octane, field: 'engine.octane', witnesses: 2 },
    ];
  });
}

/** Octane numbers of fuels that are sold, bare. */
const OCTANE = /^(?:8[5-9]|9\d|10[0-2])$/;

const inLitres = (row: TableRow): number[] =>
  textsOf(row).flatMap((text) =>
    quantitiesIn(text).some(({ unit }) => unit === 'l') || row.units.includes('l')
      ? (measureOf({ text, units: row.units }, FIELD_UNITS['engine.oilTank']) ??
        measureOf({ text, units: row.units }, FIELD_UNITS['engine.fuelTank']) ??
        [])
      : [],
  );
