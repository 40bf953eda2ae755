import { describe, expect, it } from 'vitest';
import type { RunState } from '#contracts/state.ts';
import { listOffers } from '#desk/offers/offers.ts';
import { listStock } from '#desk/stock/stock.ts';
import { feedStateOf } from '#shared/feed-state.ts';
import type { Ports } from '#shared/ports.ts';
import { begin, goOn } from '../fakes/pipeline.ts';
import { ads, CODES, dropSheet, liveDealer, say } from '../fakes/stock.ts';
import { beforeWrites } from '../fakes/watched-ports.ts';
import { runs } from '../matrix.ts';

const [ONE, OTHER] = ['2BPSCA0A1RV000123', '2BPSCA0A1RV000999'];
const PLACES = { Мурманск: { address: 'Мурманск, Кольский проспект, 1' } };

/** What is known by now, without when that was said. */
const known = async (ports: Ports) =>
  (await listStock('demo', ports)).map(({ modelCode, piece, standing, values }) => [
    ...[modelCode, piece, standing],
    Object.entries(values).map(([field, said]) => [field, said?.value]),
  ]);

it('what sheets and people say is all in the next feed, however late the table’s other readers see it', async () => {
  await using ports = await liveDealer({ locations: PLACES });
  await dropSheet(ports, ['Код;Кол-во;VIN;Склад', `TJTH;1;${ONE};Мурманск`, `TJTH;1;${OTHER};Мурманск`]);
  await say(ports, 'TJTH', { quantity: 0 }, { piece: ONE });
  await Promise.all(
    CODES.slice(2).map((code, at) =>
      say(ports, code, { quantity: at, price: { amount: `2${at}00000.00`, currency: 'RUB' } }),
    ),
  );
  for (const quantity of [3, 0, 2, 0, 1]) {
    await say(ports, 'TJTJ', { quantity });
    const told = (await listOffers('demo', ports)).find(({ adId }) => adId === 'TJTJ');
    expect([quantity, told?.out]).toEqual([quantity, quantity > 0 ? null : 'sold']);
  }
  const feed = await ads(ports);
  expect([...feed.keys()].sort()).toEqual([...CODES.slice(1, 2), ...CODES.slice(3), `TJTH-${OTHER}`].sort());
  for (const [at, code] of CODES.slice(3).entries())
    expect(feed.get(code)?.fields).toMatchObject({ Price: `2${at + 1}00000`, Availability: 'В наличии' });
  expect(feed.get('TJTJ')?.fields.Availability).toBe('В наличии');
  const listed = (await listOffers('demo', ports)).filter(({ out }) => out === null);
  expect(new Map(listed.map(({ adId, price }) => [adId, price]))).toEqual(
    new Map([...feed].map(([id, { fields }]) => [id, fields.Price])),
  );
});

describe('a stage that is killed midway over a stock sheet', () => {
  const SHEET = ['Код;Кол-во;VIN;Цена', 'TJTJ;0;;', `TJTH;1;${ONE};2 221 000`, `TJTH;1;${OTHER};`];

  /** A sheet at its stage, on ports that keep what deliveries are begun. */
  const atStage = async () => {
    const ports = await liveDealer();
    const deliveries = new Set<string>();
    const start: Ports['machines']['start'] = async (_, name) => deliveries.add(name).size > 0;
    const whole = { ...ports, machines: { ...ports.machines, start } };
    await ports.inbox.write('inbox/demo/stock.csv', SHEET.join('\n'), 'text/csv');
    return { ports, whole, deliveries, state: await begin({ key: 'inbox/demo/stock.csv' }, 'sheet', ports) };
  };

  /** Runs the stage on ports that are gone from a write on; whether it lived to its end. */
  const livesTo = async (fatal: number, state: RunState, ports: Ports): Promise<boolean> => {
    let writes = 0;
    const gone = beforeWrites(ports, async () => {
      writes += 1;
      if (writes >= fatal) throw new Error('gone');
    });
    const start: typeof gone.machines.start = (...given) =>
      writes >= fatal - 1 ? Promise.reject(new Error('gone')) : ports.machines.start(...given);
    return goOn(state, { ...gone, machines: { ...gone.machines, start } }, 'generate').then(
      () => true,
      (error) => {
        expect(error.message).toBe('gone');
        return false;
      },
    );
  };

  it('has whatever it wrote counted, and taken up again it comes to the same', async () => {
    const undisturbed = await atStage();
    await using _ = undisturbed.ports;
    await goOn(undisturbed.state, undisturbed.whole);
    const expected = await known(undisturbed.ports);
    expect(expected.length).toBeGreaterThanOrEqual(3);
    const ids = [...(await ads(undisturbed.ports)).keys()];
    const step = runs({ quick: 2, whole: 1 });
    let fatal = 1;
    for (let lived = false; !lived; fatal += step) {
      const { ports, whole, deliveries, state } = await atStage();
      await using _ = ports;
      const before = await feedStateOf('demo', ports);
      lived = await livesTo(fatal, state, whole);
      const written = (await listStock('demo', ports)).length;
      const after = await feedStateOf('demo', ports);
      if (written > 0) {
        // The hourly sweep and the reconciler find by these what nobody goes on with.
        expect(after?.offersRevision).toBeGreaterThan(before?.builtRevision ?? Number.POSITIVE_INFINITY);
        expect(after?.withdrawals ?? 0).toBeGreaterThan(before?.withdrawals ?? 0);
      }
      expect((await goOn(state, whole)).ending?.status).toBe('published');
      expect(await known(ports)).toEqual(expected);
      expect([...(await ads(ports)).keys()]).toEqual(ids);
      expect(deliveries.size).toBe(1);
    }
    expect(fatal - step).toBeGreaterThan(5);
  });
});
