import * as z from 'zod';
import { STOCK_FIELDS, StockSource } from '#contracts/stock.ts';
import { listStock, SetStock } from '#desk/stock/stock.ts';
import { acts, lists, pageOf } from '../route.ts';
import { OfDealer } from './dealer-id.ts';

const Said = z.object({ value: z.json(), source: StockSource, order: z.string() });

const Line = z.object({
  modelCode: z.string(),
  piece: z.string(),
  ads: z.array(z.string()),
  standing: z.string(),
  values: z.partialRecord(z.enum(STOCK_FIELDS), Said),
});

/** What the dealer knows of its machines and no supplier's list can say. */
export const STOCK_ROUTES = [
  lists({
    path: '/dealers/{dealerId}/stock',
    permission: 'dealer.read',
    summary: 'What is said of machines in stock, each value with its source',
    in: OfDealer,
    out: Line,
    page: async ({ dealerId }, part, { ports }) => pageOf(await listStock(dealerId, ports), part),
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/stock',
    permission: 'offers.withdraw',
    summary:
      'Say something of machines: sold, in stock, price, place, VIN, pictures; the feed follows in seconds',
    in: SetStock,
    command: 'stock.set',
  }),
] as const;
