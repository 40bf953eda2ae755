import type { Money } from '#contracts/money.ts';

/** A space that ends no line. */
const THIN = '\u00A0';

const inThousands = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, THIN);

/** "18 750 EUR", "18 750.50 EUR". */
export const spokenMoney = ({ amount, currency }: Money): string => {
  const [whole = '', part = ''] = amount.split('.');
  return `${inThousands(whole)}${Number(part) > 0 ? `.${part}` : ''}${THIN}${currency}`;
};

/** "2 069 000 ₽", of whole roubles. */
export const spokenRoubles = (roubles: number | string): string => `${inThousands(String(roubles))}${THIN}₽`;
