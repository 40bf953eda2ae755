import type { AddedColumn, PrintedColumn, PrintedRow } from './typesetting.ts';

/** What stands in the columns that are no part of the contract. */
export const ADDED: Readonly<Record<AddedColumn, (row: PrintedRow, index: number) => string>> = {
  extra: () => '12 kpl',
  quantity: (_, index) => String((index % 5) + 1),
  dealerPrice: ({ price }) => otherDigits(price),
  netPrice: ({ price }) => otherDigits(price),
  ean: (_, index) => String(6_417_000_000_000 + index),
  weight: (_, index) => `${200 + (index % 90)} kg`,
  week: (_, index) => `W${40 + (index % 10)}`,
};

export const isAdded = (column: PrintedColumn): column is AddedColumn => column in ADDED;

/** A price in the same form that is no row's own. */
function otherDigits(price: string): string {
  return price.replace(/[1-8]/g, (digit) => String(Number(digit) + 1));
}
