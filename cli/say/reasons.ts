import type { SharedReason } from '#functions/reports/reasons.ts';
import { sentenceOf } from '#messages/say.ts';
import { sayGrid } from './grid.ts';
import { bold, dim, printable, say } from './terminal.ts';

const CODES_SHOWN = 6;
/** What keeps out most; the questions ask about all. */
const REASONS_SHOWN = 6;

const codesText = (codes: string[]): string =>
  codes.slice(0, CODES_SHOWN).join(' ') + (codes.length > CODES_SHOWN ? ' …' : '');

const COUNT_WIDTH = 5;

const rowOf = ({ reason, products }: SharedReason): string[] => [
  String(products.length).padStart(COUNT_WIDTH),
  `${printable(sentenceOf(reason))}  ${dim(codesText(products.map(({ modelCode }) => modelCode)))}`,
];

/** Why products are not published, the commonest reason first, with a few of their codes. */
export const sayReasons = (reasons: readonly SharedReason[], heading: string): void => {
  if (reasons.length === 0) return;
  say(`${bold(heading)} (a machine may have several)`);
  sayGrid(reasons.slice(0, REASONS_SHOWN).map(rowOf));
  const more = reasons.length - REASONS_SHOWN;
  if (more > 0) say(`${' '.repeat(COUNT_WIDTH)}  … and ${more} rarer ones`);
};
