import type { ValidatedProduct } from '#contracts/validated.ts';
import { type SharedReason, sharedReasons } from '#functions/reports/reasons.ts';
import { sentenceOf } from '#messages/say.ts';
import { bold, dim, say } from './terminal.ts';

const CODES_SHOWN = 6;
const REASONS_SHOWN = 15;

const codesText = (codes: string[]): string =>
  codes.slice(0, CODES_SHOWN).join(' ') + (codes.length > CODES_SHOWN ? ' …' : '');

const sayReason = ({ reason, products }: SharedReason) =>
  say(
    `${String(products.length).padStart(5)}  ${sentenceOf(reason)}  ${dim(codesText(products.map(({ modelCode }) => modelCode)))}`,
  );

/** Why products are not published, the commonest reason first, with a few of their codes. */
export const sayReasons = (products: ValidatedProduct[]): void => {
  const reasons = sharedReasons(products);
  if (reasons.length === 0) return;
  say(`\n${bold('Not published, by reason')} (a product may have several)`);
  reasons.slice(0, REASONS_SHOWN).forEach(sayReason);
  const more = reasons.length - REASONS_SHOWN;
  if (more > 0) say(`       … and ${more} rarer reasons: see validated.json of each list`);
};
