import { expect, test } from 'vitest';
import { showDealer } from '#desk/dealers/dealers.ts';
import { tryDealer } from '#desk/dealers/try-dealer.ts';
import { validate } from '#functions/validate/validate.ts';
import { avito } from '#marketplace/avito.ts';
import { writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { derivationText } from '#shared/spoken-price.ts';
import { deskOn } from '../../fakes/desk.ts';
import { extractedList } from '../../fakes/extracted.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';
import { build, bytesOf, goLive, pricesOf } from '../../fakes/lists.ts';
import { testPorts } from '../../fakes/ports.ts';
import { runState } from '../../fakes/records.ts';

const machine = (row: number, modelCode: string, model: string, amount: string) =>
  aListing({
    extracted: {
      ...{ row, modelCode, model, price: { amount, currency: 'EUR' } },
      normalized: { ...aListing().extracted.normalized, family: model },
    },
    matched: { row, modelCode },
  });

const LISTED = [
  machine(1, 'TJTH', 'Summit', '19540.00'),
  machine(2, 'RNGA', 'Renegade', '17000.00'),
  machine(3, 'EXPA', 'Expedition', '15000.00'),
];

/** A dealer whose list of three machines is judged as the stage does it, and live. */
const liveDealer = async () => {
  const ports = await testPorts();
  const { ftp: _, ...configuration } = aDealer({ id: 'demo' });
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration });
  const artefacts = { extracted: 'runs/d1/extracted.json', matched: 'runs/d1/matched.json' };
  const extracted = extractedList(LISTED.map((each) => each.extracted));
  await writeJson(ports.artefacts, artefacts.extracted, extracted);
  await writeJson(ports.artefacts, artefacts.matched, {
    ...{ contractVersion: 1, document: 'list.pdf', products: LISTED.map((each) => each.matched) },
    engine: { name: 'lexical', declined: [] },
  });
  await ports.table.documents.put({
    ...{ dealerId: 'demo', documentId: 'd1', key: 'inbox/demo/list.pdf', name: 'list.pdf', version: 'v1' },
    ...{ bytes: 1, receivedAt: '2026-11-01T10:00:00.000Z', claimedBy: 'run-1', status: 'published' },
    runId: 'run-1',
  });
  await judge(ports, artefacts);
  await goLive(ports, 1);
  return { ports, configuration, artefacts };
};

const judge = async (ports: Ports, artefacts: Record<string, string>) => {
  await validate(runState({ artefacts }), ports, avito);
  await build(ports);
};

const trying = (configuration: object, pricing: object[], ports: Ports) =>
  tryDealer(
    { who: 'anna' },
    { configuration: { ...configuration, pricing }, origin: 'demo.json' },
    deskOn(ports),
  );

test('rules are tried before they hold: which prices change, by how much, and what the guard would ask', async () => {
  const { ports, configuration, artefacts } = await liveDealer();
  await using _ = ports;
  const before = await bytesOf(ports, 1);
  const pricing = [
    { when: { family: 'Summit' }, percent: '3' },
    { when: { codes: ['EXPA'] }, fixed: 2_900_000 },
    { when: { family: 'Renegad' }, percent: '1' },
  ];
  const tried = await trying(configuration, pricing, ports);
  expect(tried).toMatchObject({
    ...{ ads: { before: 3, after: 3 }, changed: 1, prices: 1, heldFor: [] },
    changes: [{ id: 'SKIDOO-TJTH-2026', priceBefore: '2156000', price: '2221000', pricePercent: 3.01 }],
    asked: [
      {
        adId: 'SKIDOO-EXPA-2026',
        reason: { code: 'price-jumps', values: { before: '1655000', after: '2900000' } },
      },
    ],
    idle: [{ code: 'price-rule-idle', values: { rule: 3, text: 'family Renegad', near: ['Renegade'] } }],
  });
  const [change] = tried.changes;
  expect(change?.derivation && derivationText(change.derivation)).toContain('+ 3 % family Summit');
  expect(await bytesOf(ports, 1)).toBe(before);
  expect(await showDealer('demo', ports)).toEqual(configuration);
  expect((await ports.table.channelStates.get({ dealerId: 'demo' }))?.builtFeed).toBe(1);
  expect(await ports.table.reviews.query({ dealerId: 'demo' })).toEqual([]);
  await ports.table.dealers.put({
    ...{ dealerId: 'demo', version: '2' },
    configuration: aDealer({ ...configuration, pricing }),
  });
  await judge(ports, artefacts);
  // As the ads stand in the feed, by their Ids.
  expect(await pricesOf(ports, 2)).toEqual(['1655000', '1876000', '2221000']);
  expect(await ports.table.reviews.query({ dealerId: 'demo' })).toMatchObject([
    { kind: 'price-jump', adId: 'SKIDOO-EXPA-2026', proposed: '2900000' },
  ]);
});

test('a rate that a rule raises beyond what may pass holds the whole feed, no rule changes nothing, a wrong one is refused', async () => {
  const { ports, configuration } = await liveDealer();
  await using _ = ports;
  const tried = await trying(
    configuration,
    [{ when: { family: 'Summit' }, rate: '115', rateDate: '2026-11-20' }],
    ports,
  );
  expect(tried.heldFor).toMatchObject([{ code: 'rate-jumped', values: { currency: 'EUR' } }]);
  expect(tried.asked).toEqual([]);
  expect(await trying(configuration, [], ports)).toMatchObject({
    changed: 0,
    asked: [],
    heldFor: [],
    idle: [],
  });
  await expect(trying(configuration, [{ percent: 3 }], ports)).rejects.toThrow('pricing.0.percent');
});
