import type { StockField, StockValues } from '#contracts/stock.ts';
import { readValue } from '#functions/stock/values.ts';
import { Refusal } from '../refusal.ts';

/** What a person writes for a field, read as strictly as a cell of a sheet. Throws `Refusal` where it cannot be. */
export const readStockWord = (field: StockField, text: string): Partial<StockValues> => {
  const read = readValue(field, text);
  if ('problem' in read) throw new Refusal(read.problem);
  return read.values;
};
