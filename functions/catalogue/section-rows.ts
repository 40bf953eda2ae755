import { centre } from '#pages/box.ts';
import { joinLines } from '#reference/measures/printed-text.ts';
import { engineColumns } from './engine-columns.ts';
import { engineNameSurety } from './engine-names.ts';
import type { Row } from './panels.ts';
import type { Segment } from './segments.ts';

/** A row and the title of the section it stands in; `isTitle` for the row that opens one. */
export interface SectionRow {
  section: string;
  isTitle: boolean;
  row: Row;
}

/** Titles are set at least so much larger than labels, where they are not set in bold capitals. */
const LARGER = 1.1;
const MUCH_LARGER = 1.25;
/** Of a table's labels and titles. */
const MOST_BOLD = 0.4;

/** The rows of a panel under their sections, told by how titles are set. */
export function withSections(rows: readonly Row[]): SectionRow[] {
  const isTitleText = titleStyle(rows.flatMap(({ label }) => label));
  let section = '';
  return rows
    .flatMap((row) => titleApart(row, isTitleText))
    .map((row) => {
      const isTitle = opensSection(row, isTitleText);
      if (isTitle) section = labelOf(row);
      return { section, isTitle, row };
    });
}

/** A title, and the names beside it, over the first row of its section, where no line parts them. */
function titleApart(row: Row, isTitleText: IsTitle): Row[] {
  const [title, ...label] = row.label;
  const isApart =
    title && label.length > 0 && isTitleText(title, true) && !label.some((line) => isTitleText(line, true));
  if (!isApart) return [row];
  const isBeside = ({ box }: Segment): boolean => centre(box)[1] < title.box[3];
  const names = row.values.filter(isBeside);
  const values = row.values.filter((value) => !isBeside(value));
  if (names.length > 0 && (values.length === 0 || !names.every(({ bold }) => bold && title.bold)))
    return [row];
  return [
    { label: [title], values: names },
    { label, values },
  ];
}

/** The row that names the engines over their columns: names that are sure, else whatever stands beside a title. */
export function engineTitleIn(rows: readonly SectionRow[]): SectionRow | undefined {
  const printed = rows.filter(({ row }) => row.values.length > 0);
  const named = (least: number, among: readonly SectionRow[]) =>
    among.find(({ row }) => namesOf(row).every((name) => engineNameSurety(name) >= least));
  const titles = printed.filter(({ isTitle }) => isTitle);
  return named(1, titles) ?? (rows.some(namesMachines) ? undefined : named(2, printed)) ?? titles[0];
}

/** Names side by side over a table without a label, that are no engines': its columns are machines. */
const namesMachines = ({ row }: SectionRow): boolean =>
  row.label.length === 0 &&
  row.values.length > 1 &&
  row.values.every(({ text, bold }) => bold && engineNameSurety(text) === 0);

const labelOf = ({ label }: Row): string => joinLines(label.map(({ text }) => text));
const namesOf = (row: Row): string[] => engineColumns(row).map(({ name }) => name);

/** A title alone, or one with the engines' names beside it, in its bold type. */
function opensSection(row: Row, isTitleText: IsTitle): boolean {
  const { label, values } = row;
  if (values.length === 0) return label.length > 0 && label.every((line) => isTitleText(line, true));
  const areBold = values.every(({ bold }) => bold);
  const areNames = namesOf(row).every((name) => engineNameSurety(name) > 0);
  if (label.length === 0) return areBold && areNames;
  const isTitled = label.every((segment) => segment.bold && isTitleText(segment, false));
  return (
    isTitled && areBold && (areNames || !values.some(({ text }) => /^\d+(?:[.,]\d+)?(?:\s|$)/.test(text)))
  );
}

/** Whether a label's text is a title; one without anything beside it is so by less. */
export type IsTitle = (segment: Segment, isAlone: boolean) => boolean;

/**
 * Tells titles from the labels around them by their size, and where that is the same by bold capitals; alone on its
 * line, bold type is enough where labels have none.
 */
export function titleStyle(labels: readonly Segment[]): IsTitle {
  const sizes = labels.map(({ fontSize }) => fontSize).toSorted((one, other) => one - other);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const isBoldRare = labels.filter(({ bold }) => bold).length < MOST_BOLD * labels.length;
  return ({ text, bold, fontSize }, isAlone) =>
    (bold && (isCapitals(text) || fontSize > LARGER * usual)) ||
    fontSize > MUCH_LARGER * usual ||
    (isAlone && isBoldRare && bold && fontSize >= usual);
}

const isCapitals = (text: string): boolean => /\p{Lu}{2}/u.test(text) && text === text.toUpperCase();
