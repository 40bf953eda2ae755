import { describe, expect, it } from 'vitest';
import { Run } from '#contracts/run.ts';
import { close } from '#functions/operations/close/close.ts';
import { closeFailed } from '#functions/operations/close-failed/close-failed.ts';
import { readJson } from '#shared/json.ts';
import { testPorts } from '../../fakes/ports.ts';
import { runState } from '../../fakes/records.ts';

const claimed = (claimedBy: string) => ({
  dealerId: 'demo',
  documentId: 'd1',
  key: 'inbox/demo/list.pdf',
  name: 'list.pdf',
  version: 'v1',
  bytes: 10,
  receivedAt: '2026-11-01T10:00:00.000Z',
  claimedBy,
  runId: claimedBy,
  status: 'processing' as const,
});

const counts = { products: 3, published: 2, review: 1, rejected: 0 };

describe('closing a run', () => {
  it('ends the document as published when every product is', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-1'));
    const state = runState({
      counts: { ...counts, published: 3, review: 0 },
      feed: { version: 4, sha256: 'f' },
    });
    expect((await close(state, ports)).ending?.status).toBe('published');
    const document = await ports.table.documents.get({ dealerId: 'demo', documentId: 'd1' });
    expect(document).toMatchObject({ status: 'published', feedVersion: 4 });
  });

  it('ends it in review when one product waits, and accounts for all in run.json', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-1'));
    await close(runState({ counts }), ports);
    const run = await readJson(ports.artefacts, 'runs/demo/run-1/run.json', Run);
    expect(run.outcome.status).toBe('review');
    expect(run.totals).toMatchObject(counts);
  });

  it('leaves the document of another run alone: a duplicate event changes nothing', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-0'));
    await close(runState({ counts }), ports);
    expect((await ports.table.documents.get({ dealerId: 'demo', documentId: 'd1' }))?.status).toBe(
      'processing',
    );
  });
});

const failure = (name: string, input: object) => ({
  detail: {
    name,
    status: 'FAILED' as const,
    input: JSON.stringify(input),
    error: 'ExtractionError',
    cause: 'no pages',
  },
});

describe('an execution that failed', () => {
  it('has its document closed from outside, with the error as category', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-1'));
    await closeFailed(failure('run-1', { dealerId: 'demo', documentId: 'd1' }), ports);
    const document = await ports.table.documents.get({ dealerId: 'demo', documentId: 'd1' });
    expect(document).toMatchObject({
      status: 'failed',
      ending: { category: 'ExtractionError', reason: 'no pages' },
    });
  });

  it('closes no document that another run has taken since', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-2'));
    await closeFailed(failure('run-1', { dealerId: 'demo', documentId: 'd1' }), ports);
    expect((await ports.table.documents.get({ dealerId: 'demo', documentId: 'd1' }))?.status).toBe(
      'processing',
    );
  });

  it('closes no document that has ended already', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put({ ...claimed('run-1'), status: 'published' });
    await closeFailed(failure('run-1', { dealerId: 'demo', documentId: 'd1' }), ports);
    expect((await ports.table.documents.get({ dealerId: 'demo', documentId: 'd1' }))?.status).toBe(
      'published',
    );
  });

  it('is found by its claim, since the object may have been replaced', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-1'));
    await closeFailed(failure('run-1', { key: 'inbox/demo/list.pdf', version: 'v0' }), ports);
    expect((await ports.table.documents.get({ dealerId: 'demo', documentId: 'd1' }))?.status).toBe('failed');
  });
});
