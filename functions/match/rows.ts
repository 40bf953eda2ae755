import type { Catalogue, CatalogueModel, CatalogueRow, CatalogueTrack } from '#contracts/catalogue.ts';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import { hundredths, type Money } from '#contracts/money.ts';
import type { Reason } from '#contracts/reason.ts';
import { readLabel } from '#reference/catalogue/label-witness.ts';
import { TRACK_MEASURES, type TrackMeasure } from '#reference/catalogue/track-sizes.ts';
import {
  LENGTH_TOLERANCE_IN,
  MM_PER_INCH,
  PROFILE_TOLERANCE_IN,
  TRACK_WIDTHS,
  WIDTH_TOLERANCE_MM,
} from '#reference/lexicon/tracks.ts';
import { alternativesOf } from '#reference/measures/printed-text.ts';
import type { Unit } from '#reference/measures/quantities.ts';
import { sizesIn, type TrackPart, wholeTracks } from '#reference/measures/track-parts.ts';
import type { Machine } from '#reference/naming/machine.ts';
import { lengthInInches } from '#reference/naming/track.ts';
import type { Rewording } from '#shared/taught-meanings.ts';
import type { Subject } from './rank-names.ts';
import {
  columnFor,
  indexPages,
  pagesOf,
  type SpecColumn,
  type SpecIndex,
  type SpecPage,
} from './spec-pages.ts';
import { lengthFits, listedProfile, profileFits, widthFits, widthsOn } from './track-width.ts';
import { modelKey, understand } from './understand.ts';

/** A row of a book's page that nobody is sure of, and what the list says of the machines of that page. */
interface OpenRow {
  model: CatalogueModel;
  row: CatalogueRow;
  listed: readonly Row[];
}

/** Labels that the list bears out, by their keys. */
type Borne = ReadonlyMap<string, TrackMeasure>;

/** What a list tells of its machines' tracks, in the unit that a book's page is compared in. */
interface Listed {
  read(part: TrackPart): number | null;
  told(row: Row): number | null;
  tolerance: number;
}

const inInches = (inches: number | null | undefined, mm: number | null | undefined): number | null =>
  inches ?? (mm ? mm / MM_PER_INCH : null);

const LISTED: Readonly<Record<'length' | 'profile', Listed>> = {
  length: {
    read: ({ lengthIn, lengthMm }) => lengthIn ?? (lengthMm ? lengthInInches(lengthMm) : null),
    told: ({ machine }) => machine.lengthIn,
    tolerance: LENGTH_TOLERANCE_IN,
  },
  profile: {
    read: ({ profileIn, profileMm }) => inInches(profileIn, profileMm),
    told: ({ product }) => listedProfile(product),
    tolerance: PROFILE_TOLERANCE_IN,
  },
};

/** Two pages that say the same may do so by chance. */
const LEAST_PAGES = 2;
/** A width stands so near the length of its track. */
const NEAR = 2;

const keyOf = ({ section, label }: CatalogueRow): string => `${section}|${label}`;
const near = (one: number | null, other: number, tolerance: number): boolean =>
  one !== null && Math.abs(one - other) <= tolerance;

const partsOf = ({ cells, units }: CatalogueRow, measure: TrackMeasure): TrackPart[] =>
  sizesIn(alternativesOf(cells.map(({ text }) => text)), measure, units as Unit[]) ?? [];

/**
 * The books with the tracks that their labels alone leave open and this list bears out: a label of a book is a track's
 * length or profile where its values can be one and, page by page, are those of the list's machines, which differ; it
 * is the width where it stands beside that length and holds nothing but widths of the trade. The book's artefact stays
 * as it was read: the same list and books give the same values in whatever order they came.
 */
function borneOut(catalogues: readonly Catalogue[], rows: readonly Row[]): readonly Catalogue[] {
  const byModel = Map.groupBy(rows, ({ page }) => page?.model ?? null);
  return catalogues.map((catalogue) => {
    const open = catalogue.models.flatMap((model) => openRows(model, byModel.get(model) ?? []));
    const labels = open.length > 0 ? labelsIn(open) : new Map();
    return labels.size === 0
      ? catalogue
      : { ...catalogue, models: catalogue.models.map((model) => withTracks(model, labels)) };
  });
}

const openRows = (model: CatalogueModel, listed: readonly Row[]): OpenRow[] =>
  lacksTracks(model) && listed.length > 0
    ? model.rows.filter(isOpen).map((row) => ({ model, row, listed }))
    : [];

/** A label whose words are about something else is no track's, whatever its values are. */
const isOpen = ({ field, section, label, cells }: CatalogueRow): boolean =>
  field === null && label !== '' && cells.length > 0 && !readLabel(label, section).isOfSomethingElse;

const lacksTracks = ({ tracks }: CatalogueModel): boolean =>
  tracks.every(({ widthIn, widthMm }) => widthIn === null && widthMm === null);

function labelsIn(open: readonly OpenRow[]): Borne {
  const groups = Map.groupBy(open, ({ row }) => keyOf(row));
  const told = new Map<string, TrackMeasure>();
  for (const measure of ['length', 'profile'] as const) {
    const own = [...groups].filter(([, rows]) => saysWhatIsListed(rows, measure)).map(([key]) => key);
    if (own.length === 1) told.set(own[0] as string, measure);
  }
  const widths = [...groups].filter(([key, rows]) => !told.has(key) && areWidths(rows, told));
  if (widths.length === 1) told.set((widths[0] as [string, OpenRow[]])[0], 'width');
  return told;
}

/** Every machine's own measure stands on its page, and the pages are not all alike. */
function saysWhatIsListed(rows: readonly OpenRow[], measure: keyof typeof LISTED): boolean {
  const { read, told, tolerance } = LISTED[measure];
  const values = new Set<number>();
  const isBorne = rows.every(({ row, listed }) => {
    const printed = partsOf(row, measure).map(read);
    const wanted = listed.flatMap((one) => told(one) ?? []);
    for (const value of wanted) values.add(value);
    return wanted.length > 0 && wanted.every((value) => printed.some((size) => near(size, value, tolerance)));
  });
  const pages = new Set(rows.map(({ model }) => model));
  return isBorne && pages.size >= LEAST_PAGES && values.size >= LEAST_PAGES;
}

/** Beside a track's length, on each page, and nothing but what tracks of the trade measure across. */
function areWidths(rows: readonly OpenRow[], told: Borne): boolean {
  return rows.every(({ model, row, listed }) => {
    const at = model.rows.indexOf(row);
    const isNear = model.rows
      .slice(Math.max(0, at - NEAR), at + NEAR + 1)
      .some((other) => other.section === row.section && measureOf(other, told) === 'length');
    const widths = partsOf(row, 'width').map(
      ({ widthIn, widthMm }) => widthMm ?? (widthIn ?? 0) * MM_PER_INCH,
    );
    const isOfTrade = widths.every((mm) =>
      TRACK_WIDTHS.some(({ millimetres }) => near(mm, millimetres, WIDTH_TOLERANCE_MM)),
    );
    const known = listed.flatMap(({ machine }) => machine.widthMm ?? []);
    const isListed = known.every((mm) => widths.some((width) => near(width, mm, WIDTH_TOLERANCE_MM)));
    return isNear && widths.length > 0 && isOfTrade && isListed;
  });
}

const FIELDS: ReadonlyMap<string | null, TrackMeasure> = new Map(
  TRACK_MEASURES.map((measure) => [`track.${measure}`, measure]),
);

const measureOf = (row: CatalogueRow, told: Borne): TrackMeasure | undefined =>
  FIELDS.get(row.field) ?? told.get(keyOf(row));

/** The model with its rows' fields, and the tracks that they give; of each engine where its columns say so. */
function withTracks(model: CatalogueModel, told: Borne): CatalogueModel {
  if (!lacksTracks(model)) return model;
  const rows = model.rows.map((row) => {
    const measure = row.field === null ? told.get(keyOf(row)) : undefined;
    return measure ? { ...row, field: `track.${measure}` } : row;
  });
  const own = rows.filter(({ field }) => FIELDS.has(field));
  const spans = new Set(
    own.flatMap(({ cells }) =>
      cells.flatMap(({ column }) => (column?.from === column?.to ? (column?.from ?? []) : [])),
    ),
  );
  const columns = spans.size > 1 ? [...spans] : [null];
  return {
    ...model,
    rows,
    tracks: columns.flatMap((column) => tracksUnder({ ...model, rows: own }, column)),
  };
}

function tracksUnder({ page, rows, engines }: CatalogueModel, at: number | null): CatalogueTrack[] {
  const under = rows.map((row) => ({
    ...row,
    cells: row.cells.filter(
      ({ column }) => at === null || column === null || (column.from <= at && at <= column.to),
    ),
  }));
  const measured = TRACK_MEASURES.map((measure) =>
    under.filter(({ field }) => field === `track.${measure}`).flatMap((row) => partsOf(row, measure)),
  );
  const [cell] = under.filter(({ field }) => field === 'track.width').flatMap(({ cells }) => cells);
  const engine = at === null ? null : (engines[at]?.name ?? null);
  return wholeTracks(measured).map((track) => ({
    ...track,
    engine,
    place: { page, box: cell?.box ?? null },
  }));
}

/** A row whose track the book sells in several widths while the list prints none. */
export interface OpenWidth {
  readonly product: ExtractedProduct;
  /** Narrow to wide, in mm. */
  readonly widths: readonly number[];
}

/** All that a row prints except its code and price, and what its book leaves open. */
const likeness = ({ product, widths }: OpenWidth): string =>
  [
    modelKey(product),
    product.modelYear,
    product.trackProfile,
    product.starter,
    product.display,
    product.springOptions,
    product.color,
    ...widths,
  ].join('|');

const byPrice = (one: Money, other: Money): number => Number(hundredths(one) - hundredths(other));

/** What the rows cost, cheapest first; null where one has no price, or two cannot be told apart by theirs. */
function risingPrices(rows: readonly OpenWidth[]): Money[] | null {
  const prices = rows.flatMap(({ product }) => product.price ?? []).sort(byPrice);
  const currencies = new Set(prices.map(({ currency }) => currency));
  const amounts = new Set(prices.map(hundredths));
  return amounts.size === rows.length && currencies.size === 1 ? prices : null;
}

/** One row for each width, no two at one price: the wider the track, the dearer the machine. */
function inOrderOfPrice(rows: readonly OpenWidth[]): readonly (readonly [ExtractedProduct, number])[] {
  const widths = rows[0]?.widths ?? [];
  const prices = risingPrices(rows);
  if (!prices || rows.length !== widths.length) return [];
  const rank = ({ price }: ExtractedProduct) => prices.indexOf(price as Money);
  return rows.map(({ product }) => [product, widths[rank(product)] as number]);
}

/**
 * Widths of rows that are alike but for the price. BRP lists the Skandic LE so: twice the same words, at
 * the very step in price that stands between the Expedition LE with the 20 and the 24 in track.
 */
export function inferWidths(open: readonly OpenWidth[]): ReadonlyMap<ExtractedProduct, number> {
  const groups = Map.groupBy(open, likeness);
  return new Map([...groups.values()].flatMap(inOrderOfPrice));
}

/** A row of a price list, what it says, and what the book of its brand and year says of it. */
export interface Row {
  readonly product: ExtractedProduct;
  readonly machine: Machine;
  readonly contradictions: readonly Reason[];
  readonly respelt: readonly Reason[];
  readonly page: SpecPage | null;
  /** The pages of which each may be this machine's, where there are several. */
  readonly rivals: readonly SpecPage[];
  readonly column: SpecColumn | null;
  /** The widths (mm) that the book's tracks leave open. */
  readonly widths: readonly number[];
  readonly inferredWidthMm: number | null;
}

function rowOf(product: ExtractedProduct, specs: SpecIndex, reword: Rewording): Row {
  const { machine, contradictions, respelt } = understand(product, reword);
  const book = (specs.byFamily.get(machine.family) ?? []).filter(
    ({ catalogue }) => catalogue.modelYear === machine.year,
  );
  const pages = pagesFor(machine, product, book);
  const page = pages.length === 1 ? (pages[0] ?? null) : null;
  const column = page && columnFor(machine, page);
  const question = { product, machine, engineColumn: column?.printed.name ?? null };
  return {
    product,
    machine,
    contradictions,
    respelt,
    page,
    rivals: page ? [] : pages,
    column,
    widths: page ? widthsOn(page, question) : [],
    inferredWidthMm: null,
  };
}

/** What tells pages of one name apart. */
const TRAITS: readonly ((page: SpecPage, machine: Machine, product: ExtractedProduct) => boolean)[] = [
  (page, machine) => columnFor(machine, page) !== null,
  ({ model }, machine) => model.tracks.some((track) => lengthFits(track, machine)),
  ({ model }, machine) => model.tracks.some((track) => widthFits(track, machine)),
  ({ model }, _, product) => model.tracks.some((track) => profileFits(track, product)),
];

/**
 * The pages that may describe the machine: of several as specific as each other those with its engine, and a track of
 * its length, width and profile. Where these leave several, each would lend another's values.
 */
function pagesFor(
  machine: Machine,
  product: ExtractedProduct,
  book: readonly SpecPage[],
): readonly SpecPage[] {
  const pages = pagesOf(machine, book);
  const alike = pages.filter(({ model }) => model.model === pages[0]?.model.model);
  return TRAITS.reduce((some, fits) => {
    const fitting = some.filter((page) => fits(page, machine, product));
    return fitting.length > 0 ? fitting : some;
  }, alike);
}

function withInferredWidths(rows: readonly Row[]): Row[] {
  const open = rows.filter(({ widths, machine }) => widths.length > 1 && machine.widthMm === null);
  const inferred = inferWidths(open);
  return rows.map((row) => ({ ...row, inferredWidthMm: inferred.get(row.product) ?? null }));
}

/** The width that decides between two names is the list's, else the book's, else the inferred one. */
export function subjectOf({ product, machine, contradictions, widths, inferredWidthMm }: Row): Subject {
  const inBook = widths.length === 1 ? (widths[0] ?? null) : inferredWidthMm;
  return {
    machine: { ...machine, widthMm: machine.widthMm ?? inBook },
    text: modelKey(product),
    contradictions,
  };
}

/** The rows of a list beside the pages that describe them. */
const rowsOf = (products: readonly ExtractedProduct[], specs: SpecIndex, reword: Rewording): Row[] =>
  withInferredWidths(products.map((product) => rowOf(product, specs, reword)));

/** The rows of a list beside the books' pages, the books as the list itself bears them out. */
export function rowsBeside(
  products: readonly ExtractedProduct[],
  catalogues: readonly Catalogue[],
  reword: Rewording = (text) => text,
): { rows: Row[]; specs: SpecIndex } {
  const printed = indexPages(catalogues, reword);
  const rows = rowsOf(products, printed, reword);
  const borne = borneOut(catalogues, rows);
  if (borne.every((catalogue, at) => catalogue === catalogues[at])) return { rows, specs: printed };
  const specs = indexPages(borne, reword);
  return { rows: rowsOf(products, specs, reword), specs };
}

/** What is known of each product when names are compared with it; the books add the width of its track. */
export const subjectsOf = (
  products: readonly ExtractedProduct[],
  catalogues: readonly Catalogue[],
  reword?: Rewording,
): readonly Subject[] => rowsBeside(products, catalogues, reword).rows.map(subjectOf);
