/** Marks in rows of equipment ("●", "S"): what one says only the book's own legend tells. */
import type { Availability, PrintedBook } from '#contracts/printed-book.ts';
import { AVAILABILITY_WORDS } from '#reference/lexicon/availability.ts';
import { joinLines } from '#reference/measures/printed-text.ts';
import type { Segment } from './segments.ts';
import type { TableRow } from './table-row.ts';
import { cellsOf } from './table-values.ts';

type Explained = PrintedBook['legend'][number];

const SIGN = '[●○◯◎◉•■□▪▫◆◇▲△★☆✓✔✕✖✗✘×]';
/** A sign, or a capital that an equals sign, a colon or a dash sets apart from what it means. */
const EXPLAINED = new RegExp(
  `(?<![\\p{L}\\p{N}])(${SIGN}\\s{0,3}[=:–—-]?|\\p{Lu}\\s{0,3}[=:–—-])\\s{0,3}(?=(\\p{L}[^${SIGN.slice(1, -1)};,.|/()=:]{1,60}))`,
  'gu',
);
const MARK = new RegExp(`^(?:${SIGN}|\\p{Lu})$`, 'u');

const MEANINGS: ReadonlyMap<string, Availability> = new Map(
  (Object.entries(AVAILABILITY_WORDS) as [Availability, readonly string[]][]).flatMap(([means, all]) =>
    all.map((words) => [words, means] as const),
  ),
);

/** The meaning of words that end there; the capital of the next mark may stand behind them. */
const meaningOf = (words: string): Availability | undefined => {
  const plain = words.toLowerCase().trim().replace(/\s+/g, ' ');
  return MEANINGS.get(plain) ?? MEANINGS.get(plain.replace(/\s\p{L}$/u, ''));
};

/** What legends among these texts explain: "● = Standard, O = Option". */
export const legendIn = (segments: readonly Pick<Segment, 'text'>[]): Explained[] =>
  segments.flatMap(({ text }) =>
    [...text.matchAll(EXPLAINED)].flatMap(([, mark = '', words = '']): Explained[] => {
      const means = meaningOf(words);
      return means ? [{ mark: mark.replace(/[\s=:–—-]/gu, ''), means }] : [];
    }),
  );

/** What each mark of a book means; one that it explains in two ways means nothing. */
export type Legend = ReadonlyMap<string, Availability>;

export const legendOf = ({ legend }: Pick<PrintedBook, 'legend'>): Legend =>
  new Map(
    [...Map.groupBy(legend, ({ mark }) => mark)].flatMap(([mark, same]) => {
      const [means, ...others] = new Set(same.map((one) => one.means));
      return means && others.length === 0 ? [[mark, means] as const] : [];
    }),
  );

export const isMark = (text: string): boolean => MARK.test(text);

const textsOf = (row: TableRow): string[] => cellsOf(row).map(({ lines }) => joinLines(lines));

/** The marks of a row; empty where it prints words. */
export const marksOf = (row: TableRow): string[] => textsOf(row).filter(isMark);

/** What a row of marks comes to, the same of all engines; null where that is not sure. */
export function availabilityIn(row: TableRow, engines: number, legend: Legend): Availability | null {
  const columns = Array.from({ length: Math.max(1, engines) }, (_, at) => at);
  const isOfAll = columns.every((at) => cellsOf(row).some(({ from, to }) => from <= at && at <= to));
  const [means, ...others] = new Set(textsOf(row).map((text) => legend.get(text) ?? null));
  return isOfAll && others.length === 0 ? (means ?? null) : null;
}
