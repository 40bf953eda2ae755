import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { validAd } from '../../fakes/ads.ts';
import {
  OPENED,
  publish,
  type Told,
  type VerdictWorld,
  verdictWorld,
  type WorldOptions,
} from '../../fakes/verdict-world.ts';

let world: VerdictWorld;
const begin = async (options: WorldOptions = {}): Promise<VerdictWorld> => {
  world = await verdictWorld(options);
  world.minutes(5);
  return world;
};
afterEach(() => world[Symbol.asyncDispose]());

const ofType = (told: readonly Told[], type: string) =>
  told.filter(({ DetailType }) => DetailType === type).map(({ Detail }) => Detail);

const verdicts = () => world.ports.table.verdicts.query({ dealerId: 'north' });
const uploads = () => world.ports.table.uploads.query({ dealerId: 'north' });
const verdictOn = async (adId: string) => (await verdicts()).find((each) => each.adId === adId);
const judged = (told: readonly Told[]) => ofType(told, 'UploadJudged')[0];

const REFUSED = {
  slug: 'error_params',
  messages: [
    {
      ...{ code: 4012, title: 'Не указана цена', type: 'error' },
      description: 'Укажите <a href="https://x.example">цену</a>, тел. +7 (921) 123-45-67',
    },
  ],
};

describe('a load of the window', () => {
  test('is waited for, read, kept whole and judged, and the bus is told', async () => {
    await begin();
    const told = await world.run();
    expect(judged(told)).toMatchObject({ outcome: 'judged', alarms: [], copy: 'same-bytes', category: '' });
    expect(judged(told)?.counts).toMatchObject({ delivered: 3, active: 3, refused: 0, missing: 0 });
    expect(ofType(told, 'AdActive')).toHaveLength(3);
    expect(await verdictOn('SKIDOO-A-2026')).toMatchObject({
      standing: 'active',
      live: true,
      feedVersion: 1,
    });
    const [upload] = await uploads();
    const kept = gunzipSync(await world.ports.artefacts.read(upload?.snapshot ?? '')).toString();
    expect(JSON.parse(kept).raw.items.join()).toContain('"ad_id":"SKIDOO-B-2026"');
    expect(kept).not.toContain('shh-very-secret');
  });

  test('is read once: another sweep and a person tell nothing and write nothing', async () => {
    await begin();
    expect(await world.run()).not.toEqual([]);
    const before = JSON.stringify([await verdicts(), await uploads()]);
    world.minutes(60);
    expect(await world.run()).toEqual([]);
    expect(await world.run({ dealerId: 'north' })).toEqual([]);
    expect(JSON.stringify([await verdicts(), await uploads()])).toBe(before);
  });

  test('refuses an ad: the words lose links and telephones, and the code is explained', async () => {
    await begin();
    world.account().verdicts.set('SKIDOO-B-2026', REFUSED);
    const told = await world.run();
    expect(judged(told)).toMatchObject({ alarms: ['fewer-active', 'ads-refused'], category: 'fewer-active' });
    const [refused] = ofType(told, 'AdRefused');
    expect(refused).toMatchObject({ adId: 'SKIDOO-B-2026', codes: ['4012'], live: false });
    expect(refused?.reason).toBe('The ad has no price.');
    const { messages, standing, refusals } = (await verdictOn('SKIDOO-B-2026')) ?? {};
    expect({ standing, refusals: refusals?.['4012']?.times }).toEqual({ standing: 'refused', refusals: 1 });
    expect(messages?.[0]?.description).toBe('Укажите цену , тел. …');
  });

  test('that could not fetch the file is seen in the list alone, and read to its end', async () => {
    await begin();
    world.serving.feed = null;
    const told = await world.run();
    expect(judged(told)).toMatchObject({ outcome: 'failed', alarms: ['load-file-missing'], counts: null });
    expect(judged(told)?.reason).toContain('HTTP 404');
    expect(await verdicts()).toEqual([]);
  });

  test('of another file than ours is told, and its ads are judged', async () => {
    await begin({ switches: { feedCopy: 'other' } });
    const told = await world.run();
    expect(judged(told)).toMatchObject({
      outcome: 'judged',
      copy: 'other-content',
      alarms: ['copy-differs'],
    });
  });

  test.each([
    ['rewritten', 'same-content'],
    ['gone', 'unknown'],
    ['open', 'same-bytes'],
  ] as const)('whose copy is %s is %s', async (feedCopy, copy) => {
    await begin({ switches: { feedCopy } });
    expect(judged(await world.run())).toMatchObject({ copy, alarms: [] });
  });

  test('that never says that it has ended is given up shortly before the next window, once', async () => {
    await begin({ switches: { uploadStatus: 'unknown' } });
    expect(judged(await world.run())).toBeUndefined();
    world.clock.now = Date.parse('2026-11-20T07:25:00Z');
    expect(judged(await world.run({ dealerId: 'north' }))).toBeUndefined();
    expect(judged(await world.run())).toMatchObject({
      outcome: 'late',
      alarms: ['load-late'],
    });
    expect(await world.run()).toEqual([]);
  });

  test('that somebody starts after it is judged too, before the next window', async () => {
    await begin();
    await world.run();
    world.minutes(360);
    await world.publish(2, [validAd('SKIDOO-A-2026')], new Date(world.clock.now).toISOString());
    await world.server.load(77, 'Web');
    world.minutes(30);
    const told = await world.run();
    expect(judged(told)).toMatchObject({ outcome: 'judged', counts: { delivered: 1, active: 1 } });
    expect(await verdictOn('SKIDOO-B-2026')).toMatchObject({ standing: 'gone', live: false });
  });

  test('that says nothing of an ad which its feed has no more leaves it as gone, not as live', async () => {
    await begin({ switches: { removedAds: 'left-out' } });
    await world.run();
    await world.publish(2, [validAd('SKIDOO-A-2026')], '2026-11-20T07:50:00.000Z');
    world.clock.now = Date.parse('2026-11-20T08:05:00Z');
    const told = await world.run();
    expect(judged(told)?.counts).toMatchObject({ delivered: 1, active: 1, gone: 0 });
    expect(await verdictOn('SKIDOO-B-2026')).toMatchObject({ standing: 'gone', live: null });
  });
});

describe('no load', () => {
  test('is told once, with what in the profile explains it', async () => {
    await begin();
    Object.assign(world.account().profile ?? {}, { autoload_enabled: false, uploadMode: 'manual' });
    const told = await world.run();
    expect(judged(told)).toMatchObject({ outcome: 'no-load', uploadId: null, alarms: ['load-missed'] });
    expect(judged(told)?.reason).toContain('switched off; The profile waits for somebody');
    world.minutes(60);
    expect(await world.run()).toEqual([]);
  });

  test.each([
    1, 2,
  ])('is nobody’s fault while the dealer’s first feed is younger than the window, of %i versions', async (versions) => {
    await begin();
    const feed = await world.ports.table.feeds.get({ dealerId: 'north', version: 1 });
    if (feed) await world.ports.table.feeds.put({ ...feed, builtAt: '2026-11-20T00:02:00.000Z' });
    for (let version = 2; version <= versions; version += 1)
      await publish('north', version, [], '2026-11-20T00:03:00.000Z', world.ports);
    world.whileWaiting = async () => [];
    expect(await world.run()).toEqual([]);
  });
});

describe('access', () => {
  test('by keys of another account looks at nothing of it', async () => {
    await begin({ account: { id: 78 } });
    const told = await world.run();
    expect(judged(told)).toMatchObject({ outcome: 'no-access', alarms: ['avito-account-differs'] });
    expect(world.server.asked.map(({ path }) => path)).toEqual(['/token', '/core/v1/accounts/self']);
  });

  test.each([
    'refused',
    'reports-refused',
  ] as const)('where autoload is %s needs a person, and is asked no more than twice', async (autoload) => {
    await begin({ switches: { autoload } });
    const told = await world.run();
    expect(judged(told)).toMatchObject({ outcome: 'no-access' });
    expect(world.server.asked.filter(({ path }) => path.startsWith('/autoload/v4')).length).toBeLessThan(3);
  });

  test('by keys that are wrong needs a person; the secret stands nowhere', async () => {
    await begin({ switches: { badKeys: 401 } });
    world.keys.clientSecret = 'another-secret';
    const told = await world.run();
    expect(judged(told)).toMatchObject({ outcome: 'no-access', alarms: ['avito-refuses'] });
    const account = await world.ports.table.accounts.get({ dealerId: 'north' });
    expect(JSON.stringify([told, account])).not.toContain('another-secret');
  });

  test('that comes back within the hour ends well', async () => {
    await begin();
    const heal = world.server.fail({ fault: { kind: 'html', status: 502 }, path: '/autoload/v4/uploads' });
    expect(judged(await world.run())).toMatchObject({ outcome: 'no-access', alarms: ['avito-silent'] });
    heal();
    world.minutes(30);
    expect(judged(await world.run())).toMatchObject({ outcome: 'judged' });
  });
});

test('what cannot be seen later takes back nothing of a window that has its verdict', async () => {
  await begin();
  await world.run();
  world.clock.now = Date.parse('2026-11-20T06:05:00Z');
  world.server.set({ autoload: 'refused' });
  expect(await world.run()).toEqual([]);
  const window = await world.ports.table.windowVerdicts.get({ dealerId: 'north', window: OPENED });
  expect(window?.outcome).toBe('judged');
});

describe('numbers', () => {
  test('of two ads that are one, and one that has changed, ring', async () => {
    await begin();
    await world.run();
    const first = world.account().ads.get('SKIDOO-A-2026')?.avitoId ?? 0;
    const second = world.account().ads.get('SKIDOO-B-2026')?.avitoId ?? 0;
    world.account().verdicts.set('SKIDOO-B-2026', { slug: 'success_skipped', avitoId: first });
    world.clock.now = Date.parse('2026-11-20T08:05:00Z');
    const told = await world.run();
    expect(judged(told)).toMatchObject({ alarms: ['number-changed', 'number-shared'] });
    expect(await verdictOn('SKIDOO-B-2026')).toMatchObject({
      avitoId: String(first),
      formerIds: [String(second)],
    });
    const number = await world.ports.table.adNumbers.get({ dealerId: 'north', avitoId: String(first) });
    expect(number?.adId).toBe('SKIDOO-A-2026');
  });
});

describe('a verdict', () => {
  test('stands since the load that said so first', async () => {
    await begin();
    await world.run();
    const since = (await verdictOn('SKIDOO-A-2026'))?.since;
    world.clock.now = Date.parse('2026-11-20T08:05:00Z');
    world.account().verdicts.set('SKIDOO-C-2026', { slug: 'error_blocked', status: 'blocked' });
    const told = await world.run();
    // `success_added` has become `success_skipped`: another word of Avito's, and the ad stands as it stood.
    expect(await verdictOn('SKIDOO-A-2026')).toMatchObject({ standing: 'active', since });
    expect(await verdictOn('SKIDOO-C-2026')).toMatchObject({ standing: 'refused', live: false });
    expect((await verdictOn('SKIDOO-C-2026'))?.since).not.toBe(since);
    expect(ofType(told, 'AdActive')).toEqual([]);
    expect(OPENED < (since ?? '')).toBe(true);
  });
});
