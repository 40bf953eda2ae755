import { expect, test } from 'vitest';
import { Report } from '#contracts/report.ts';
import { close } from '#functions/operations/close/close.ts';
import { readJson, writeJson } from '#shared/json.ts';
import { takeCounted } from '#shared/meter.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import { aRun } from '../../fakes/listed.ts';
import { testPorts } from '../../fakes/ports.ts';
import { runState } from '../../fakes/records.ts';

const NAMES = ['extracted', 'matched', 'validated'] as const;
const REPORT = 'runs/demo/run-1/report.json';
const counts = { products: 1, published: 1, review: 0, rejected: 0 };

/** The records and artefacts of a run that has come to its end. */
const aFinishedRun = async (ports: Ports) => {
  const run = aRun();
  await ports.table.documents.put({ ...run.document, status: 'processing' });
  const artefacts = Object.fromEntries(NAMES.map((name) => [name, artefactKey(runState(), name)]));
  for (const name of NAMES) {
    await writeJson(ports.artefacts, artefactKey(runState(), name), run[name]);
    await ports.table.statistics.put({
      ...{ dealerId: 'demo', documentId: 'd1', runId: 'run-1', stage: name, engine: '', seconds: 1 },
      ...{ processed: 1, succeeded: 1, failed: 0, costUsd: 0, inputTokens: 0, outputTokens: 0 },
      ...{ startedAt: '2026-11-01T10:00:00.000Z', endedAt: '2026-11-01T10:00:01.000Z' },
      artefact: artefactKey(runState(), name),
    });
  }
  return runState({ artefacts, counts, feed: { version: 1, sha256: 'f' } });
};

test('a run that ends leaves a report beside its artefacts, as JSON and as a page, that knows how it ended', async () => {
  await using ports = await testPorts();
  await close(await aFinishedRun(ports), ports);
  const report = await readJson(ports.artefacts, REPORT, Report);
  expect(report).toMatchObject({ runId: 'run-1', totals: counts, documents: [{ status: 'published' }] });
  const page = await ports.artefacts.read('runs/demo/run-1/report.html');
  expect(Buffer.from(page).toString()).toContain('<title>Report: a run of demo</title>');
});

test('a run that judged no list, or whose document is another run’s, leaves none', async () => {
  await using ports = await testPorts();
  const state = await aFinishedRun(ports);
  await close({ ...state, artefacts: {} }, ports);
  expect(await ports.artefacts.head(REPORT)).toBeNull();
  await ports.table.documents.put({ ...aRun().document, claimedBy: 'run-2', runId: 'run-2' });
  await close(state, ports);
  expect(await ports.artefacts.head(REPORT)).toBeNull();
});

const statusOf = async ({ table }: Ports) =>
  (await table.documents.get({ dealerId: 'demo', documentId: 'd1' }))?.status;

const WRONG: [string, (ports: Ports) => Ports | Promise<Ports>][] = [
  [
    'an artefact that is no JSON',
    async (ports) => {
      await ports.artefacts.write(artefactKey(runState(), 'matched'), '{', 'application/json');
      return ports;
    },
  ],
  ['a scorer that nobody has', (ports) => ({ ...ports, parts: { ...ports.parts, listingScorer: 'none' } })],
  [
    'a store that refuses the report',
    (ports) => ({
      ...ports,
      artefacts: {
        ...ports.artefacts,
        write: (key, ...rest) =>
          key.includes('report') ? Promise.reject(new Error('full')) : ports.artefacts.write(key, ...rest),
      },
    }),
  ],
];

test.each(
  WRONG,
)('a report that cannot be written for %s keeps no document from its end, and is counted', async (_, broken) => {
  await using ports = await testPorts();
  const state = await aFinishedRun(ports);
  takeCounted();
  const ended = await close(state, await broken(ports));
  expect(ended.ending?.status).toBe('published');
  expect(await statusOf(ports)).toBe('published');
  expect(await ports.artefacts.head(REPORT)).toBeNull();
  expect(takeCounted()).toEqual([['LeftUnwritten', 1]]);
});

test('no report is written of a small list after one that would not fit into memory beside it', async () => {
  await using ports = await testPorts();
  const state = await aFinishedRun(ports);
  const lists = [{ brand: 'Ski-Doo', modelYear: 2026, market: 'FI' }];
  const before = 'runs/demo/run-0/extracted.json';
  const { document } = aRun();
  await ports.table.documents.patchIf({ dealerId: 'demo', documentId: 'd1' }, { lists });
  await ports.table.documents.put({
    ...{ ...document, documentId: 'd0', runId: 'run-0', sha256: 'before', lists },
    ...{ receivedAt: '2026-10-01T10:00:00.000Z', artefacts: { extracted: before } },
  });
  await ports.artefacts.write(before, Buffer.alloc(41_000_000, ' '), 'application/json');
  await close({ ...state, lists }, ports);
  expect(await statusOf(ports)).toBe('published');
  expect(await ports.artefacts.head(REPORT)).toBeNull();
  expect(takeCounted()).toEqual([]);
});
