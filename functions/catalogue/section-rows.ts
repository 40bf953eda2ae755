import { type SectionKind, sectionKind } from '#reference/catalogue/section-titles.ts';
import { canonicalEngine } from '#reference/lexicon/canonical.ts';
import type { Row } from './panels.ts';
import { joinLines } from './printed-text.ts';
import type { Segment } from './segments.ts';

/** A row and the section it stands in; `isTitle` for the row that opens one. */
export interface SectionRow {
  section: SectionKind | null;
  isTitle: boolean;
  row: Row;
}

/** The rows of a panel under their sections. */
export function withSections(rows: readonly Row[]): SectionRow[] {
  let section: SectionKind | null = null;
  return rows.map((row) => {
    const title = titleKind(row);
    if (title !== null) section = title;
    return { section, isTitle: title !== null, row };
  });
}

/** The first row of a page's tables that names the engines: their columns stand below it. */
export const isEngineTitle = ({ section, isTitle, row }: SectionRow): boolean =>
  isTitle && section === 'engine' && row.values.length > 0;

/** What section a row opens, null for a row of values. */
function titleKind(row: Row): SectionKind | null {
  const title = joinLines(row.label.map(({ text }) => text));
  const kind = sectionKind(title);
  if (namesEngines(row, title)) return 'engine';
  if (row.values.length > 0 || row.label.length === 0) return null;
  return row.label.every(isTitleText) ? (kind ?? 'other') : null;
}

/** The engines' names stand beside the title of their section, in its bold type, or beside no title at all. */
function namesEngines({ label, values }: Row, title: string): boolean {
  if (values.length === 0) return false;
  const areNames = values.every(({ text }) => ENGINE_WORDS.test(text) || canonicalEngine(text) !== null);
  if (title === '') return areNames && values.every(({ bold }) => bold);
  const areBold = [...label, ...values].every(({ bold }) => bold);
  return sectionKind(title) === 'engine' ? areNames || areBold : areBold && isCapitals(title) && areNames;
}

/** What names of engines in two lines, and of electric motors, hold. */
const ENGINE_WORDS = /^(?:turbo(?: r)?|with .*|.*e-power.*|.*electric.*)$/i;

const isCapitals = (text: string): boolean => /\p{Lu}/u.test(text) && text === text.toUpperCase();

/** Titles are bold, and capitals or words the lexicon knows as a title. */
export function isTitleText({ text, bold }: Segment): boolean {
  return bold && (isCapitals(text) || sectionKind(text) !== undefined);
}
