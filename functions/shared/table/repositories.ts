import { z } from 'zod';
import { Dealer } from '#contracts/dealer.ts';
import { collection, type TableHandle } from './collection.ts';
import {
  BookInForce,
  Breaker,
  DealerState,
  DeliveryReceipt,
  DocumentRecord,
  FeedVersion,
  ListInForce,
  Lock,
  Offer,
  ProductResult,
  RuleSetRecord,
  StageStatistic,
} from './records.ts';

const dealerScope = 'D#${dealerId}';

const DealerRecord = z.object({ dealerId: z.string(), version: z.string(), configuration: Dealer });

/** Every kind of record and its keys; each key begins with a scope, a dealer or `SHARED`. */
export const repositories = (table: TableHandle) => ({
  dealers: collection(table, 'dealer', DealerRecord, {
    primary: { pk: dealerScope, sk: 'DEALER' },
    GSI1: { pk: 'DEALERS', sk: dealerScope },
  }),
  states: collection(table, 'state', DealerState, { primary: { pk: dealerScope, sk: 'STATE' } }),
  locks: collection(table, 'lock', Lock, { primary: { pk: dealerScope, sk: 'LOCK#${name}' } }),
  documents: collection(table, 'document', DocumentRecord, {
    primary: { pk: dealerScope, sk: 'DOC#${documentId}' },
    GSI1: { pk: 'D#${dealerId}#DOC#${status}', sk: '${receivedAt}' },
  }),
  lists: collection(table, 'list', ListInForce, {
    primary: { pk: dealerScope, sk: 'HEAD#${brand}#${modelYear}#${market}' },
  }),
  statistics: collection(table, 'statistic', StageStatistic, {
    primary: { pk: dealerScope, sk: 'DOC#${documentId}#RUN#${runId}#STAT#${stage}' },
  }),
  offers: collection(table, 'offer', Offer, {
    primary: { pk: dealerScope, sk: 'OFFER#${brand}#${modelYear}#${market}#${modelCode}' },
    GSI1: { pk: 'D#${dealerId}#OFFER#${verdict}', sk: '${updatedAt}' },
    GSI2: { pk: 'CODE#${modelCode}', sk: dealerScope },
  }),
  results: collection(table, 'result', ProductResult, {
    primary: { pk: dealerScope, sk: 'RESULT#${runId}#${brand}#${modelYear}#${modelCode}#${row}' },
  }),
  feeds: collection(table, 'feed', FeedVersion, { primary: { pk: dealerScope, sk: 'FEED#${version}' } }),
  deliveries: collection(table, 'delivery', DeliveryReceipt, {
    primary: { pk: dealerScope, sk: 'DELIVERY#${window}#${sequence}' },
  }),
  books: collection(table, 'book', BookInForce, {
    primary: { pk: dealerScope, sk: 'BOOK#${brand}#${modelYear}' },
  }),
  rules: collection(table, 'rules', RuleSetRecord, {
    primary: { pk: '${scope}', sk: 'RULES#${name}#${version}' },
  }),
  breakers: collection(table, 'breaker', Breaker, {
    primary: { pk: 'SHARED', sk: 'BREAKER#${service}' },
  }),
});

export type Repositories = ReturnType<typeof repositories>;
