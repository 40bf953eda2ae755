import type { CatalogueRow } from '#contracts/catalogue.ts';
import type { ValueTag } from '#contracts/matched.ts';
import type { PrintedBook, PrintedModel } from '#contracts/printed-book.ts';
import type { Evidence } from '#contracts/question.ts';
import { inUnits, tableKept } from '#functions/catalogue/kept-table.ts';
import { type ValueWitness, valueWitness } from '#functions/catalogue/meaning/value-witness.ts';
import type { PrintedRow, PrintedTable } from '#functions/catalogue/spec-table.ts';
import { tableRow } from '#functions/catalogue/table-row.ts';
import { type RowField, rowFieldOf } from '#reference/catalogue/row-labels.ts';
import { UNITS, type Unit, unitsOfLabel } from '#reference/measures/quantities.ts';
import type { Rewording } from '#shared/taught-meanings.ts';
import { meaningText, wordsIn } from '#shared/taught-meanings.ts';
import type { JudgedMachine } from '../review/answers.ts';
import {
  evidenceOfRow,
  GIVE,
  isOpen,
  lackedBy,
  mayLearn,
  type PrintedBooks,
  type SaidOfBooks,
  type TaughtUnit,
  type Trying,
  triedOn,
  unitsAs,
} from './printed-books.ts';

/** A unit that nobody knows, read as one that is known, and what that gives machines which lack it. */
export interface UnitCandidate extends TaughtUnit {
  /** As it is printed first. */
  printed: string;
  tag: ValueTag;
  document: string;
  /** What it would give, by code. */
  gives: ReadonlyMap<string, string>;
  /** Some of what stands before it. */
  prints: readonly string[];
  evidence: Evidence;
}

/**
 * Neither before a further number or more words nor right behind a word: "3/8 square – 5", "36 with reservoir" and
 * "Gas 36 light" name parts.
 */
const BEHIND_NUMBER =
  /(?<![\d.,]|[\p{L}\p{M}]{2}[ \u00a0])\d[\d.,]{0,9}[ \u00a0]{0,2}([\p{L}\p{M}'’"″′]{1,24})(?![\p{L}\p{M}\d]|[ \u00a0]{1,2}\p{L}{2}|\s{0,3}[-–—]\s{0,3}\d)/gu;
const IN_BRACKETS = /[([]([^()[\]]{1,40})[)\]]/g;
const AT_END = /[-–—:,]\s{0,3}([\p{L}\p{M}'’"″′]{1,24})$/u;
const OF_TWO_PARTS = /\S\s{1,3}[-–—]\s{1,3}\S/;

const isUnknown = (word: string): boolean => unitsOfLabel(`(${word})`).length === 0;

/** A title or label names units in brackets or at its end. */
const namedIn = (title: string): string[] => [
  ...[...title.matchAll(IN_BRACKETS)].flatMap(([, inside = '']) => wordsIn('unit', inside)),
  ...(AT_END.exec(title)?.slice(1) ?? []),
];

/** "Fuel type – Octane" above "Premium – 98": the label says of each part of its values what it is, and has no unit. */
const isOfParts = ({ label, values }: PrintedRow): boolean =>
  OF_TWO_PARTS.test(label) && values.some(({ text }) => OF_TWO_PARTS.test(text));

/** The words of a row that may be units, and no lexicon knows as one. */
const unknownUnits = (row: PrintedRow): string[] => {
  const { label, section, units, values } = row;
  const behind = values.flatMap(({ text }) => [...text.matchAll(BEHIND_NUMBER)].map(([, word = '']) => word));
  const titles = isOfParts(row) ? [section] : [label, section];
  const named = units.length > 0 ? [] : titles.flatMap(namedIn);
  return [...new Set([...behind, ...named])].filter(isUnknown);
};

/** A row of a page. */
interface Row {
  row: PrintedRow;
  /** What it is, or would be by its label if its values were understood; null where nobody knows. */
  field: RowField | null;
  isOpen: boolean;
  /** Of engines on its page. */
  columns: number;
  printed: PrintedModel;
  at: number;
}

const fieldOf = ({ field, label, saidBy }: CatalogueRow): RowField | null =>
  saidBy ? (field as RowField | null) : ((field ?? rowFieldOf(label) ?? null) as RowField | null);

const rowsIn = (
  book: PrintedBook,
  known: ReadonlyMap<number, readonly CatalogueRow[]>,
  units: Rewording,
): Row[] =>
  book.models.flatMap((printed) => {
    const table = inUnits(tableKept(printed.table), units);
    return table.rows.flatMap((row, at): Row[] => {
      const same = known
        .get(printed.page)
        ?.find(({ label, section }) => label === row.label && section === row.section);
      if (!same) return [];
      const field = fieldOf(same);
      const columns = Math.max(1, table.engines.length);
      return [{ row, field, isOpen: field === null && isOpen(same), columns, printed, at }];
    });
  });

const tableOf = (row: PrintedRow): PrintedTable => ({ box: [0, 0, 0, 0], engines: [], rows: [row] });

/** What the row's values say to a field where its unit is read as that one. */
const witnessWith = ({ row, columns }: Row, field: RowField, said: readonly TaughtUnit[]): ValueWitness => {
  const [read = row] = inUnits(tableOf(row), unitsAs(said)).rows;
  return valueWitness(field, tableRow(read, field, columns));
};

/** The name of a unit must be one that a lexicon reads. */
const NAMED: readonly Unit[] = UNITS.filter((unit) => unitsOfLabel(`(${unit})`)[0] === unit);

/** Those that no row speaks against whose field is known, while another unit would be right there. */
const agreed = (text: string, rows: readonly Row[]): Unit[] => {
  const told = rows.flatMap((row) => {
    const { field } = row;
    return field === null ? [] : [NAMED.map((means) => witnessWith(row, field, [{ text, means }]))];
  });
  return NAMED.filter((_, at) => told.every((each) => each[at] !== 'against' || !each.includes('fits')));
};

/** A row whose values would be those of a field by one unit, and are not without it. */
interface Fitting {
  row: Row;
  field: RowField;
  said: TaughtUnit;
}

const mayBe = (row: Row, field: RowField): boolean => row.field === field || row.isOpen;

const fittings = (text: string, rows: readonly Row[], fields: readonly RowField[]): Fitting[] =>
  agreed(text, rows).flatMap((means) =>
    rows.flatMap((row) =>
      fields
        .filter((field) => mayBe(row, field) && witnessWith(row, field, []) !== 'fits')
        .filter((field) => witnessWith(row, field, [{ text, means }]) === 'fits')
        .map((field) => ({ row, field, said: { text, means } })),
    ),
  );

/** Alone, or where nobody knows what its row is, together with that: the next question is then about the row. */
const sayings = ({ row, field, said }: Fitting): SaidOfBooks[] => {
  const { label, section } = row.row;
  const alone = { labels: [], units: [said] };
  return row.isOpen ? [alone, { ...alone, labels: [{ label, section, field }] }] : [alone];
};

const MOST_PRINTED = 3;

const candidateOf = async (
  same: readonly Fitting[],
  tag: ValueTag,
  book: PrintedBook,
  machines: readonly JudgedMachine[],
  trying: Trying,
): Promise<UnitCandidate[]> => {
  const [first] = same as [Fitting];
  for (const said of sayings(first)) {
    const gives = await triedOn(said, tag, machines, trying);
    if (gives.size === 0) continue;
    const { row, said: unit } = first;
    const kept = row.printed.table.rows[row.at];
    const prints = [...new Set(same.flatMap((each) => each.row.row.values.map(({ text }) => text)))];
    const printed = unknownUnits(row.row).find((word) => meaningText('unit', word) === unit.text);
    return kept
      ? [
          {
            ...{ ...unit, printed: printed ?? unit.text, tag, document: book.document, gives },
            ...{
              prints: prints.slice(0, MOST_PRINTED),
              evidence: evidenceOfRow(kept, row.printed.page, book),
            },
          },
        ]
      : [];
  }
  return [];
};

/** Words that stand behind other words: "Electric with rope". */
const wordsBehindWords = (rows: readonly Row[]): ReadonlySet<string> =>
  new Set(
    rows.flatMap(({ row: { values } }) =>
      values.flatMap(({ text }) =>
        [...text.matchAll(BEHIND_WORD)].map(([, word = '']) => meaningText('unit', word)),
      ),
    ),
  );
const BEHIND_WORD = /(?<=\p{L}{2}[ \u00a0])([\p{L}\p{M}'’]{1,24})(?![\p{L}\p{M}\d])/gu;

/** The words that may be units, with rows they stand in, those of most rows first; no unit stands among words as well. */
const wordsOf = (rows: readonly Row[]): [string, Row[]][] => {
  const ordinary = wordsBehindWords(rows);
  const standing = rows.flatMap((row) =>
    unknownUnits(row.row)
      .map((word) => ({ text: meaningText('unit', word), row }))
      .filter(({ text }) => !ordinary.has(text)),
  );
  return [...Map.groupBy(standing, ({ text }) => text)]
    .map(([text, same]): [string, Row[]] => [text, same.map(({ row }) => row)])
    .toSorted(([, one], [, other]) => other.length - one.length);
};

/** A book says the same of each machine: more rows tell no more about a unit. */
const MOST_ROWS = 12;
/** Words and values of one book that are tried: what is no unit fits no field. */
const MOST_TRIED = 8;

const candidatesIn = async (
  book: PrintedBook,
  machines: readonly JudgedMachine[],
  trying: Trying & Pick<PrintedBooks, 'taught'>,
): Promise<UnitCandidate[]> => {
  const lacking = machines.filter(({ listing }) => listing.matched.spec?.sha256 === book.sha256);
  const tags = [...new Set(lacking.flatMap(lackedBy))];
  const pages = new Map(
    lacking.flatMap(({ listing: { model } }) => (model ? [[model.page, model.rows] as const] : [])),
  );
  const fitting = wordsOf(rowsIn(book, pages, trying.taught.units)).flatMap(([text, rows]) =>
    tags.map((tag) => ({ tag, same: fittings(text, rows.slice(0, MOST_ROWS), GIVE[tag] ?? []) })),
  );
  const tried = fitting.filter(({ same }) => same.length > 0).slice(0, MOST_TRIED);
  const candidates = tried.flatMap(({ tag, same }) =>
    [...Map.groupBy(same, ({ said }) => said.means).values()].map((own) =>
      candidateOf(own, tag, book, lacking, trying),
    ),
  );
  return (await Promise.all(candidates)).flat();
};

/** The units that nobody knows and that keep values from machines, each with what it would give by what it may be. */
export const unitCandidates = async (
  machines: readonly JudgedMachine[],
  { books, taught, reword }: PrintedBooks,
  make: Trying['make'],
): Promise<UnitCandidate[]> => {
  const lacking = machines.filter(mayLearn);
  const found = await Promise.all(books.map((book) => candidatesIn(book, lacking, { make, taught, reword })));
  return found.flat();
};
