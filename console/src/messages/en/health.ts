import type { HEALTH as RU } from '../ru/health.ts';

export const HEALTH: typeof RU = {
  overall: {
    healthy: 'all is well',
    degraded: 'works, with something to look at',
    unhealthy: 'does not work as it should',
  },
  allWell: 'All is well: files get through, feeds are at their addresses, services answer.',
  ofAll: 'Of all dealers',
  standings: 'Now',
  metrics: {
    Dealers: 'Dealers',
    Lists: 'Price lists in force',
    Products: 'Machines on them',
    AdsLive: 'Live ads',
    InReview: 'Wait for an answer',
    FeedsHeld: 'Feeds held',
    HeldHours: 'Held longest, hours',
    StuckMinutes: 'At work longest, minutes',
    cost_usd: 'Cost of a day',
  },
  stages: 'Stages within a day',
  stage: 'Stage',
  standing: 'State',
  statuses: { healthy: 'well', unhealthy: 'failing', idle: 'was not called' },
  calls: 'Calls',
  failed: 'Failed',
  succeeded: 'Succeeded',
  middle: 'Usually',
  slowest: 'Slowest 5 %',
};
