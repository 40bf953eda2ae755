import * as z from 'zod';
import type { Catalogue, CatalogueRow } from '#contracts/catalogue.ts';
import type { Reason } from '#contracts/reason.ts';
import { taughtIn } from '#functions/catalogue/taught.ts';
import { booksWith, type WorkedOut } from '#functions/catalogue/work-out-anew.ts';
import { reason } from '#messages/reason.ts';
import { FIELD_NAMES, fieldNamed, namesNear } from '#reference/catalogue/field-names.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import { distanceOf } from '#reference/naming/letter-distance.ts';
import type { Ports } from '#shared/ports.ts';
import { MEANING_KINDS, type Meaning } from '#shared/table/knowledge-records.ts';
import { meaningScope, meaningsFor, meaningText } from '#shared/taught-meanings.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { Refusal } from '../refusal.ts';
import { columnOf, refuseOtherWords, unitOf, wordOf } from './words.ts';

const LONGEST_TEXT = 200;
const MOST_AT_ONCE = 50;

/** A printed text that people say the meaning of. */
export const MeaningNamed = z.strictObject({
  kind: z.enum(MEANING_KINDS).default('label'),
  /** As printed; neither case nor what stands in brackets counts. */
  text: z.string().trim().min(1).max(LONGEST_TEXT),
  /** Of a label: the title it stands under, where it means that only there. */
  section: z.string().trim().max(LONGEST_TEXT).default(''),
});
export type MeaningNamed = z.infer<typeof MeaningNamed>;

/** What people of a dealer say, all of it at once: each printed text, and what it means. */
export const TeachMeanings = z.strictObject({
  dealerId: z.string(),
  meanings: z
    .array(
      MeaningNamed.extend({
        /** A field in plain words ("track width") or as catalogues name it; null for nothing that is used. */
        means: z.string().nullable(),
        note: z.string().max(500).optional(),
      }),
    )
    .min(1)
    .max(MOST_AT_ONCE),
});
export type TeachMeanings = z.infer<typeof TeachMeanings>;

/** What meanings would change; nothing is written yet. */
export interface MeaningPlan {
  dealerId: string;
  meanings: Meaning[];
  /** The dealer's books as they are and as they would be. */
  books: WorkedOut[];
}

export const keyOf = (scope: string, { kind, text, section }: MeaningNamed) => ({
  scope,
  kind,
  text: meaningText(kind, text),
  section: meaningText('label', section),
});

/** Throws `Refusal` where no field is called so. */
const fieldOf = (name: string): RowField => {
  const field = fieldNamed(name);
  if (field) return field;
  const near = namesNear(name).map((one) => FIELD_NAMES[fieldNamed(one) as RowField]);
  throw new Refusal(
    reason('field-unknown', { name, near: near.map((one) => `${one.name} (such as "${one.example}")`) }),
  );
};

/** What each kind of text may mean, by the name that a person gives it. */
const MEANS: Readonly<Record<Meaning['kind'], (name: string) => string>> = {
  label: fieldOf,
  word: wordOf,
  unit: unitOf,
  heading: columnOf,
};

const meaningOf = (
  dealerId: string,
  { means, note, ...named }: TeachMeanings['meanings'][number],
): Meaning => ({
  ...keyOf(meaningScope(dealerId), named),
  printed: named.text,
  means: means === null ? null : MEANS[named.kind](means),
  ...(note !== undefined && { note }),
});

const rowsIn = (catalogue: Catalogue | null): CatalogueRow[] =>
  catalogue?.models.flatMap(({ rows }) => rows) ?? [];

const isOf = ({ text, section }: Meaning, row: Pick<CatalogueRow, 'label' | 'section'>): boolean =>
  meaningText('label', row.label) === text &&
  (section === '' || meaningText('label', row.section) === section);

/** Letters: nearer labels may be meant. */
const MOST_SLIPS = 4;
const NEAR_SHOWN = 5;

const labelsNear = ({ text }: Meaning, books: readonly WorkedOut[]): string[] => {
  const labels = new Set(books.flatMap(({ before }) => rowsIn(before).map(({ label }) => label)));
  labels.delete('');
  return [...labels]
    .map((label) => ({ label, slips: distanceOf(text, meaningText('label', label), MOST_SLIPS) }))
    .filter(({ slips }) => slips <= MOST_SLIPS)
    .toSorted((one, other) => one.slips - other.slips)
    .slice(0, NEAR_SHOWN)
    .map(({ label }) => label);
};

/** Where no book prints the label whose rows are kept. */
const refuseUnprinted = (meaning: Meaning, { dealerId, books }: Omit<MeaningPlan, 'meanings'>): void => {
  const isPrinted = books.some(({ after }) => rowsIn(after).some((row) => isOf(meaning, row)));
  if (isPrinted && meaning.text !== '') return;
  const unkept = books.filter(({ after }) => after === null).map(({ part }) => part.document);
  if (unkept.length > 0) throw new Refusal(reason('book-rows-missing', { dealerId, documents: unkept }));
  const near = labelsNear(meaning, books);
  throw new Refusal(reason('label-unprinted', { dealerId, label: meaning.printed, near }));
};

const AGAINST = ['answer-against-values', 'answer-against-row'];

const objectionsIn = (meaning: Meaning, { after }: WorkedOut): Reason[] =>
  (after?.problems ?? []).filter(
    ({ code, values }) =>
      AGAINST.includes(code) && meaningText('label', String(values.label)) === meaning.text,
  );

/** A row that was understood without a person's word, and is no longer since another row is said to be its field. */
const displacedIn = ({ before, after }: WorkedOut, meanings: readonly Meaning[]): Reason[] =>
  before.models.flatMap((model, at) =>
    model.rows.flatMap((row, place) => {
      const now = after?.models[at]?.rows[place];
      const field = row.field as RowField | null;
      if (!field || !now || now.field !== null || meanings.some((meaning) => isOf(meaning, row))) return [];
      const label = meanings.find(({ means }) => means === field)?.printed ?? '';
      return reason('answer-against-row', { label, field: FIELD_NAMES[field].name, other: row.label });
    }),
  );

/** Where a book's values or its other rows speak against what is said. */
const refuseContradicted = (meaning: Meaning, books: readonly WorkedOut[]): void => {
  if (meaning.means === null) return;
  const isTaken = books.some(({ after }) => rowsIn(after).some((row) => isOf(meaning, row) && row.saidBy));
  const objections = books.flatMap((book) => objectionsIn(meaning, book));
  const [objection] = isTaken ? objections.filter(({ code }) => code === 'answer-against-row') : objections;
  if (objection) throw new Refusal(reason('answer-refused', { why: objection }, objection.place));
};

/**
 * What meanings would change in a dealer's books. Throws `Refusal` where a field is unknown, no book prints the label, or
 * what is printed beside it cannot be that.
 */
export const planMeanings = async (
  { dealerId, meanings: wished }: TeachMeanings,
  ports: Ports,
): Promise<MeaningPlan> => {
  await refuseUnknownDealer(dealerId, ports);
  const meanings = wished.map((one) => meaningOf(dealerId, one));
  const known = await meaningsFor(dealerId, ports);
  const books = await booksWith(dealerId, taughtIn([...meanings, ...known]), ports);
  for (const meaning of meanings.filter(({ kind }) => kind === 'label')) {
    refuseUnprinted(meaning, { dealerId, books });
    refuseContradicted(meaning, books);
  }
  await refuseOtherWords({ dealerId, meanings, books }, ports);
  const [displaced] = books.flatMap((book) => displacedIn(book, meanings));
  if (displaced) throw new Refusal(reason('answer-refused', { why: displaced }));
  return { dealerId, meanings, books };
};

/** How many printed values are read that were not before. */
export const valuesGained = ({ books }: Pick<MeaningPlan, 'books'>): number => {
  const read = (catalogue: Catalogue | null) =>
    rowsIn(catalogue)
      .filter(({ field }) => field !== null)
      .reduce((sum, { cells }) => sum + cells.length, 0);
  return books.reduce((sum, { before, after }) => sum + (after ? read(after) - read(before) : 0), 0);
};

/** A field as people call it; null for nothing that is used. */
export const calledOf = (means: string | null): string | null => {
  const field = means === null ? null : fieldNamed(means);
  return field === null ? means : FIELD_NAMES[field].name;
};

/** What fields are called, each with a value such as books print. */
export const fieldsByName = (): { name: string; example: string }[] => Object.values(FIELD_NAMES);
