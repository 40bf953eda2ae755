import { expect, test } from 'vitest';
import { HostTestRequest, type TestedStep } from '#contracts/host-test.ts';
import type { Actor } from '#desk/acts.ts';
import { traceAd } from '#desk/ads/trace.ts';
import { putDealerInUse, resumeDealer } from '#desk/dealers/put-dealer.ts';
import { testDealer as testHostOf } from '#desk/dealers/test-dealer.ts';
import { redriveDocuments } from '#desk/documents/redrive.ts';
import { withdrawOffers } from '#desk/offers/withdraw.ts';
import { refreshReference } from '#desk/reference/reference.ts';
import { changeRules } from '#desk/rules/put-in-force.ts';
import { reason } from '#messages/reason.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { deskOn } from '../../fakes/desk.ts';
import { dropList, withAd } from '../../fakes/lists.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';

const ANNA = { who: 'anna', key: 'wish-1' };

test('rules that are put again under one key are one version', async () => {
  await using ports = await testPorts();
  const desk = deskOn(ports);
  const layers = { 'business-rules': bundledRules.layers['business-rules'].slice(1) };
  const wish = { text: JSON.stringify({ layers }), origin: 'rules.json' };
  const put = { version: 'v1', layers: ['business-rules'] };
  expect([await changeRules(ANNA, wish, desk), await changeRules(ANNA, wish, desk)]).toMatchObject([
    put,
    put,
  ]);
  expect(await ports.table.rules.get({ scope: 'SHARED', name: 'avito', version: 'v2' })).toBeNull();
  await expect(changeRules({ who: 'anna' }, wish, desk)).rejects.toMatchObject({
    reason: { code: 'rules-same' },
  });
});

test('a snapshot that is taken again under one key is kept once, and told as it was', async () => {
  await using ports = await testPorts();
  const desk = deskOn(ports);
  const text = '<catalog><mark name="BRP"><model name="Ski-Doo Glacier 950"/></mark></catalog>';
  const wish = { source: 'names.xml', text };
  const [first, second] = [
    await refreshReference(ANNA, wish, desk),
    await refreshReference(ANNA, wish, desk),
  ];
  expect(first.difference).not.toBeNull();
  expect(second).toEqual(first);
  expect(await ports.table.snapshots.query({ scope: 'SHARED', name: 'avito' })).toHaveLength(1);
});

test('a dealer that is put again as it is has its lists judged again', async () => {
  await using ports = await testPorts();
  const started: object[] = [];
  const desk = deskOn(ports, async (_, __, input) => started.push(input) > 0);
  const wish = {
    configuration: testDealer({ id: 'demo', ftp: { secretName: 'ftp/demo', security: 'plain' } }),
    origin: 'demo.json',
  };
  const first = await putDealerInUse({ who: 'anna' }, wish, desk);
  await dropList(ports, '1', [withAd('AAA1')]);
  await ports.table.lists.put({
    ...{ dealerId: 'demo', brand: 'SKI-DOO', modelYear: 2026, market: 'FI', documentId: 'd1' },
    ...{ sha256: 'a', runId: 'r', order: '1' },
  });
  const second = await putDealerInUse({ who: 'anna' }, wish, desk);
  expect([first.previous, second.previous]).toEqual([null, first.version]);
  expect(started).toMatchObject([{ documentId: 'd1', from: 'validate' }]);
});

test('a dealer that is resumed again under one key is told why it was halted', async () => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  const halted = reason('login-refused', { detail: '530 Login incorrect' });
  const state = { dealerId: 'demo', builtRevision: 0, builtFeed: 1, verifiedFeed: 0 };
  await ports.table.channelStates.put({ ...state, halted });
  const desk = deskOn(ports);
  for (const _ of [1, 2])
    expect(await resumeDealer(ANNA, { dealerId: 'demo' }, desk)).toMatchObject({ halted });
  expect(await resumeDealer({ who: 'anna' }, { dealerId: 'demo' }, desk)).toMatchObject({ halted: null });
});

test('a withdrawal that found another delivery at work is not told by the receipt of an earlier one', async () => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  await dropList(ports, '1', [withAd('AAA1')]);
  await ports.table.deliveries.put({
    ...{ dealerId: 'demo', window: 'manual', sequence: '1', feedVersion: 1, bytes: 1, sha256: 'a' },
    ...{ server: '', warnings: [], attempts: 1, url: '', outcome: 'queued', seconds: 1 },
    ...{ at: '2026-11-01T10:00:00.000Z', reason: reason('login-refused', { detail: 'of last week' }) },
  });
  const wish = { dealerId: 'demo', codes: ['AAA1'], why: 'sold', confirmed: true };
  expect(await withdrawOffers({ who: 'anna' }, wish, deskOn(ports))).toMatchObject({
    channels: [{ lastReason: null }],
  });
});

test('a document that is redriven again under one key is driven once, and has not failed without it', async () => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  const key = { dealerId: 'demo', documentId: 'd1' };
  await ports.table.documents.put({
    ...{ ...key, key: 'inbox/demo/list.pdf', name: 'list.pdf', version: 'v1', bytes: 1, status: 'failed' },
    ...{ receivedAt: '2026-11-01T10:00:00.000Z', claimedBy: 'run-1', runId: 'run-1' },
  });
  let begun = 0;
  const desk = deskOn(ports, async () => {
    begun += 1;
    await ports.table.documents.patchIf(key, { status: 'published', claimedBy: 'redrive-1' });
    return true;
  });
  const redriven = (actor: Actor) =>
    Array.fromAsync(redriveDocuments(actor, { documents: ['list.pdf'] }, desk));
  for (const _ of [1, 2]) expect(await redriven(ANNA)).toMatchObject([{ status: 'published' }]);
  expect(begun).toBe(1);
  await expect(redriven({ who: 'anna' })).rejects.toMatchObject({ reason: { code: 'document-not-failed' } });
});

test('an ad of a dealer that nobody knows is not told as unknown: its dealer is', async () => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  const mistyped = traceAd({ adId: 'AAA1', dealerId: 'dmeo' }, ports);
  await expect(mistyped).rejects.toMatchObject({
    reason: { code: 'dealer-unknown', values: { known: ['demo'] } },
  });
});

test('a host that is tried again under one key is tried once, and its steps are told again', async () => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  const steps: TestedStep[] = [{ step: 'connect', outcome: 'done', detail: 'host:21', reason: null }];
  let now = Date.parse('2026-11-30T08:00:00.000Z');
  let tests = 0;
  const desk = deskOn({ ...ports, clock: () => new Date(now) }, async (_, __, input) => {
    const { dealerId, at } = HostTestRequest.parse(input);
    await ports.table.hostTests.put({ dealerId, at, steps });
    return ++tests > 0;
  });
  const first = await testHostOf(ANNA, { dealerId: 'demo' }, desk);
  now += 60_000;
  expect([first, await testHostOf(ANNA, { dealerId: 'demo' }, desk), tests]).toEqual([steps, steps, 1]);
});
