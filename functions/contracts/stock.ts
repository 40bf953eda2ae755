import * as z from 'zod';
import { Money } from './money.ts';
import { Percent } from './pricing.ts';
import { Reason } from './reason.ts';

/** Most ads have one piece behind them; a stock of a dealer is never so large. */
const MOST_PIECES = 9_999;
const MAX_PICTURES = 20;

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'write an address that begins with https:// or http://',
});

/** A program that opens it again in a sheet would work it out. */
const plain = (text: z.ZodString): z.ZodString =>
  text.regex(/^[^=+\-@\t\r]/, 'begin it with a letter or a figure, not with =, +, - or @');

/** How a dealer's own word changes a price: percent on top of what the list and the conversion give, below 0 for less. */
const PercentRule = z.strictObject({ percent: Percent });
export type PercentRule = z.infer<typeof PercentRule>;

/** What a dealer can say of a machine that stands on no supplier's list. */
export const StockValues = z.strictObject({
  /** Pieces in stock; none and not on order is sold. */
  quantity: z
    .number()
    .int('write a whole number of pieces')
    .min(0, 'write 0 or more pieces')
    .max(MOST_PIECES, `write at most ${MOST_PIECES} pieces`),
  availability: z.enum(['in-stock', 'on-order'], 'write in-stock or on-order'),
  /** One of the dealer's places by its name; a name that no place has is told to nobody outside. */
  location: plain(z.string().min(1).max(60, 'write at most 60 letters')),
  address: plain(z.string().min(5, 'write an address, with its town').max(256, 'write at most 256 letters')),
  /** Or the number of the frame. Avito takes up to 20 signs. */
  vin: z
    .string()
    .regex(
      /^(?=.*\d)[A-Z0-9][A-Z0-9-]{5,19}$/,
      'write 6 to 20 capitals and figures, such as 2BPSCA0A1RV000123',
    ),
  /** In the order in which a buyer sees them, before any other. */
  pictures: z.array(httpUrl).min(1).max(MAX_PICTURES, `name at most ${MAX_PICTURES} pictures`),
  video: httpUrl,
  /** Instead of what the list says; roubles as they are, other money by the dealer's conversion. */
  price: Money.refine(({ amount }) => !amount.startsWith('-') && Number(amount) > 0, 'write a price above 0'),
  priceRule: PercentRule,
  /** A sentence for the text of the ad. */
  note: plain(z.string().min(1).max(1000, 'write at most 1000 letters')),
  /** The day on which it is expected. */
  arrives: z.iso.date('write a day, such as 2026-12-15'),
});
export type StockValues = z.infer<typeof StockValues>;

export const STOCK_FIELDS = Object.keys(StockValues.shape) as (keyof StockValues)[];
export type StockField = keyof StockValues;

/** A cell of a sheet, as its program calls it ("Sheet1!C7"); or who said it, and when. */
export const StockSource = z.union([
  z.strictObject({
    document: z.string(),
    documentId: z.string(),
    cell: z.string(),
    /** The sheet says of itself that it names all there is, and does not name this. */
    absent: z.literal(true).optional(),
  }),
  z.strictObject({ by: z.string(), at: z.iso.datetime() }),
]);
export type StockSource = z.infer<typeof StockSource>;

const said = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({
    /** Null where it was taken back: an older sheet does not bring it again. */
    value: value.nullable(),
    source: StockSource,
    /** When it was said, and in what: the greater one holds, whichever is written first. */
    order: z.string(),
  });

/** What was said last of each field, with its source. */
export const SaidValues = z.strictObject({
  quantity: said(StockValues.shape.quantity).optional(),
  availability: said(StockValues.shape.availability).optional(),
  location: said(StockValues.shape.location).optional(),
  address: said(StockValues.shape.address).optional(),
  vin: said(StockValues.shape.vin).optional(),
  pictures: said(StockValues.shape.pictures).optional(),
  video: said(StockValues.shape.video).optional(),
  price: said(StockValues.shape.price).optional(),
  priceRule: said(StockValues.shape.priceRule).optional(),
  note: said(StockValues.shape.note).optional(),
  arrives: said(StockValues.shape.arrives).optional(),
});
export type SaidValues = z.infer<typeof SaidValues>;

/** One value with its source, of whatever field. */
export interface SaidValue {
  value: StockValues[StockField] | null;
  source: StockSource;
  order: string;
}

/**
 * What is spoken of: a code, or one piece of it. `piece` is empty for the code as such; else the letters and figures of
 * the VIN or place that tells the piece from others, as its ad's Id bears them.
 */
export interface StockSubject {
  modelCode: string;
  piece: string;
}

/** How a machine stands, by the newest word about that; `absent`: a sheet that names all there is does not name it. */
export type Standing = 'in-stock' | 'on-order' | 'sold' | 'absent' | 'untold';

const TELLING = ['quantity', 'availability', 'arrives'] as const;

const newestOrder = (values: SaidValues): string =>
  TELLING.map((field) => values[field]?.order ?? '').reduce((one, other) => (one > other ? one : other));

/** Whether it is sold now. What was said in one sheet or command is weighed together; older words count no more. */
export const standingOf = (values: SaidValues): Standing => {
  const newest = newestOrder(values);
  const [quantity, availability, arrives] = TELLING.map((field) =>
    values[field]?.order === newest ? values[field] : undefined,
  );
  if (availability?.value === 'on-order') return 'on-order';
  if (typeof quantity?.value === 'number' && quantity.value > 0) return 'in-stock';
  if (arrives?.value) return 'on-order';
  if (quantity?.value === 0) return 'absent' in quantity.source ? 'absent' : 'sold';
  return availability?.value === 'in-stock' ? 'in-stock' : 'untold';
};

/** The values that hold, without their sources. */
export const valuesOf = (said: SaidValues): Partial<StockValues> =>
  Object.fromEntries(
    Object.entries(said).flatMap(([field, one]) => (one && one.value !== null ? [[field, one.value]] : [])),
  );

/** One row of a stock sheet as it was read: what is taken of it. */
const TakenRow = z.strictObject({
  cell: z.string(),
  modelCode: z.string(),
  piece: z.string(),
  values: z.partialRecord(z.enum(STOCK_FIELDS as [StockField, ...StockField[]]), z.unknown()),
});

/** `stock.json`: what a stock sheet came to. */
export const StockReading = z.strictObject({
  contractVersion: z.literal(1),
  document: z.string(),
  /** It names all there is: what it does not name is not in stock. */
  isWhole: z.boolean(),
  columns: z.array(
    z.strictObject({ sheet: z.string().nullable(), heading: z.string(), means: z.string().nullable() }),
  ),
  rows: z.array(TakenRow),
  /** What was not taken, and where it stands. */
  problems: z.array(Reason),
});
export type StockReading = z.infer<typeof StockReading>;
