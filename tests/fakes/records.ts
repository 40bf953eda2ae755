import type { RunState } from '#contracts/state.ts';
import type { Offer } from '#shared/table/records.ts';

/** A run as intake begins it; override what a test is about. */
export const runState = (changes: Partial<RunState> = {}): RunState => ({
  dealerId: 'demo',
  documentId: 'd1',
  runId: 'run-1',
  inbox: {
    key: 'inbox/demo/list.pdf',
    version: 'v1',
    name: 'list.pdf',
    bytes: 10,
    receivedAt: '2026-11-01T10:00:00.000Z',
  },
  sha256: 'a'.repeat(64),
  kind: 'price-list',
  lists: [{ brand: 'SKI-DOO', modelYear: 2026, market: 'FI' }],
  from: null,
  batchId: null,
  ticket: 1,
  pins: { dealerVersion: '1', rulesVersion: '', catalogueRevision: 0 },
  artefacts: {},
  chunks: [],
  counts: { products: 0, published: 0, review: 0, rejected: 0 },
  tally: { processed: 0, succeeded: 0, failed: 0, engine: '' },
  feed: null,
  route: 'close',
  ending: null,
  ...changes,
});

/** A publishable offer whose ad has the code for its Id. */
export const offer = (modelCode: string, changes: Partial<Offer> = {}): Offer => ({
  dealerId: 'demo',
  brand: 'SKI-DOO',
  modelYear: 2026,
  market: 'FI',
  modelCode,
  documentId: 'd1',
  runId: 'run-1',
  order: '2026-01-01#1',
  verdict: 'published',
  reasons: [],
  adId: modelCode,
  updatedAt: '2026-11-01T10:00:00.000Z',
  ...changes,
});
