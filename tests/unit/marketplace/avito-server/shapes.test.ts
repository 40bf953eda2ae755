import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { adXml, avitoWithAccount, feedOf } from '../../../fakes/avito.ts';

const moment = z.iso.datetime({ offset: true });
const section = z.strictObject({ title: z.string(), slug: z.string(), count: z.int() });
const level2 = section.extend({ sections: z.array(section) });
const stats = section.extend({ sections: z.array(level2) });

/** As the description of version 4 has them: what is not `nullish` is always there. */
const Upload = z.strictObject({
  upload_id: z.int(),
  source: z.string().nullish(),
  started_at: moment.nullish(),
  status: z.string().nullish(),
  stats,
  events: z.array(z.strictObject({ code: z.int(), type: z.string(), description: z.string() })),
  feed_urls: z.array(z.strictObject({ name: z.string(), url: z.url() })),
});

const Message = z.strictObject({
  ...{ code: z.int(), title: z.string(), description: z.string(), type: z.string(), updated_at: moment },
});

const Item = z.strictObject({
  ...{ ad_id: z.string(), section: z.strictObject({ slug: z.string(), title: z.string() }) },
  ...{ messages: z.array(Message), avito_id: z.int().nullish(), avito_date_end: moment.nullish() },
  avito_status: z.enum(['active', 'old', 'blocked', 'rejected', 'archived', 'removed']).nullish(),
  ...{ feed_name: z.string().nullish(), url: z.url().nullish() },
});

const meta = z.strictObject({ perPage: z.int(), page: z.int(), pages: z.int(), total: z.int() });

const Uploads = z.strictObject({ uploads: z.array(Upload), meta });
const Items = z.strictObject({ items: z.array(Item), meta });

describe('answers are as they are described', () => {
  test.each([
    ...[{ nulls: 'mixed' }, { nulls: 'absent', times: 'z' }, { nulls: 'null', source: 'null' }],
    ...[
      { startedAt: 'null', uploadStatus: 'absent' },
      { startedAt: 'absent', removedAds: 'listed' },
    ],
  ] as const)('%j', async (switches) => {
    await using at = await avitoWithAccount();
    at.set(switches);
    await at.enter();
    for (const feed of [feedOf(adXml('1'), adXml('2')), feedOf(adXml('2', { Price: '' }), adXml('')), null]) {
      at.feed = feed;
      await at.load();
      const { json } = await at.items();
      expect(Items.parse(json).items.length).toBeGreaterThan(1);
      expect(Upload.parse((await at.ask('/autoload/v4/uploads/current')).json).stats.count).toBeGreaterThan(
        1,
      );
    }
    expect(Uploads.parse((await at.ask('/autoload/v4/uploads')).json).uploads).toHaveLength(3);
  });
});

test('a load that fetches for long stands in the list without an ad', async () => {
  await using at = await avitoWithAccount();
  await at.enter();
  at.set({ processingSeconds: Number.POSITIVE_INFINITY });
  await at.load();
  at.now += 3_600_000;
  expect(Uploads.parse((await at.ask('/autoload/v4/uploads')).json).uploads).toMatchObject([
    { status: 'processing', stats: { count: 0 } },
  ]);
  expect((await at.ask('/autoload/v4/uploads/current')).status).toBe(404);
});
