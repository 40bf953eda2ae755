import { expect, test } from 'vitest';
import { recordedFeed, recordedFeedTasks } from '#desk/tasks/feed-tasks.ts';
import { NOTHING } from '#desk/tasks/task.ts';
import { generate } from '#functions/generate/generate.ts';
import { writeOffers } from '#functions/validate/offers.ts';
import { yandex } from '#marketplace/yandex.ts';
import { dealerIn, inChannel } from '#shared/in-channel.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
import { testPorts } from '../../fakes/ports.ts';
import { offer, runState } from '../../fakes/records.ts';

const DEMO = { dealerId: 'demo' };
const CHANNEL = {
  feed: { publicUrl: 'https://north.example/yandex.xml', path: '/yandex.xml' },
  shop: { name: 'Север', company: 'ООО «Север»', url: 'https://north.example/' },
};

test('A feed that tells its date is the same until its ads change or it is a week old, and then it is dated anew', async () => {
  await using given = await testPorts();
  let now = new Date('2026-11-20T10:00:00.000Z');
  const ports = { ...given, clock: () => now };
  const configuration = aDealer({ id: 'demo', channels: { yandex: CHANNEL } });
  await ports.table.dealers.put({ ...DEMO, version: '1', configuration });
  const beside = inChannel('yandex', ports);
  const demo = dealerIn('yandex', configuration) ?? configuration;
  const offered = async (order: string, price: string) => {
    const { ad } = yandex.compose(aListing(), configuration);
    const own = { ...ad, fields: { ...ad.fields, price } };
    const offers = [offer('TJTH', { order, adId: ad.id, ad: own })];
    await writeOffers({ offers, unseen: null }, runState({ runId: order }), order, beside);
  };
  const built = async () => {
    const { feed } = await generate(runState({ runId: now.toISOString() }), ports, yandex);
    const record = await beside.table.feeds.get({ ...DEMO, version: feed?.version ?? 0 });
    const xml = String(await ports.artefacts.read(record?.key ?? ''));
    return { version: feed?.version, date: /date="([^"]*)"/.exec(xml)?.[1] };
  };
  const days = (count: number) => {
    now = new Date(now.getTime() + count * 24 * 60 * 60 * 1000);
  };

  await offered('1', '2069000');
  const first = { version: 1, date: '2026-11-20T13:00+03:00' };
  expect(await built()).toEqual(first);
  days(1);
  expect(await built()).toEqual(first);
  await offered('2', '2069000');
  expect(await built()).toEqual(first);
  days(6);
  expect(await built()).toEqual({ version: 2, date: '2026-11-27T13:00+03:00' });
  expect(await built()).toMatchObject({ version: 2 });
  days(1);
  await offered('3', '2079000');
  const third = { version: 3, date: '2026-11-28T13:00+03:00' };
  expect(await built()).toEqual(third);

  // A person's no is to these ads, whatever day they are dated.
  await beside.table.feeds.patchIf({ ...DEMO, version: 3 }, { status: 'rejected' });
  days(8);
  expect(await built()).toEqual(third);
  await offered('4', '2079000');
  expect(await built()).toEqual(third);
  // The one that is live grows old meanwhile.
  const told = async () =>
    (await recordedFeedTasks(demo, await recordedFeed(demo.id, beside), NOTHING, beside))
      .map((task) => task.reason)
      .filter(({ code }) => code === 'live-feed-ages');
  expect(await told()).toEqual([]);
  await beside.table.channelStates.patchIf(DEMO, { verifiedFeed: 2 });
  expect(await told()).toMatchObject([{ code: 'live-feed-ages', values: { days: 9, most: 7 } }]);
  await offered('5', '2089000');
  expect(await built()).toMatchObject({ version: 4 });
  expect(await told()).toEqual([]);
});
