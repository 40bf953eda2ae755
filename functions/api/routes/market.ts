import * as z from 'zod';
import { DayFigures, PriceHistory } from '#contracts/history.ts';
import { MachineReport, MarketReport } from '#contracts/market.ts';
import { daysAsText, listDays } from '#desk/history/days.ts';
import { showPrices } from '#desk/history/prices.ts';
import { marketReport } from '#desk/market/report.ts';
import { FetchSources, listSources, PutSource, SourceNamed } from '#desk/market/sources.ts';
import { MarketSource } from '#shared/table/market-records.ts';
import { acts, answers, lists, pageOf } from '../route.ts';
import { OfDealer } from './dealer-id.ts';

/** What others ask, and what was asked before. */
export const MARKET_ROUTES = [
  answers({
    path: '/dealers/{dealerId}/market',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'What other shops asked within 30 days, family by family, and what is in no figure',
    in: OfDealer,
    out: MarketReport.omit({ machines: true }),
    answer: async ({ dealerId }, { ports }) => {
      const { machines, ...rest } = await marketReport(dealerId, ports);
      return rest;
    },
  }),
  lists({
    path: '/dealers/{dealerId}/market/machines',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'The same machine by machine, each with its prices and the dealer’s own beside the median',
    in: OfDealer,
    out: MachineReport,
    page: async ({ dealerId }, part, { ports }) =>
      pageOf((await marketReport(dealerId, ports)).machines, part),
  }),
  lists({
    path: '/dealers/{dealerId}/market/sources',
    permission: 'dealer.read',
    summary: 'Where those prices come from, and how each source answered last',
    in: OfDealer,
    out: MarketSource.omit({ ttl: true }).extend({ silentSince: z.string().nullable() }),
    page: async ({ dealerId }, part, { ports }) => pageOf(await listSources(dealerId, ports), part),
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/market/sources',
    permission: 'dealer.write',
    summary: 'Have another shop’s public feed asked every day',
    in: PutSource,
    command: 'market.put',
  }),
  acts({
    method: 'DELETE',
    path: '/dealers/{dealerId}/market/sources/{source}',
    permission: 'dealer.write',
    summary: 'Forget a source and the prices that it told',
    in: SourceNamed,
    command: 'market.remove',
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/market/fetch',
    permission: 'documents.drop',
    summary: 'Ask the feeds of other shops now; no price of the dealer’s changes by it',
    in: FetchSources,
    command: 'market.fetch',
  }),
  answers({
    path: '/dealers/{dealerId}/prices/{modelCode}',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'What a machine cost over lists and years, and what its ad has asked',
    in: OfDealer.extend({ modelCode: z.string().min(1).max(40) }),
    out: PriceHistory,
    answer: (wish, { ports }) => showPrices(wish, ports),
  }),
  lists({
    path: '/dealers/{dealerId}/days',
    permission: 'dealer.read',
    summary:
      'How each day ended: ads live, published, withdrawn, waiting, deliveries, cost; the newest first',
    in: OfDealer,
    out: DayFigures,
    page: async ({ dealerId }, part, { ports }) => pageOf(await listDays(dealerId, ports), part),
  }),
  answers({
    path: '/dealers/{dealerId}/days.csv',
    permission: 'dealer.read',
    summary: 'The same as one text in columns, to be saved as a file',
    in: OfDealer,
    out: z.object({ name: z.string(), text: z.string() }),
    answer: async ({ dealerId }, { ports }) => ({
      name: `${dealerId}-days.csv`,
      text: daysAsText(await listDays(dealerId, ports)),
    }),
  }),
] as const;
