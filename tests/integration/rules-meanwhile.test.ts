import { beforeEach, expect, test } from 'vitest';
import type { RunState } from '#contracts/state.ts';
import { Validated } from '#contracts/validated.ts';
import { dryRun } from '#desk/rules/dry-run.ts';
import { putRules } from '#desk/rules/put-in-force.ts';
import { refresh } from '#functions/operations/refresh/refresh.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import { addDemoDealer, begin, goOn, withWaitingRuns } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';
import { shippedBook } from '../fakes/shipped-book.ts';

const MACHINE = { brand: 'SKI-DOO', modelYear: 2027 } as const;
const LIST = { layout: 'banded', language: 'fi', ...MACHINE, productCount: 20, seed: 1 } as const;

/** Nothing may cost more than a rouble over the least: whatever has a price is forbidden. */
const stricter = (version: string): RuleSet => {
  const rules = structuredClone(bundledRules);
  const price = rules.layers['required-fields'].find(({ id }) => id === 'price');
  Object.assign(price ?? {}, { range: { min: 100_000, max: 100_001 } });
  return { ...rules, version };
};

const putStricter = (ports: Ports) =>
  putRules(
    'v1',
    {
      name: 'avito',
      layers: stricter('v1').layers,
      followed: bundledRules.version,
      putBy: 'ivan',
      putAt: '2026-11-22T10:00:00.000Z',
    },
    ports,
  );

let ports: Ports & AsyncDisposable;

beforeEach(async () => {
  ports = await testPorts();
  await addDemoDealer(ports);
  return () => ports[Symbol.asyncDispose]();
});

const beginWith = async ({ name, bytes }: { name: string; bytes: Uint8Array }, connected: Ports) => {
  await connected.inbox.write(`inbox/demo/${name}`, bytes, 'application/pdf');
  return begin({ key: `inbox/demo/${name}` }, `run-${name}`, connected);
};

const validatedOf = (state: RunState) =>
  readJson(ports.artefacts, artefactKey(state, 'validated'), Validated);

test('a list that was pinned to other rules before it was in force is judged by those put meanwhile', async () => {
  const pinned = await goOn(await beginWith(await generatePriceList(LIST), ports), ports, 'validate');
  expect(pinned.pins.rulesVersion).toBe(bundledRules.version);
  await putStricter(ports);
  const judged = await goOn(pinned, ports, 'match');
  expect([(await validatedOf(judged)).rules.version, judged.pins.rulesVersion]).toEqual([
    bundledRules.version,
    'v1',
  ]);
  const ended = await goOn({ ...judged, route: 'match' }, ports);
  expect((await validatedOf(ended)).rules).toEqual({ version: 'v1', source: 'table' });
  expect(ended.counts.published).toBe(0);
});

test('a dry run writes nothing and tells what the lists in force then become', async () => {
  const { connected, drain } = withWaitingRuns(ports);
  await goOn(await beginWith(await shippedBook(), connected), connected);
  await goOn(await beginWith(await generatePriceList(LIST), connected), connected);
  const verdicts = async () =>
    new Map(
      (await ports.table.offers.query({ dealerId: 'demo' })).map((offer) => [offer.modelCode, offer.verdict]),
    );
  const before = await verdicts();
  const { differences, products } = await dryRun([bundledRules, stricter('file')], ports);
  expect(products).toBe(LIST.productCount);
  expect(await verdicts()).toEqual(before);

  await putStricter(ports);
  await refresh({ dealerId: 'demo', from: 'validate', cause: 'rules v1' }, connected);
  await drain(connected);
  const changed = [...(await verdicts())].filter(([code, verdict]) => before.get(code) !== verdict);
  const told = differences.filter((difference) => difference.before !== difference.after);
  expect(new Map(told.map(({ modelCode, after }) => [modelCode, after]))).toEqual(new Map(changed));
  expect(told.length).toBeGreaterThan(0);
});
