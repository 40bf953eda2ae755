import { beforeAll, describe, expect, it } from 'vitest';
import { Dealer } from '#contracts/dealer.ts';
import { FeedDiff } from '#contracts/feed-diff.ts';
import { Matched } from '#contracts/matched.ts';
import { type Plan, planByHand, setByHand } from '#desk/matches/set-by-hand.ts';
import { withdraw } from '#desk/offers/withdraw.ts';
import { putRules } from '#desk/rules/put-in-force.ts';
import { avitoNames } from '#functions/match/names.ts';
import { refresh } from '#functions/operations/refresh/refresh.ts';
import { sentenceOf } from '#messages/say.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { bytesOf, goLive, idsOf, pricesOf } from '../fakes/lists.ts';
import { addDemoDealer, begin, goOn, withWaitingRuns } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';
import { shippedBook } from '../fakes/shipped-book.ts';

const MACHINE = { brand: 'SKI-DOO', modelYear: 2027 } as const;
type File = Awaited<ReturnType<typeof generatePriceList>>;
const files: Pick<File, 'name' | 'bytes'>[] = [];

beforeAll(async () => {
  files.push(await shippedBook());
  files.push(
    await generatePriceList({ layout: 'banded', language: 'fi', ...MACHINE, productCount: 20, seed: 1 }),
  );
});

/** A dealer whose list and book are in, and whose feed is live. */
const liveDealer = async () => {
  const ports = await testPorts();
  await addDemoDealer(ports);
  const { connected, drain } = withWaitingRuns(ports);
  for (const { name, bytes } of files) {
    await ports.inbox.write(`inbox/demo/${name}`, bytes, 'application/pdf');
    await goOn(await begin({ key: `inbox/demo/${name}` }, `run-${name}`, connected), connected);
  }
  await drain(connected);
  await goLive(ports, (await ports.table.channelStates.get({ dealerId: 'demo' }))?.builtFeed ?? 0);
  return ports;
};

/** Takes the lists up again; the inbox cannot be read, so that nothing is extracted twice. */
const refreshed = async (
  ports: Ports,
  from: 'match' | 'validate' | 'generate',
  cause: string,
): Promise<FeedDiff> => {
  const { connected, drain } = withWaitingRuns(ports);
  await refresh({ dealerId: 'demo', from, cause }, connected);
  const read = async () => {
    throw new Error('The file was read again');
  };
  await drain({ ...connected, inbox: { ...ports.inbox, read, readStream: read } });
  const { builtFeed: version = 0 } = (await ports.table.channelStates.get({ dealerId: 'demo' })) ?? {};
  const feed = await ports.table.feeds.get({ dealerId: 'demo', version });
  return readJson(ports.artefacts, feed?.changes?.json ?? '', FeedDiff);
};

/** A published machine for which its next best name would do as well. */
const correctable = async ({ table, artefacts }: Ports) => {
  const documents = await table.documents.query({ dealerId: 'demo' });
  const key = documents.find(({ kind }) => kind === 'price-list')?.artefacts?.matched ?? '';
  for (const { modelCode, candidates } of (await readJson(artefacts, key, Matched)).products) {
    const other = candidates.find(
      ({ against }) => against.map(sentenceOf).join() === 'says less of the engine',
    );
    if (other) return { modelCode, name: other.name };
  }
  throw new Error('The list has no such machine');
};

const changeDealer = async ({ table }: Ports, change: (dealer: Dealer) => object): Promise<void> => {
  const record = await table.dealers.get({ dealerId: 'demo' });
  if (!record) throw new Error('no dealer');
  const configuration = Dealer.parse({ ...record.configuration, ...change(record.configuration) });
  await table.dealers.put({ ...record, configuration });
};

const fieldsOf = ({ changes }: FeedDiff): string[] => [
  ...new Set(
    changes.flatMap((change) => (change.change === 'changed' ? Object.keys(change.fields) : [change.change])),
  ),
];

describe('the feed changes exactly there, and nothing is extracted again, when only', () => {
  it('the rate changes: every price', async () => {
    await using ports = await liveDealer();
    await changeDealer(ports, ({ conversion }) => ({
      conversion: { EUR: { ...conversion.EUR, rate: String(Number(conversion.EUR?.rate) * 1.05) } },
    }));
    const diff = await refreshed(ports, 'validate', 'rate');
    expect(fieldsOf(diff)).toEqual(['Price']);
    expect(diff.changed).toBe((await idsOf(ports, diff.since)).length);
  });

  it('a field of the dealer changes: that field', async () => {
    await using ports = await liveDealer();
    await changeDealer(ports, ({ availability }) => ({
      availability: availability === 'Под заказ' ? 'В наличии' : 'Под заказ',
    }));
    const fields = fieldsOf(await refreshed(ports, 'validate', 'dealer'));
    expect(fields.filter((field) => field !== 'Description')).toEqual(['Availability']);
  });

  it('one machine is withdrawn: its ad goes', async () => {
    await using ports = await liveDealer();
    const [offer] = (await ports.table.offers.query({ dealerId: 'demo' })).filter(
      ({ verdict }) => verdict === 'published',
    );
    const keptOut = { why: 'sold', by: 'anna', at: '2026-11-03T10:00:00.000Z' };
    const codes = [offer?.modelCode ?? ''];
    await withdraw({ dealerId: 'demo', codes, keptOut, confirmed: false }, ports);
    const diff = await refreshed(ports, 'validate', 'withdrawn');
    expect(diff.changes).toMatchObject([{ id: offer?.adId, change: 'removed' }]);
  });

  it('a person answers for one machine: what he set, on its ad', async () => {
    await using ports = await liveDealer();
    const [offer] = (await ports.table.offers.query({ dealerId: 'demo' })).filter(
      ({ verdict }) => verdict === 'published',
    );
    const at = '2026-11-03T10:00:00.000Z';
    const edits = { Power: { value: '111', insteadOf: offer?.ad?.fields.Power ?? '', by: 'anna', at } };
    const { brand = '', modelYear = 0, modelCode = '' } = offer ?? {};
    await ports.table.productAnswers.put({ dealerId: 'demo', brand, modelYear, modelCode, edits });
    const diff = await refreshed(ports, 'validate', 'edited');
    expect(diff.changes).toMatchObject([{ id: offer?.adId, fields: { Power: { to: '111' } } }]);
  });

  it('a person sets a name by hand: the model of the machines of that kind, and what follows from it', async () => {
    await using ports = await liveDealer();
    const wish = await correctable(ports);
    const plan = (await planByHand({ dealerId: 'demo', ...wish }, avitoNames, ports)) as Plan;
    await setByHand(plan, { who: 'anna', at: '2026-11-03T10:00:00.000Z' }, ports);
    const diff = await refreshed(ports, 'match', 'by hand');
    const codes = plan.models.flatMap(({ modelCodes }) => modelCodes);
    const changed = diff.changes.flatMap((ad) => (ad.change === 'changed' && ad.fields.Model ? [ad.id] : []));
    expect(changed).toEqual(codes.map((code) => `SKIDOO-${code}-2027`).sort());
    expect(diff.changes.map(({ id }) => id)).toEqual(changed);
  });

  it('a rule becomes stricter: the ads that break it', async () => {
    await using ports = await liveDealer();
    const dearest = (await pricesOf(ports, 1)).map(Number).sort((one, other) => other - one);
    const layers = structuredClone(bundledRules).layers;
    const price = layers['required-fields'].find(({ id }) => id === 'price');
    Object.assign(price ?? {}, { range: { min: 100_000, max: Number(dearest[0]) - 1 } });
    const put = {
      name: 'avito',
      layers,
      followed: bundledRules.version,
      putBy: 'ivan',
      putAt: '2026-11-22T10:00:00.000Z',
    };
    await putRules('v1', put, ports);
    const diff = await refreshed(ports, 'validate', 'rules');
    const broken = dearest.filter((roubles) => roubles === dearest[0]);
    expect(diff.changes.map(({ change, price }) => [change, Number(price)])).toEqual(
      broken.map((roubles) => ['removed', roubles]),
    );
  });

  it('nothing changes: there is no new version', async () => {
    await using ports = await liveDealer();
    const before = (await ports.table.channelStates.get({ dealerId: 'demo' }))?.builtFeed ?? 0;
    const bytes = await bytesOf(ports, before);
    await refreshed(ports, 'match', 'again');
    expect((await ports.table.channelStates.get({ dealerId: 'demo' }))?.builtFeed).toBe(before);
    expect(await bytesOf(ports, before)).toBe(bytes);
  });
});
