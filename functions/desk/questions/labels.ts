import type { CatalogueModel } from '#contracts/catalogue.ts';
import type { ValueTag } from '#contracts/matched.ts';
import type { KeptRow, PrintedBook } from '#contracts/printed-book.ts';
import type { Evidence } from '#contracts/question.ts';
import { inUnits, tableKept } from '#functions/catalogue/kept-table.ts';
import { valueWitness } from '#functions/catalogue/meaning/value-witness.ts';
import { tableRow } from '#functions/catalogue/table-row.ts';
import { meaningText, type Rewording } from '#shared/taught-meanings.ts';
import type { JudgedMachine } from '../review/answers.ts';
import {
  evidenceOfRow,
  GIVE,
  isOpen,
  lackedBy,
  mayLearn,
  type PrintedBooks,
  type SaidOfBooks,
  type TaughtRow,
  type TaughtUnit,
  type Trying,
  triedOn,
} from './printed-books.ts';

/** A row of a book that would give machines what they lack. */
export interface LabelCandidate extends TaughtRow {
  tag: ValueTag;
  /** What its label is where that is itself the unit of bare numbers ("Horsepower"). */
  unit: TaughtUnit | null;
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

interface Printed extends Pick<LabelCandidate, keyof TaughtRow | 'tag' | 'unit'> {
  row: KeptRow;
  page: number;
  isProposed: boolean;
  prints: readonly string[];
}

/** A power of fewer figures no snowmobile has, while counts do. */
const BARE_POWER = /^\d{2,3}(?:[.,]\d)?$/;

const wordsOf = (label: string): string[] => meaningText('unit', label).split(' ');

/** A label above bare numbers may be a power's own unit ("Horsepower") by its last word, where no other row of its page has that. */
const horsepowerAs = (row: KeptRow, rows: readonly KeptRow[]): TaughtUnit | null => {
  const text = wordsOf(row.label).at(-1) ?? '';
  const isBare = row.units.length === 0 && row.cells.every((cell) => BARE_POWER.test(cell.text.trim()));
  const isElsewhere = rows.some((other) => other !== row && wordsOf(other.label).includes(text));
  return isBare && text !== '' && !isElsewhere ? { text, means: 'hp' } : null;
};

/** The rows of a page that may be what is lacked there. */
const openRows = (
  { page, rows: known, proposals }: CatalogueModel,
  tags: readonly ValueTag[],
  { models }: PrintedBook,
  units: Rewording,
): Printed[] => {
  const printed = models.find((model) => model.page === page);
  if (!printed) return [];
  const table = inUnits(tableKept(printed.table), units);
  const columns = Math.max(1, table.engines.length);
  return printed.table.rows.flatMap((row, at) => {
    const same = known.find(({ label, section }) => label === row.label && section === row.section);
    const kept = table.rows[at];
    if (!same || !isOpen(same) || !kept) return [];
    return tags.flatMap((tag) =>
      (GIVE[tag] ?? []).flatMap((field): Printed[] => {
        const isAgainst = valueWitness(field, tableRow(kept, field, columns)) === 'against';
        const unit = isAgainst && tag === 'Power' ? horsepowerAs(row, printed.table.rows) : null;
        if (isAgainst && !unit) return [];
        const { label, section } = row;
        const isProposed = proposals.some((each) => each.label === label && each.field === field);
        const prints = row.cells.map(({ text }) => text);
        return [{ label, section, field, tag, unit, row, page, isProposed, prints }];
      }),
    );
  });
};

/** Candidates that are tried for one value and book: of more nobody would choose. */
const MOST_TRIED = 6;

const keyOf = ({ label, section, field, tag, unit }: Printed): string =>
  JSON.stringify([label, section, field, tag, unit?.means]);

/** What is said where this is the row: its unit alone tells a power. */
const sayingOf = (row: Printed): SaidOfBooks =>
  row.unit ? { labels: [], units: [row.unit] } : { labels: [row], units: [] };

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

const candidatesIn = async (
  book: PrintedBook,
  machines: readonly JudgedMachine[],
  trying: Trying & Pick<PrintedBooks, 'taught'>,
): Promise<LabelCandidate[]> => {
  const lacking = machines.filter(({ listing }) => listing.matched.spec?.sha256 === book.sha256);
  const byPage = Map.groupBy(lacking, ({ listing }) => listing.model);
  const rows = [...byPage].flatMap(([model, own]) =>
    model ? openRows(model, [...new Set(own.flatMap(lackedBy))], book, trying.taught.units) : [],
  );
  const candidates: LabelCandidate[] = [];
  for (const row of likeliest(rows)) {
    const gives = await triedOn(sayingOf(row), row.tag, lacking, trying);
    const { label, section, field, tag, unit, prints } = row;
    if (gives.size > 0)
      candidates.push({
        ...{
          label,
          section,
          field,
          tag,
          unit,
          prints,
          gives,
          evidence: evidenceOfRow(row.row, row.page, book),
        },
        ...{ sha256: book.sha256, document: book.document },
      });
  }
  return candidates;
};

/** The rows that nobody has a field for, each with what it would give the machines that lack it. */
export const labelCandidates = async (
  machines: readonly JudgedMachine[],
  { books, taught, reword }: PrintedBooks,
  make: Trying['make'],
): Promise<LabelCandidate[]> => {
  const lacking = machines.filter(mayLearn);
  const found = await Promise.all(books.map((book) => candidatesIn(book, lacking, { make, taught, reword })));
  return found.flat();
};
