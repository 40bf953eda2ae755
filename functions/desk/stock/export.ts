import * as z from 'zod';
import {
  type SaidValues,
  STOCK_FIELDS,
  type StockField,
  type StockValues,
  standingOf,
  valuesOf,
} from '#contracts/stock.ts';
import type { ExportTable } from '#functions/reports/export-tables.ts';
import { offersByCode } from '#functions/stock/known-codes.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';

export const ExportStock = z.strictObject({ dealerId: z.string() });

/** How a stock sheet is read again calls its columns. */
const HEADINGS: Record<StockField, string> = {
  quantity: 'Quantity',
  availability: 'Availability',
  location: 'Location',
  address: 'Address',
  vin: 'VIN',
  pictures: 'Pictures',
  video: 'Video',
  price: 'Price',
  priceRule: 'Price rule',
  note: 'Note',
  arrives: 'Arrives',
};

const AVAILABILITY = { 'in-stock': 'in stock', 'on-order': 'on order' };

type Written = { [Field in StockField]: (value: StockValues[Field]) => string | number };

/** No sign stands first that a program would take for a formula's. */
const WRITTEN: Written = {
  quantity: (pieces) => pieces,
  availability: (word) => AVAILABILITY[word],
  location: (name) => name,
  address: (text) => text,
  vin: (vin) => vin,
  pictures: (addresses) => addresses.join(' '),
  video: (address) => address,
  price: ({ amount, currency }) => `${amount} ${currency}`,
  priceRule: ({ percent }) => `${percent.replace('-', '−')} %`,
  note: (text) => text,
  arrives: (day) => day,
};

const TELLING: readonly StockField[] = ['quantity', 'availability', 'arrives'];

/** What was said last of whether it is there; older words of that would count again if they came in one sheet. */
const lastTold = (said: SaidValues): SaidValues => {
  const newest = TELLING.map((field) => said[field]?.order ?? '')
    .toSorted()
    .at(-1);
  const isOld = (field: string, order: string | undefined) =>
    TELLING.includes(field as StockField) && order !== newest;
  return Object.fromEntries(
    Object.entries(said).filter(([field, one]) => !isOld(field, one?.order)),
  ) as SaidValues;
};

const cellsOf = (said: SaidValues): (string | number | null)[] => {
  const values = valuesOf(lastTold(said));
  const isAbsent = standingOf(said) === 'absent';
  return STOCK_FIELDS.map((field) => {
    const value = values[field];
    if (value === undefined || (isAbsent && field === 'quantity')) return null;
    return (WRITTEN[field] as (value: unknown) => string | number)(value);
  });
};

/**
 * What is known of a dealer's stock as a sheet that may be edited and dropped again: dropped as it is, it changes nothing.
 * Machines of which nothing is known stand there too, with empty cells. Throws `Refusal`.
 */
export const exportStock = async (
  { dealerId }: z.infer<typeof ExportStock>,
  ports: Pick<Ports, 'table' | 'parts'>,
): Promise<ExportTable> => {
  await refuseUnknownDealer(dealerId, ports);
  const { feed } = choosePart('marketplace', MARKETPLACES, ports.parts.marketplace);
  const offers = await offersByCode(dealerId, ports);
  const titleOf = (code: string) => offers.get(code)?.[0]?.ad?.fields[feed.title] ?? '';
  const records = (await ports.table.stock.query({ dealerId })).filter(
    ({ values }) => Object.values(valuesOf(values)).length > 0,
  );
  const pieced = new Set(records.filter(({ piece }) => piece).map(({ modelCode }) => modelCode));
  const pieceIn = (code: string, piece: string) => piece || (pieced.has(code) ? '*' : '');
  const known = records.map(({ modelCode, piece, values }) => [
    ...[modelCode, pieceIn(modelCode, piece), titleOf(modelCode)],
    ...cellsOf(values),
  ]);
  const spokenOf = new Set(records.map(({ modelCode }) => modelCode));
  const others = [...offers.keys()]
    .filter((code) => !spokenOf.has(code))
    .map((code) => [code, '', titleOf(code), ...STOCK_FIELDS.map(() => null)]);
  return {
    name: 'stock',
    headings: ['Code', 'Piece', 'Title', ...STOCK_FIELDS.map((field) => HEADINGS[field])],
    rows: [...known, ...others].toSorted((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)),
  };
};
