import { describe, expect, it } from 'vitest';
import type { Box } from '#contracts/box.ts';
import { FeedDiff } from '#contracts/feed-diff.ts';
import { decideFeed } from '#desk/feeds/decide.ts';
import { asTold, reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import { aDealer } from '../../fakes/listings.ts';
import { build, dropList, goLive, idsOf, pricesOf, withAd } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';

const CODES = Array.from({ length: 20 }, (_, index) => `A${String(index).padStart(2, '0')}`);
const all = (changes: Parameters<typeof withAd>[1] = {}) => CODES.map((code) => withAd(code, changes));
const LAST = CODES.at(-1) as string;

/** A dealer of whom twenty ads are live. */
const liveDealer = async () => {
  const ports = await testPorts();
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration: aDealer({ id: 'demo' }) });
  await dropList(ports, '1', all());
  await build(ports);
  await goLive(ports, 1);
  return ports;
};

const reviews = async ({ table }: Ports) => table.reviews.query({ dealerId: 'demo' });
const feed = ({ table }: Ports, version: number) => table.feeds.get({ dealerId: 'demo', version });

const answer = async (ports: Ports, status: ReviewItem['status']): Promise<void> => {
  for (const item of await reviews(ports)) await ports.table.reviews.put({ ...item, status });
  await ports.table.states.add({ dealerId: 'demo' }, { offersRevision: 1 });
};

const withLastAt = (price: string) => [...all().slice(0, -1), withAd(LAST, { price })];

describe('a price that jumps', () => {
  it('waits for a person, and its live ad stays', async () => {
    await using ports = await liveDealer();
    const place = { page: 3, box: [20, 28, 450, 42] as Box };
    await dropList(
      ports,
      '2',
      withLastAt('3200000').map((offer) => ({ ...offer, place })),
    );
    expect((await build(ports)).feed?.version).toBe(1);
    expect(await reviews(ports)).toMatchObject([
      {
        ...{ subject: `SKI-DOO#2026#${LAST}#price-jump`, kind: 'price-jump', status: 'open' },
        ...{ adId: LAST, proposed: '3200000', documentId: 'd1', order: '2', ...place },
        reasons: [reason('price-jumps', { before: '2500000', after: '3200000' })],
      },
    ]);
  });

  it('is in the feed once a person has accepted it', async () => {
    await using ports = await liveDealer();
    await dropList(ports, '2', withLastAt('3200000'));
    await build(ports);
    await answer(ports, 'accepted');
    await build(ports);
    expect((await pricesOf(ports, 2)).at(-1)).toBe('3200000');
    expect((await feed(ports, 2))?.status).toBe('built');
  });

  it('is asked again at another price: of that nobody was told', async () => {
    await using ports = await liveDealer();
    await dropList(ports, '2', withLastAt('3200000'));
    await build(ports);
    await answer(ports, 'accepted');
    await dropList(ports, '3', withLastAt('4000000'));
    await build(ports);
    expect(await reviews(ports)).toMatchObject([{ status: 'open', proposed: '4000000' }]);
  });

  it('is closed when the next list takes it back', async () => {
    await using ports = await liveDealer();
    await dropList(ports, '2', withLastAt('3200000'));
    await build(ports);
    await dropList(ports, '3', withLastAt('2500000'));
    await build(ports);
    expect(await reviews(ports)).toMatchObject([{ status: 'closed' }]);
  });

  it('goes by the dealer’s limit', async () => {
    await using ports = await liveDealer();
    const configuration = aDealer({
      id: 'demo',
      guard: { maxRemovedPercent: 10, maxPriceJumpPercent: 30, maxRateJumpPercent: 10 },
    });
    await ports.table.dealers.put({ dealerId: 'demo', version: '2', configuration });
    await dropList(ports, '2', withLastAt('3200000'));
    await build(ports);
    expect((await pricesOf(ports, 2)).at(-1)).toBe('3200000');
  });
});

describe('a machine that vanishes', () => {
  it('keeps its live ad until a person accepts that it goes', async () => {
    await using ports = await liveDealer();
    await dropList(ports, '1', all({ place: { page: 3, box: null } }));
    await dropList(ports, '2', all().slice(0, -1));
    expect((await build(ports)).feed?.version).toBe(1);
    expect(await reviews(ports)).toMatchObject([
      {
        ...{ subject: `SKI-DOO#2026#${LAST}#vanished`, status: 'open', documentId: '2', proposed: '' },
        page: null,
      },
    ]);
    await answer(ports, 'accepted');
    await build(ports);
    expect(await idsOf(ports, 2)).toEqual(CODES.slice(0, -1));
  });

  it('stays for as long as a person says so, and is closed when it is listed again', async () => {
    await using ports = await liveDealer();
    await dropList(ports, '2', all().slice(0, -1));
    await build(ports);
    await answer(ports, 'rejected');
    expect((await build(ports)).feed?.version).toBe(1);
    await dropList(ports, '3', all());
    await build(ports);
    expect(await reviews(ports)).toMatchObject([{ status: 'closed' }]);
  });

  it('is no question of its own among more than may go: the feed is held without them', async () => {
    await using ports = await liveDealer();
    await dropList(ports, '2', all().slice(0, -3));
    expect((await build(ports)).ending).toMatchObject({ reason: { code: 'feed-held' }, status: 'review' });
    expect(await feed(ports, 2)).toMatchObject({
      status: 'held',
      heldFor: [reason('many-would-go', { removed: 3, live: 20, percent: 10 })],
      changes: { since: 1, added: 0, removed: 3, changed: 0 },
    });
    expect(await reviews(ports)).toEqual([]);
  });

  it('stays where a person has said so, also when many others go with the feed', async () => {
    await using ports = await liveDealer();
    await dropList(ports, '2', all().slice(0, -1));
    await build(ports);
    await answer(ports, 'rejected');
    await dropList(ports, '3', all().slice(3, -1));
    await build(ports);
    expect(await feed(ports, 2)).toMatchObject({ status: 'held', changes: { removed: 3 } });
    expect(await idsOf(ports, 2)).toEqual(CODES.slice(3));
    expect(await reviews(ports)).toMatchObject([{ status: 'rejected' }]);
  });

  it('leaves no question open when the lists go to and fro and each feed goes live', async () => {
    await using ports = await liveDealer();
    const [a, b] = [all(), [...all().slice(0, -1), withAd('NEW1')]];
    const hash = (await feed(ports, 1))?.sha256;
    for (const [at, offers] of [b, a].entries()) {
      await dropList(ports, String(at + 2), offers);
      const { feed: built } = await build(ports);
      await goLive(ports, built?.version ?? 0);
    }
    expect(await reviews(ports)).toMatchObject([
      { adId: LAST, status: 'closed' },
      { adId: 'NEW1', kind: 'vanished', status: 'open' },
    ]);
    await answer(ports, 'accepted');
    const { feed: last } = await build(ports);
    expect(last?.sha256).toBe(hash);
    await goLive(ports, last?.version ?? 0);
    await dropList(ports, '9', a);
    await build(ports);
    expect((await reviews(ports)).map(({ status }) => status)).toEqual(['closed', 'closed']);
  });

  it('goes at once where a person keeps it out', async () => {
    await using ports = await liveDealer();
    const keptOut = { why: 'sold', by: 'anna', at: '2026-11-03T10:00:00.000Z' };
    const machine = { dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2026, modelCode: LAST };
    await ports.table.productAnswers.put({ ...machine, edits: {}, keptOut });
    await ports.table.states.add({ dealerId: 'demo' }, { offersRevision: 1 });
    await build(ports);
    expect(await idsOf(ports, 2)).toEqual(CODES.slice(0, -1));
  });
});

describe('an approved version that is not live yet', () => {
  /** Three of twenty ads go in version 2, and Anna has said yes. */
  const approved = async () => {
    const ports = await liveDealer();
    await dropList(ports, '2', all().slice(0, -3));
    await build(ports);
    const decision = { by: 'anna', at: '2026-11-03T10:00:00.000Z', why: 'sold out' };
    await decideFeed('approve', { dealerId: 'demo', version: 2 }, decision, ports);
    return ports;
  };

  it('speaks for the next one too where that takes away no more', async () => {
    await using ports = await approved();
    await dropList(ports, '3', [...all().slice(0, -3), withAd('NEW1')]);
    expect((await build(ports)).ending).toBeNull();
    expect(await feed(ports, 3)).toMatchObject({ status: 'approved', decision: { by: 'anna' } });
    expect(await idsOf(ports, 3)).toEqual([...CODES.slice(0, -3), 'NEW1']);
    expect(await reviews(ports)).toEqual([]);
  });

  it('says nothing of another ad that vanishes: it stays, and a person is asked', async () => {
    await using ports = await approved();
    await dropList(ports, '3', all().slice(1, -3));
    await build(ports);
    expect(await feed(ports, 3)).toBeNull();
    expect(await reviews(ports)).toMatchObject([{ kind: 'vanished', adId: CODES[0], status: 'open' }]);
  });

  it('says nothing of many others that vanish: the next one is held for those', async () => {
    await using ports = await approved();
    await dropList(ports, '3', all().slice(4, -3));
    await build(ports);
    expect(await feed(ports, 3)).toMatchObject({
      status: 'held',
      heldFor: [reason('many-would-go', { removed: 4, live: 20, percent: 10 })],
    });
  });
});

describe('a rate', () => {
  const at = (factor: string) => ({ rate: { currency: 'EUR', date: '2026-11-01', factor } });

  /** A dealer whose prices stand on a rate that has jumped: version 3 waits. */
  const jumped = async () => {
    const ports = await liveDealer();
    await dropList(ports, '2', all({ ...at('100'), price: '2500001' }));
    await build(ports);
    await goLive(ports, 2);
    await dropList(ports, '3', all({ ...at('140'), price: '3500000' }));
    await build(ports);
    return ports;
  };

  it('whose jump was approved before reasons were data speaks for the next version too', async () => {
    await using ports = await jumped();
    const decision = { by: 'anna', at: '2026-11-03T10:00:00.000Z', why: 'the bank says so' };
    await decideFeed('approve', { dealerId: 'demo', version: 3 }, decision, ports);
    const heldFor = ((await feed(ports, 3))?.heldFor ?? []).map((why) => asTold(sentenceOf(why)));
    await ports.table.feeds.patchIf({ dealerId: 'demo', version: 3 }, { heldFor });
    await dropList(ports, '4', [...all({ ...at('140'), price: '3500000' }), withAd('NEW1')]);
    await build(ports);
    expect(await feed(ports, 4)).toMatchObject({ status: 'approved', decision: { by: 'anna' } });
  });

  it('that jumps holds the whole feed, and asks nothing of single ads', async () => {
    await using ports = await jumped();
    expect(await feed(ports, 3)).toMatchObject({
      status: 'held',
      heldFor: [reason('rate-jumped', { currency: 'EUR', percent: '40.0', most: 10 })],
    });
    expect(new Set(await pricesOf(ports, 3))).toEqual(new Set(['3500000']));
    expect(await reviews(ports)).toEqual([]);
  });
});

describe('each version', () => {
  it('tells what it does to the live one, as JSON and as a page', async () => {
    await using ports = await liveDealer();
    await dropList(ports, '2', [...withLastAt('2600000'), withAd('NEW1')]);
    await build(ports);
    const version = await feed(ports, 2);
    const diff = await readJson(ports.artefacts, version?.changes?.json ?? '', FeedDiff);
    expect(diff).toMatchObject({ version: 2, since: 1, added: 1, removed: 0, changed: 1 });
    expect(diff.changes).toMatchObject([
      { id: LAST, pricePercent: 4, fields: { Price: { from: '2500000', to: '2600000' } } },
      { id: 'NEW1', change: 'added' },
    ]);
    const page = Buffer.from(await ports.artefacts.read(version?.changes?.html ?? '')).toString();
    expect(page).toContain('price +4 %');
  });

  it('that is built while another waits for a person takes its place', async () => {
    await using ports = await liveDealer();
    await dropList(ports, '2', all().slice(0, -3));
    await build(ports);
    await dropList(ports, '3', [...all(), withAd('NEW1')]);
    await build(ports);
    expect((await feed(ports, 2))?.status).toBe('superseded');
    expect((await feed(ports, 3))?.status).toBe('built');
  });
});
