import { expect, test } from 'vitest';
import { verdictWorld, type WorldOptions } from '../../fakes/verdict-world.ts';
import { everyNth } from '../../matrix.ts';

/** What the world does otherwise than its descriptions: each ad has the verdict that it would have without. */
const TRAPS: [string, WorldOptions['switches']][] = [
  ['a last successful load that lags behind', { lagSeconds: 3_600 }],
  ['a page size of its own', { perPage: 7 }],
  ['pages that change their order', { unstablePages: true, perPage: 13 }],
  ['foreign rows', { strayRows: 'foreign' }],
  ['rows twice', { strayRows: 'double' }],
  ['rows that contradict one another', { strayRows: 'conflicting' }],
  ['fields that say nothing', { nulls: 'absent' }],
  ['empty texts', { nulls: 'empty' }],
  ['times in UTC', { times: 'z' }],
  ['no sources', { source: 'null' }],
  ['sources nobody knows', { source: 'unknown' }],
  ['unknown words', { unknownSlugs: 1, unknownTypes: 1 }],
  ['a list that is late', { listedAfterSeconds: 300 }],
  ['tokens of a minute', { tokenSeconds: 60 }],
  ['bare tokens', { tokenAnswer: 'bare' }],
  ['401 on expiry', { tokenSeconds: 30, expired: 401 }],
  ['few calls a minute', { limits: { reports: 4 }, limitHeaders: 'none' }],
  ['few calls a minute, told by a date', { limits: { reports: 4 }, limitHeaders: 'retry-date' }],
  ['few calls a minute, told in seconds', { limits: { reports: 4 }, limitHeaders: 'x-ratelimit' }],
  ['removed ads that are listed and not counted', { removedAds: 'listed' }],
];

test.each(everyNth(TRAPS, 5))('in spite of %s all ads are judged', async (_, switches) => {
  const ids = Array.from({ length: 60 }, (_, at) => `SKIDOO-A${at}-2026`);
  await using world = await verdictWorld({
    ids,
    ...(switches && { switches }),
    account: { tariff: { current: {} } },
  });
  world.minutes(5);
  for (const id of ids) world.account().verdicts.set(id, { slug: 'success_added', status: 'active' });
  const judged = (await world.run()).find(({ DetailType }) => DetailType === 'UploadJudged')?.Detail;
  expect(judged?.counts).toMatchObject({ delivered: 60, active: 60, missing: 0 });
});
