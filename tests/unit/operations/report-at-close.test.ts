import { expect, test } from 'vitest';
import { Report } from '#contracts/report.ts';
import { close } from '#functions/operations/close/close.ts';
import { readJson, writeJson } from '#shared/json.ts';
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
