/** Columns that nothing stands over: they are called by their places and by what stands in all of them. */
import type { Box } from '#contracts/box.ts';
import { plainHeading } from '#reference/lexicon/column-names.ts';
import { AMOUNT, columnsOf } from './code-columns.ts';
import type { Header } from './header.ts';
import { looksLikeCode } from './model-code.ts';
import type { Word } from './page.ts';
import { boxOf, type Line } from './text.ts';

/** So many of a column's texts must be alike. */
const MOSTLY = 0.7;

const figuresOf = ({ text }: Word): number => Number(text.replace(/[.,]\d\d(?!\d)/, '').replace(/\D/g, ''));

const isAmount = ({ text }: Word): boolean =>
  /^\P{L}*$/u.test(text.replace(/\p{L}{1,3}\.?$/u, '')) && AMOUNT.test(text);

const middleOf = (words: readonly Word[]): number =>
  words.map(figuresOf).toSorted((one, other) => one - other)[Math.floor(words.length / 2)] ?? 0;

const mostly = (words: readonly Word[], isSuch: (word: Word) => boolean): boolean =>
  words.filter(isSuch).length >= MOSTLY * words.length;

/** What each column holds: a code, words, or amounts, which are told apart by how large they are. */
function kindsOf(columns: readonly Word[][]): string[] {
  const amounts = columns.filter((words) => mostly(words, isAmount));
  const bySize = amounts.toSorted((one, other) => middleOf(other) - middleOf(one));
  return columns.map((words) => {
    if (amounts.includes(words)) return `99/${bySize.indexOf(words) + 1}`;
    return mostly(words, ({ text }) => looksLikeCode(text)) ? 'A1' : 'Aa';
  });
}

/**
 * A header of no height over the first row, such as "№ 2 [A1 Aa 99/1]": what is said of a column is said of lists whose
 * columns are the same ones in the same order, the larger of two amounts where it was.
 */
export function headerByPlace(rows: readonly Line[]): Header {
  const columns = columnsOf(rows.flat());
  const [, top] = boxOf(rows[0] as Line);
  const flat = ([x0, , x1]: Box): Box => [x0, top, x1, top];
  const shape = kindsOf(columns).join(' ');
  const cells = columns.map((words, at) => ({
    ...{ heading: null, words: [], box: flat(boxOf(words)) },
    text: `№ ${at + 1} [${shape}]`,
  }));
  return { box: flat(boxOf(rows.flat())), fontSize: rows[0]?.[0]?.fontSize ?? 0, cells };
}

const PLACE = /^no \d+ (?:a1|aa|99 \d+)(?: |$)/;

/** True for what such a column is called, as headings are compared. */
export const isPlaceName = (plain: string): boolean => PLACE.test(plainHeading(plain));
