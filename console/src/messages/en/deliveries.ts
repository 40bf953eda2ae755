import type { DELIVERIES as RU } from '../ru/deliveries.ts';

export const DELIVERIES: typeof RU = {
  deliverNow: 'Deliver now',
  deliverTitle: 'Deliver the feed now?',
  deliverDoes:
    'The version that is ready goes to the feed address without waiting for a window. The marketplace takes it at its next one.',
  delivering: 'Delivering…',
  ended: (outcome) => `The delivery has ended: ${outcome}`,
  noReceipt:
    'This delivery left no receipt: another was at work, or it could not begin. See the list of deliveries.',
  receipts: 'Deliveries',
  windows: 'Windows and what the marketplace said',
  when: 'When',
  window: 'Window',
  manual: 'by hand',
  version: 'Version',
  outcome: 'Outcome',
  seconds: 'Time',
  attempts: 'Attempts',
  outcomes: {
    delivered: 'delivered and seen there',
    unchanged: 'was there already',
    failed: 'failed',
    queued: 'queued',
    held: 'held',
    halted: 'halted',
    servedStale: 'the address serves an older one',
  },
  warnings: {
    plainFtp: 'without encryption',
    pinnedCertificate: 'only the dealer vouches for its certificate',
    nonAtomic: 'the file was away for a moment',
    liveFileMissing: 'no file at the address',
    picturesMissing: 'some pictures could not be brought',
  },
  none: 'No deliveries yet. The first goes by itself before the next window.',
  noWindows: 'The marketplace has told nothing yet.',
  counts: {
    active: 'active',
    warned: 'with a remark',
    refused: 'refused',
    delivered: 'loaded',
    waiting: 'being checked',
    gone: 'gone',
    missing: 'without an answer',
    unknown: 'unknown',
  },
};
