import type { Catalogue, CatalogueModel, CatalogueRow } from '#contracts/catalogue.ts';
import type { ValueTag } from '#contracts/matched.ts';
import type { KeptRow, PrintedBook } from '#contracts/printed-book.ts';
import type { Evidence } from '#contracts/question.ts';
import { catalogueOf } from '#functions/catalogue/catalogue-of.ts';
import { tableKept } from '#functions/catalogue/kept-table.ts';
import type { TaughtLabel } from '#functions/catalogue/meaning/understand.ts';
import { valueWitness } from '#functions/catalogue/meaning/value-witness.ts';
import { tableRow } from '#functions/catalogue/table-row.ts';
import { type Taught, taughtIn } from '#functions/catalogue/taught.ts';
import { printedBook } from '#functions/catalogue/work-out-anew.ts';
import { valuesBeside } from '#functions/match/match-products.ts';
import { unionOf } from '#pages/box.ts';
import { plainLabel, type RowField } from '#reference/catalogue/row-labels.ts';
import type { Ports } from '#shared/ports.ts';
import { meaningsFor, type Rewording, rewordingBy } from '#shared/taught-meanings.ts';
import type { JudgedMachine } from '../review/answers.ts';

/** The fields of a book that give a value of ads, the plainest first. */
const GIVE: Partial<Record<ValueTag, readonly RowField[]>> = {
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

/** A row of a book that would give machines what they lack. */
export interface LabelCandidate extends TaughtRow {
  tag: ValueTag;
  /** Of the book. */
  sha256: string;
  document: string;
  /** What it would give, by code. */
  gives: ReadonlyMap<string, string>;
  /** Some of what it prints. */
  prints: readonly string[];
  /** The row as it is printed where it stands first. */
  evidence: Evidence;
}

/** What books print, and what people have said of that, where that may be asked about. */
export interface PrintedBooks {
  books: readonly PrintedBook[];
  taught: Taught;
  /** Writes words of machines' names as people say that they are meant. */
  reword: Rewording;
}

const lackedBy = ({ product: { reasons, verdict } }: JudgedMachine): ValueTag[] =>
  verdict === 'review'
    ? reasons.flatMap(({ code, values }) =>
        code === 'field-missing' && String(values.field) in GIVE ? (values.field as ValueTag) : [],
      )
    : [];

const isOpen = ({ field, saidBy, label, cells }: CatalogueRow): boolean =>
  field === null && !saidBy && label !== '' && cells.length > 0;

/** It lacks what an open row of its page may give. */
const mayLearn = (machine: JudgedMachine): boolean =>
  lackedBy(machine).length > 0 && (machine.listing.model?.rows.some(isOpen) ?? false);

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

const pagesOf = (catalogue: Catalogue): Set<number> => new Set(catalogue.models.map(({ page }) => page));

/** The catalogues with those books anew in which labels are said to mean that. */
const cataloguesWith = async (
  labels: readonly TaughtRow[],
  catalogues: readonly Catalogue[],
  { books, taught }: PrintedBooks,
): Promise<Catalogue[]> => {
  const known = { ...taught, labels: [...labels.map(asTaught), ...taught.labels] };
  return Promise.all(
    catalogues.map(async (catalogue) => {
      const book = books.find(({ sha256 }) => sha256 === catalogue.sha256);
      if (!book) return catalogue;
      const anew = catalogueOf(book, known);
      const pages = pagesOf(catalogue);
      return { ...anew, models: anew.models.filter(({ page }) => pages.has(page)) };
    }),
  );
};

/** The same for one dealer, each set of labels once: several answers are tried with it. */
export const catalogueMaker = (catalogues: readonly Catalogue[], printed: PrintedBooks) => {
  const made = new Map<string, Promise<Catalogue[]>>();
  return (labels: readonly TaughtRow[]): Promise<Catalogue[]> => {
    const key = JSON.stringify(labels.map(({ label, section, field }) => [label, section, field]));
    const known = made.get(key) ?? cataloguesWith(labels, catalogues, printed);
    made.set(key, known);
    return known;
  };
};

interface Printed extends TaughtRow {
  tag: ValueTag;
  row: KeptRow;
  page: number;
  isProposed: boolean;
  prints: readonly string[];
}

/** The rows of a page that may be what is lacked there. */
const openRows = (
  { page, rows: known, proposals }: CatalogueModel,
  tags: readonly ValueTag[],
  { models }: PrintedBook,
): Printed[] => {
  const printed = models.find((model) => model.page === page);
  if (!printed) return [];
  const table = tableKept(printed.table);
  const columns = Math.max(1, table.engines.length);
  return printed.table.rows.flatMap((row, at) => {
    const same = known.find(({ label, section }) => label === row.label && section === row.section);
    const kept = table.rows[at];
    if (!same || !isOpen(same) || !kept) return [];
    return tags.flatMap((tag) =>
      (GIVE[tag] ?? []).flatMap((field): Printed[] => {
        if (valueWitness(field, tableRow(kept, field, columns)) === 'against') return [];
        const isProposed = proposals.some((each) => each.label === row.label && each.field === field);
        const prints = row.cells.map(({ text }) => text);
        return [{ label: row.label, section: row.section, field, tag, row, page, isProposed, prints }];
      }),
    );
  });
};

/** Candidates that are tried for one value and book: of more nobody would choose. */
const MOST_TRIED = 6;

const keyOf = ({ label, section, field, tag }: Printed): string =>
  JSON.stringify([label, section, field, tag]);

const MOST_PRINTED = 3;

/** The first of rows with one label, and what they print. */
const asOne = (rows: readonly Printed[]): Printed => ({
  ...(rows[0] as Printed),
  prints: [...new Set(rows.flatMap(({ prints }) => prints))].slice(0, MOST_PRINTED),
});

/** The likeliest rows of a book for each value: what is proposed, then what stands on most pages. */
const likeliest = (rows: readonly Printed[]): Printed[] => {
  const labels = [...Map.groupBy(rows, keyOf).values()].toSorted(
    (one, other) =>
      Number(other.some(({ isProposed }) => isProposed)) - Number(one.some(({ isProposed }) => isProposed)) ||
      other.length - one.length,
  );
  const byTag = Map.groupBy(labels, ([first]) => first?.tag);
  return [...byTag.values()].flatMap((some) => some.slice(0, MOST_TRIED).map(asOne));
};

/** The row as it is printed, its label first. */
const evidenceOf = ({ row, page, label }: Printed, { document, sha256 }: PrintedBook): Evidence => {
  const frames = [...row.lines, ...row.cells].map(({ box }) => box);
  return {
    ...{ side: 'book', document, sha256, page, box: unionOf(frames), frames, addresses: [], codes: [] },
    text: `${label}: ${row.cells.map(({ text }) => text).join(' · ')}`,
  };
};

/** What labels are tried with. */
interface Tried extends Pick<PrintedBooks, 'reword'> {
  make: ReturnType<typeof catalogueMaker>;
}

/** What a label would give the machines that lack it. */
const triedOn = async (
  candidate: Printed,
  machines: readonly JudgedMachine[],
  { make, reword }: Tried,
): Promise<Map<string, string>> => {
  const gives = new Map<string, string>();
  for (const [list, own] of Map.groupBy(machines, (machine) => machine.list)) {
    const catalogues = await make([candidate]);
    const { document, products } = list.extracted;
    const values = valuesBeside(products, { document, catalogues, reword });
    for (const { listing, product } of own) {
      const at = products.findIndex(({ page, row }) => page === product.page && row === product.row);
      const value = values[at]?.avitoValues[candidate.tag] ?? null;
      if (value !== null && listing.matched.avitoValues[candidate.tag] === null)
        gives.set(product.modelCode, String(value));
    }
  }
  return gives;
};

const candidatesIn = async (
  book: PrintedBook,
  machines: readonly JudgedMachine[],
  tried: Tried,
): Promise<LabelCandidate[]> => {
  const lacking = machines.filter(({ listing }) => listing.matched.spec?.sha256 === book.sha256);
  const byPage = Map.groupBy(lacking, ({ listing }) => listing.model);
  const rows = [...byPage].flatMap(([model, own]) =>
    model ? openRows(model, [...new Set(own.flatMap(lackedBy))], book) : [],
  );
  const candidates: LabelCandidate[] = [];
  for (const row of likeliest(rows)) {
    const gives = await triedOn(
      row,
      lacking.filter((machine) => lackedBy(machine).includes(row.tag)),
      tried,
    );
    const { label, section, field, tag, prints } = row;
    if (gives.size > 0)
      candidates.push({
        ...{ label, section, field, tag, prints, gives, evidence: evidenceOf(row, book) },
        ...{ sha256: book.sha256, document: book.document },
      });
  }
  return candidates;
};

/** The rows that nobody has a field for, each with what it would give the machines that lack it. */
export const labelCandidates = async (
  machines: readonly JudgedMachine[],
  { books, reword }: PrintedBooks,
  make: ReturnType<typeof catalogueMaker>,
): Promise<LabelCandidate[]> => {
  const lacking = machines.filter(mayLearn);
  const found = await Promise.all(books.map((book) => candidatesIn(book, lacking, { make, reword })));
  return found.flat();
};
