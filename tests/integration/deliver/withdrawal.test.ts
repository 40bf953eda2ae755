import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reason } from '#contracts/reason.ts';
import { resumeDealer } from '#desk/dealers/put-dealer.ts';
import { eraseDealer } from '#desk/leaving/erase-dealer.ts';
import { bringBack, type Withdrawn, withdraw, withdrawOffers } from '#desk/offers/withdraw.ts';
import { avito } from '#marketplace/avito.ts';
import { closingText, openingText } from '#marketplace/feed-frame.ts';
import { adText } from '#marketplace/feed-text.ts';
import { reason } from '#messages/reason.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { validAd } from '../../fakes/ads.ts';
import { deskOn } from '../../fakes/desk.ts';
import { ftpHost } from '../../fakes/ftp-host.ts';
import { offer } from '../../fakes/records.ts';
import { deliveryScene, FEED_PATH, type Scene } from './support.ts';

const DEALER = { dealerId: 'north' };
/** Three in the afternoon in Moscow: no window is near. */
const AFTERNOON = new Date('2026-11-22T12:00:00.000Z');
const SOLD = { by: 'anna', at: AFTERNOON.toISOString(), why: 'sold' };

const CODES = Array.from({ length: 49 }, (_, at) => `A${String(at).padStart(3, '0')}`);
const priced = (code: string, price: string) => {
  const ad = validAd(code);
  return { ...ad, images: [], fields: { ...ad.fields, Price: price } };
};
const feedWith = (codes: string[], price = '2500000'): string =>
  [
    openingText(avito.feed),
    ...codes.map((code) => adText(priced(code, price), avito.feed)),
    closingText(avito.feed),
  ].join('');
const without = (...sold: string[]) => CODES.filter((code) => !sold.includes(code));

let scene: Scene;
beforeEach(async () => {
  scene = await deliveryScene();
  await scene.dealer();
  scene.secret = scene.use(await ftpHost({ root: scene.root })).secret;
  scene.now = AFTERNOON;
  await scene.ports.table.offers.putAll(CODES.map((code) => offer(code, DEALER)));
  await scene.build(1, feedWith(CODES));
  await scene.deliver({ dealerId: 'north' });
});
afterEach(() => scene[Symbol.asyncDispose]());

/** Machines that run what they are asked for at once, as often as they are. */
const running = (changes: Partial<Ports> = {}): Ports => {
  const ports: Ports = { ...scene.ports, ...changes };
  const start: Ports['machines']['start'] = async (_machine, _name, input) => {
    await scene.deliver(input, changes);
    return true;
  };
  return { ...ports, machines: { ...ports.machines, start } };
};

const sell = async (codes: string[], ports: Ports = running()): Promise<Withdrawn> =>
  (await withdraw({ ...DEALER, codes, keptOut: SOLD, confirmed: false }, ports)) as Withdrawn;

const feed = (version: number) => scene.ports.table.feeds.get({ ...DEALER, version });
const isFollowed = async (): Promise<boolean> => {
  const { withdrawals, withdrawn } = (await scene.state()) ?? {};
  return withdrawals !== undefined && withdrawals === withdrawn;
};

describe('What a person withdraws is gone from the URL at once', () => {
  test.each<[string, Reason]>([
    ['a rate is old', reason('rate-old', { currency: 'EUR', date: '2026-08-01', days: 100 })],
    ['too many ads would go', reason('many-would-go', { removed: 9, live: 49, percent: 10 })],
    ['it would be empty', reason('feed-empty')],
  ])('while the next feed is held since %s', async (_, why) => {
    const heldFor = [why];
    await scene.build(2, feedWith(CODES, '2600000'), { status: 'held', heldFor });
    const sold = CODES.slice(0, 6);
    await sell(sold);
    expect(await scene.live()).toBe(feedWith(without(...sold)));
    expect(await feed(2)).toMatchObject({ status: 'held', heldFor });
    expect(await isFollowed()).toBe(true);
    expect((await scene.receipts()).at(-1)).toMatchObject({
      outcome: 'delivered',
      window: 'manual',
      reason: { code: 'ads-taken-out', values: { ads: 6 } },
    });
  });

  test('and the newer feed waits for its window, which brings it without the ad', async () => {
    await scene.build(2, feedWith(CODES, '2600000'));
    await sell(['A000']);
    expect(await scene.live()).toBe(feedWith(without('A000')));
    scene.now = new Date('2026-11-22T15:15:00.000Z');
    await scene.deliver();
    expect(await scene.live()).toBe(feedWith(without('A000'), '2600000'));
    expect(await scene.state()).toMatchObject({ verifiedFeed: 2, queued: false });
  });

  test('one after another, and nothing comes back by a feed that was approved with it in', async () => {
    await sell(['A000']);
    await sell(['A048']);
    expect(await scene.live()).toBe(feedWith(without('A000', 'A048')));
    await scene.build(2, feedWith(CODES), { status: 'approved' });
    await scene.deliver({ dealerId: 'north' });
    expect(await scene.live()).toBe(feedWith(without('A000', 'A048')));
    expect((await scene.receipts()).at(-1)).toMatchObject({ outcome: 'unchanged', feedVersion: 2 });
  });

  test('were it the last ad, once that is confirmed', async () => {
    await sell(CODES.slice(0, 20));
    await sell(CODES.slice(20, 34));
    const rest = { ...DEALER, codes: CODES.slice(34), keptOut: SOLD };
    expect(await withdraw({ ...rest, confirmed: false }, running())).toMatchObject({
      reason: { code: 'confirm-withdrawal' },
    });
    await withdraw({ ...rest, confirmed: true }, running());
    expect(await scene.live()).toBe(feedWith([]));
  });

  test('all of it of a dealer that leaves, whose data goes once the URL was seen empty', async () => {
    const [actor, wish] = [{ who: 'anna' }, { dealer: 'north', confirm: 'north' }];
    await scene.build(2, feedWith(CODES, '2600000'));
    const erasedBy = (ports: Ports, start = ports.machines.start) =>
      eraseDealer(actor, wish, deskOn(ports, start));
    await expect(erasedBy(scene.ports, async () => true)).rejects.toMatchObject({
      reason: { code: 'farewell-unconfirmed' },
    });
    expect(await feed(1)).not.toBeNull();
    const again = { dealerId: 'north', codes: ['A000'], why: '', confirmed: false };
    await expect(withdrawOffers(actor, again, deskOn(scene.ports))).rejects.toMatchObject({
      reason: { code: 'dealer-leaving' },
    });
    expect(await erasedBy(running())).toMatchObject({ farewell: 'confirmed' });
    expect(await scene.live()).toBe(feedWith([]));
    expect(await feed(1)).toBeNull();
    expect(await Array.fromAsync(scene.ports.artefacts.list('feeds/'))).toEqual([]);
  });

  test('of a dealer that stays after all, and comes back', async () => {
    const wish = { dealer: 'north', confirm: 'north' };
    const desk = deskOn(running(), async () => true);
    await expect(eraseDealer({ who: 'anna' }, wish, desk)).rejects.toMatchObject({
      reason: { code: 'farewell-unconfirmed' },
    });
    await scene.deliver({ dealerId: 'north' });
    expect(await scene.live()).toBe(feedWith([]));
    expect(await resumeDealer({ who: 'anna' }, DEALER, desk)).toEqual({ halted: null, left: true });
    await scene.deliver({ dealerId: 'north' });
    expect(await scene.live()).toBe(feedWith(CODES));
  });

  test('and comes back with the next delivery once somebody says so', async () => {
    await sell(['A000']);
    await bringBack({ ...DEALER, codes: ['A000'] }, scene.ports);
    await scene.deliver({ dealerId: 'north' });
    expect(await scene.live()).toBe(feedWith(CODES));
    expect(await feed(1)).toMatchObject({ interim: null });
  });

  test('also where the host has lost the feed', async () => {
    await writeFile(join(scene.root, FEED_PATH), 'somebody else’s');
    await sell(['A000']);
    expect(await scene.live()).toBe(feedWith(without('A000')));
  });

  test('its URL is asked for those bytes when the window opens', async () => {
    await sell(['A000']);
    scene.now = new Date('2026-11-22T15:59:00.000Z');
    await scene.deliver({ mode: 'verify' });
    expect((await scene.receipts()).at(-1)).toMatchObject({ outcome: 'unchanged' });
  });
});

describe('Sold while a delivery is under way', () => {
  /** Sells when the delivery asks something of the world for the nth time, and lets it go on then. */
  const sellAt = (nth: number) => {
    let asked = 0;
    const moment = async () => {
      asked += 1;
      if (asked === nth) await sell(['A000']);
    };
    const { web, secrets } = scene.ports;
    const changes: Partial<Ports> = {
      web: { get: (url) => moment().then(() => web.get(url)) },
      secrets: { read: (name) => moment().then(() => secrets.read(name)) },
    };
    return { changes, wasAsked: () => asked >= nth };
  };

  test.each([1, 2, 3])('at its question number %i: the ad goes, and the newer feed too', async (nth) => {
    await scene.build(2, feedWith(CODES, '2600000'));
    const { changes, wasAsked } = sellAt(nth);
    await scene.deliver({ dealerId: 'north' }, changes);
    expect(wasAsked()).toBe(true);
    expect(await scene.live()).toBe(feedWith(without('A000'), '2600000'));
    expect(await scene.state()).toMatchObject({ verifiedFeed: 2, queued: false });
    expect(await isFollowed()).toBe(true);
  });

  test('while pictures are asked for, however many: none of the others is waited for', async () => {
    const bodies = Array.from({ length: 20 }, (_, at) => `picture ${at}`);
    const nameOf = (body: string) => `${sha256(body)}.png`;
    await mkdir(join(scene.root, 'pictures'));
    for (const body of bodies) {
      await scene.ports.assets.write(`pictures/${nameOf(body)}`, body, 'image/png');
      await writeFile(join(scene.root, 'pictures', nameOf(body)), body);
    }
    const images = bodies.map((body) => `${scene.url}/pictures/${nameOf(body)}`);
    const pictured = CODES.map((code) => adText({ ...priced(code, '2500000'), images }, avito.feed));
    await scene.build(2, [openingText(avito.feed), ...pictured, closingText(avito.feed)].join(''));
    const { web } = scene.ports;
    const liveWhenAsked: boolean[] = [];
    const get: Ports['web']['get'] = async (url) => {
      if (images.includes(url) && liveWhenAsked.push((await scene.live()).includes('<Id>A000<')) === 1)
        await sell(['A000']);
      return web.get(url);
    };
    await scene.deliver({ dealerId: 'north' }, { web: { get } });
    expect(liveWhenAsked.slice(0, 3)).toEqual([true, false, false]);
    expect(await scene.live()).toContain(images[19]);
  });

  test('of a host that serves old bytes for long: nobody waits for it', async () => {
    await scene.build(2, feedWith(CODES, '2600000'));
    const [stale, { web }] = [await scene.ports.web.get(scene.dealerUrl), scene.ports];
    let isStale = true;
    const get: Ports['web']['get'] = async (url) => {
      if (!isStale) return web.get(url);
      isStale = false;
      await sell(['A000']);
      return stale;
    };
    await scene.deliver({ dealerId: 'north' }, { web: { get } });
    expect(await scene.live()).toBe(feedWith(without('A000'), '2600000'));
    expect(await isFollowed()).toBe(true);
  });

  test('by the check of a window that is opening: it goes right after', async () => {
    scene.now = new Date('2026-11-22T15:59:00.000Z');
    const { changes } = sellAt(1);
    await scene.deliver({ mode: 'verify' }, changes);
    expect(await scene.live()).toBe(feedWith(without('A000')));
  });
});

describe('Where it cannot go at once', () => {
  const sweep = async (at: string) => {
    scene.now = new Date(at);
    await scene.deliver();
  };
  const isKilled: Ports['machines']['start'] = () => Promise.reject(new Error('killed'));

  test('since who withdrew was killed before a delivery began, the sweep takes it', async () => {
    await expect(
      sell(['A000'], { ...scene.ports, machines: { ...scene.ports.machines, start: isKilled } }),
    ).rejects.toThrow('killed');
    expect(await scene.live()).toBe(feedWith(CODES));
    await sweep('2026-11-22T13:00:00.000Z');
    expect(await scene.live()).toBe(feedWith(without('A000')));
    await sweep('2026-11-22T14:00:00.000Z');
    expect(await scene.receipts()).toHaveLength(2);
  });

  test('since the process was killed between two of them, the sweep takes what was written', async () => {
    let written = 0;
    const { table } = scene.ports;
    const putIf: Ports['table']['productAnswers']['putIf'] = (...words) => {
      written += 1;
      return written > 1 ? Promise.reject(new Error('killed')) : table.productAnswers.putIf(...words);
    };
    const dying = { ...table, productAnswers: { ...table.productAnswers, putIf } };
    await expect(sell(['A000', 'A001'], running({ table: dying }))).rejects.toThrow('killed');
    await sweep('2026-11-22T13:00:00.000Z');
    expect(await scene.live()).toBe(feedWith(without('A000')));
  });

  test('since the host is down, the sweep takes it, and nothing else is touched', async () => {
    scene.secret = { ...scene.secret, port: '1' };
    await sell(['A000']);
    expect((await scene.receipts()).at(-1)).toMatchObject({ outcome: 'queued' });
    expect(await isFollowed()).toBe(false);
    scene.secret = scene.use(await ftpHost({ root: scene.root })).secret;
    await sweep('2026-11-22T13:00:00.000Z');
    expect(await scene.live()).toBe(feedWith(without('A000')));
    expect(await isFollowed()).toBe(true);
  });

  test('since the dealer is halted, it goes once he is resumed', async () => {
    await scene.ports.table.channelStates.patchIf(DEALER, {
      halted: reason('login-refused', { detail: '530 Login incorrect' }),
    });
    await sell(['A000']);
    expect(await scene.live()).toBe(feedWith(CODES));
    await scene.ports.table.channelStates.patchIf(DEALER, { halted: null });
    await sweep('2026-11-22T13:00:00.000Z');
    expect(await scene.live()).toBe(feedWith(without('A000')));
  });

  test('since nothing is live yet, the first feed comes without it', async () => {
    await scene.ports.table.channelStates.patchIf(DEALER, { verifiedFeed: 0 });
    const receipts = (await scene.receipts()).length;
    await sell(['A000']);
    expect(await scene.receipts()).toHaveLength(receipts);
    await scene.build(2, feedWith(CODES));
    await scene.deliver({ dealerId: 'north' });
    expect(await scene.live()).toBe(feedWith(without('A000')));
    expect(await isFollowed()).toBe(true);
  });
});
