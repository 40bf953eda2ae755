import type { Catalogue, CatalogueRow } from '#contracts/catalogue.ts';
import type { Extracted } from '#contracts/extracted.ts';
import type { ValueTag } from '#contracts/matched.ts';
import type { KeptRow, PrintedBook } from '#contracts/printed-book.ts';
import type { Evidence } from '#contracts/question.ts';
import { catalogueOf } from '#functions/catalogue/catalogue-of.ts';
import type { TaughtLabel } from '#functions/catalogue/meaning/understand.ts';
import { type Taught, taughtIn } from '#functions/catalogue/taught.ts';
import { printedBook } from '#functions/catalogue/work-out-anew.ts';
import { valuesBeside } from '#functions/match/match-products.ts';
import { unionOf } from '#pages/box.ts';
import { plainLabel, type RowField } from '#reference/catalogue/row-labels.ts';
import type { Unit } from '#reference/measures/quantities.ts';
import type { Ports } from '#shared/ports.ts';
import { meaningsFor, type Rewording, rewordingBy } from '#shared/taught-meanings.ts';
import type { JudgedMachine } from '../review/answers.ts';

/** The fields of a book that give a value of ads, the plainest first. */
export const GIVE: Partial<Record<ValueTag, readonly RowField[]>> = {
  TrackWidth: ['track.width', 'tracks'],
  Power: ['engine.power'],
  EngineCapacity: ['engine.displacement', 'engine.cylindersDisplacement'],
  Stroke: ['engine.details'],
  PersonCapacity: ['seating'],
};

/** A row that is said to mean a field. */
export interface TaughtRow {
  label: string;
  section: string;
  field: RowField;
}

/** A unit that is said to be one that is known. */
export interface TaughtUnit {
  /** As meanings are kept: see `meaningText`. */
  text: string;
  means: Unit;
}

/** What may be said of books, all of it at once. */
export interface SaidOfBooks {
  labels: readonly TaughtRow[];
  units: readonly TaughtUnit[];
}

/** What books print, and what people have said of that, where that may be asked about. */
export interface PrintedBooks {
  books: readonly PrintedBook[];
  taught: Taught;
  /** Writes words of machines' names as people say that they are meant. */
  reword: Rewording;
}

/** The values that keep a machine from its ad and that a book may give. */
export const lackedBy = ({ product: { reasons, verdict } }: JudgedMachine): ValueTag[] =>
  verdict === 'review'
    ? reasons.flatMap(({ code, values }) =>
        code === 'field-missing' && String(values.field) in GIVE ? (values.field as ValueTag) : [],
      )
    : [];

const fieldsFor = (tags: readonly ValueTag[]): RowField[] => tags.flatMap((tag) => GIVE[tag] ?? []);

/** Nobody has a field for it. */
export const isOpen = ({ field, saidBy, label, cells }: CatalogueRow): boolean =>
  field === null && !saidBy && label !== '' && cells.length > 0;

/** It lacks what a row of its page may give: one that is open, or one whose values are not understood. */
export const mayLearn = (machine: JudgedMachine): boolean => {
  const fields: readonly string[] = fieldsFor(lackedBy(machine));
  const rows = machine.listing.model?.rows ?? [];
  return fields.length > 0 && rows.some((row) => isOpen(row) || fields.includes(row.field ?? ''));
};

/** Reads what the books print whose rows may give machines what they lack; of other books nothing. */
export const printedBooks = async (
  dealerId: string,
  machines: readonly JudgedMachine[],
  ports: Pick<Ports, 'table' | 'artefacts'>,
): Promise<PrintedBooks> => {
  const wanted = new Set(machines.filter(mayLearn).map(({ listing }) => listing.matched.spec?.document));
  if (wanted.size === 0) return { books: [], taught: taughtIn([]), reword: rewordingBy('word', []) };
  const parts = (await ports.table.books.query({ dealerId })).flatMap((book) => [
    book,
    ...(book.sheets ?? []),
  ]);
  const keys = parts.flatMap(({ document, printed }) => (printed && wanted.has(document) ? printed : []));
  const books = await Promise.all(keys.map((key) => printedBook(key, ports)));
  const meanings = await meaningsFor(dealerId, ports);
  return { books, taught: taughtIn(meanings), reword: rewordingBy('word', meanings) };
};

const asTaught = ({ label, section, field }: TaughtRow): TaughtLabel => ({
  ...{ label: plainLabel(label), section: plainLabel(section), field, by: 'dealer' },
});

/** Writes units as those that they are said to be. */
export const unitsAs = (units: readonly TaughtUnit[]): Rewording =>
  rewordingBy(
    'unit',
    units.map(({ text, means }) => ({ scope: '', kind: 'unit', text, section: '', printed: text, means })),
  );

const withSaid = ({ labels, units }: SaidOfBooks, { labels: known, units: knownUnits }: Taught): Taught => {
  const others = unitsAs(units);
  return { labels: [...labels.map(asTaught), ...known], units: (text) => others(knownUnits(text)) };
};

const pagesOf = (catalogue: Catalogue): Set<number> => new Set(catalogue.models.map(({ page }) => page));

/** The catalogues with those books anew of which that is said. */
const cataloguesWith = async (
  said: SaidOfBooks,
  catalogues: readonly Catalogue[],
  { books, taught }: PrintedBooks,
): Promise<Catalogue[]> => {
  const known = withSaid(said, taught);
  return catalogues.map((catalogue) => {
    const book = books.find(({ sha256 }) => sha256 === catalogue.sha256);
    if (!book) return catalogue;
    const anew = catalogueOf(book, known);
    const pages = pagesOf(catalogue);
    return { ...anew, models: anew.models.filter(({ page }) => pages.has(page)) };
  });
};

/** Makes a dealer's catalogues as they would be by what is said of its books. */
export type CatalogueMaker = (said: SaidOfBooks) => Promise<Catalogue[]>;

/** For one dealer, with all that is said once: several answers are tried with it. */
export const catalogueMaker = (catalogues: readonly Catalogue[], printed: PrintedBooks): CatalogueMaker => {
  const made = new Map<string, Promise<Catalogue[]>>();
  return (said) => {
    const labels = said.labels.map(({ label, section, field }) => [label, section, field]);
    const key = JSON.stringify([labels, said.units.map(({ text, means }) => [text, means])]);
    const known = made.get(key) ?? cataloguesWith(said, catalogues, printed);
    made.set(key, known);
    return known;
  };
};

/** What sayings are tried with. */
export interface Trying extends Pick<PrintedBooks, 'reword'> {
  make: CatalogueMaker;
}

type Beside = ReturnType<typeof valuesBeside>;

const worked = new WeakMap<readonly Catalogue[], WeakMap<Extracted, Beside>>();

/** What books give the rows of a list, in their order: worked out once, since what was tried is then offered. */
export const givenBeside = (
  extracted: Extracted,
  { catalogues, reword }: { catalogues: readonly Catalogue[]; reword: Rewording },
): Beside => {
  const known = worked.get(catalogues) ?? new WeakMap<Extracted, Beside>();
  worked.set(catalogues, known);
  const { document, products } = extracted;
  const beside = known.get(extracted) ?? valuesBeside(products, { document, catalogues, reword });
  known.set(extracted, beside);
  return beside;
};

const placeOf = ({ page, row }: { page: number; row: number }): string => `${page}/${row}`;

/** The values of one kind that machines lack and would have if that were said of the books, by code. */
export const triedOn = async (
  said: SaidOfBooks,
  tag: ValueTag,
  machines: readonly JudgedMachine[],
  { make, reword }: Trying,
): Promise<Map<string, string>> => {
  const gives = new Map<string, string>();
  const lacking = machines.filter((machine) => lackedBy(machine).includes(tag));
  for (const [list, own] of Map.groupBy(lacking, (machine) => machine.list)) {
    const values = givenBeside(list.extracted, { catalogues: await make(said), reword });
    const beside = new Map(list.extracted.products.map((product, at) => [placeOf(product), values[at]]));
    for (const { listing, product } of own) {
      const value = beside.get(placeOf(product))?.avitoValues[tag] ?? null;
      if (value !== null && listing.matched.avitoValues[tag] === null)
        gives.set(product.modelCode, String(value));
    }
  }
  return gives;
};

/** A row as it is printed, its label first. */
export const evidenceOfRow = (
  { lines, cells, label }: KeptRow,
  page: number,
  { document, sha256 }: PrintedBook,
): Evidence => {
  const frames = [...lines, ...cells].map(({ box }) => box);
  return {
    ...{ side: 'book', document, sha256, page, box: unionOf(frames), frames, addresses: [], codes: [] },
    text: `${label}: ${cells.map(({ text }) => text).join(' · ')}`,
  };
};
