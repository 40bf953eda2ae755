import type { COSTS as RU } from '../ru/costs.ts';

export const COSTS: typeof RU = {
  what: 'What working on files has cost in the last 30 days: functions and paid services, by days in Moscow.',
  none: 'Nothing was worked on in the last 30 days.',
  day: 'Day',
  calls: 'Calls',
  allDealers: 'All dealers',
  total: 'In 30 days',
  most: (day, usd) => `most on ${day}: ${usd}`,
};
