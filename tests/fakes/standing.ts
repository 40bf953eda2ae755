import type { Standing } from '#desk/questions/standing.ts';
import type { ListToJudge } from '#functions/validate/read-list.ts';
import { judgeList } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import type { BookInForce, DocumentRecord } from '#shared/table/records.ts';
import { extractedList } from './extracted.ts';
import { aDealer } from './listings.ts';

export const judges = { marketplace: avito, rules: bundledRules };
export const hand = { by: 'anna', at: '2026-11-03T10:00:00.000Z' };

export const document: DocumentRecord = {
  ...{ dealerId: 'north', documentId: 'd1', key: 'inbox/north/list.pdf', name: 'list.pdf', version: '1' },
  ...{ bytes: 1, receivedAt: '2026-11-01T10:00:00.000Z', claimedBy: 'r1', status: 'review', runId: 'r1' },
};
export const book: BookInForce = {
  ...{ dealerId: 'north', brand: 'SKI-DOO', modelYear: 2026, sha256: 'b', documentId: 'd2', order: '1' },
  ...{ document: 'book.pdf', models: 1, key: 'k' },
};

/** Rows as a list has them, one behind the other. */
export const rowed = (listings: Listing[]): Listing[] =>
  listings.map(({ extracted, matched, ...listing }, at) => ({
    ...listing,
    extracted: { ...extracted, row: at + 1 },
    matched: { ...matched, modelCode: extracted.modelCode, row: at + 1 },
  }));

/** How a dealer stands whose one list has these rows. */
export const standing = (given: Listing[], changes: Partial<Standing> = {}): Standing => {
  const listings = rowed(given);
  const dealer = changes.dealer ?? aDealer();
  const list: ListToJudge = {
    ...{ extracted: extractedList(listings.map(({ extracted }) => extracted)), listings, dealer },
    ...{ answers: [], values: [], catalogues: [], adLedger: [] },
  };
  const products = judgeList(list, judges);
  const machines = products.map((product, at) => ({
    document,
    list,
    product,
    listing: listings[at] as Listing,
  }));
  return {
    ...{
      dealer,
      judges,
      lists: [{ document, list, products }],
      machines,
      guarded: [],
      unseen: [],
      refused: [],
      labels: [],
      units: [],
      cataloguesWith: async () => [],
      reword: (text: string) => text,
    },
    ...{ books: [book], given: [], inFeed: new Set<string>(), today: '2026-11-03' },
    ...changes,
  };
};
