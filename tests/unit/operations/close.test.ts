import { describe, expect, it } from 'vitest';
import { Run } from '#contracts/run.ts';
import { close } from '#functions/operations/close/close.ts';
import { closeFailed, EXECUTION_LOST } from '#functions/operations/close-failed/close-failed.ts';
import { reason } from '#messages/reason.ts';
import { readJson } from '#shared/json.ts';
import { takeCounted } from '#shared/meter.ts';
import type { Ports } from '#shared/ports.ts';
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

  it('notes how long a list took into the feed by its first run, and one that broke off as in none', async () => {
    await using ports = await testPorts();
    const built = (runId: string, endedAt: string) =>
      ports.table.statistics.put({
        ...{
          dealerId: 'demo',
          documentId: 'd1',
          runId,
          stage: 'generate',
          engine: '',
          costUsd: 0,
          seconds: 1,
        },
        ...{
          processed: 1,
          succeeded: 1,
          failed: 0,
          inputTokens: 0,
          outputTokens: 0,
          startedAt: endedAt,
          endedAt,
        },
      });
    const seconds = async () =>
      (await ports.table.outcomes.query({ dealerId: 'demo' })).map((outcome) => outcome.seconds);
    await ports.table.documents.put(claimed('run-1'));
    const execution = { name: 'run-1', status: 'FAILED' as const, error: 'X', cause: 'Y' };
    const input = JSON.stringify({ dealerId: 'demo', documentId: 'd1' });
    await closeFailed({ detail: { ...execution, input } }, ports);
    expect(await seconds()).toEqual([null]);
    await built('run-1', '2026-11-01T10:04:00.000Z');
    const inbox = { ...runState().inbox, receivedAt: claimed('run-1').receivedAt };
    const state = runState({ kind: 'price-list', inbox, counts, feed: { version: 4, sha256: 'f' } });
    await close(state, ports);
    expect(await seconds()).toEqual([240]);
    await ports.table.documents.put({ ...claimed('run-2'), from: 'match' });
    await built('run-2', '2026-11-09T10:00:00.000Z');
    await close({ ...state, runId: 'run-2' }, ports);
    expect(await seconds()).toEqual([240]);
  });

  it('ends it in review when one product waits, and accounts for all in run.json', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-1'));
    await close(runState({ counts }), ports);
    const run = await readJson(ports.artefacts, 'runs/demo/run-1/run.json', Run);
    expect(run.outcome.status).toBe('review');
    expect(run.totals).toMatchObject(counts);
  });

  it('writes a run.json that can be read when its feed goes at once, before the window ahead', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-1'));
    const feed = { version: 4, sha256: 'f', soon: '2026-11-01T07:30:00.000Z' };
    await close(runState({ counts, feed }), ports);
    const run = await readJson(ports.artefacts, 'runs/demo/run-1/run.json', Run);
    expect(run.feed).toEqual(feed);
  });

  it('writes and ends nothing where another execution goes on with this very run', async () => {
    await using ports = await testPorts();
    const redriven = { ...claimed('redrive-1'), runId: 'run-1' };
    await ports.table.documents.put(redriven);
    await ports.artefacts.write('runs/demo/run-1/run.json', 'as the run wrote it', 'application/json');
    const ending = { status: 'duplicate' as const, reason: reason('already-claimed') };
    expect((await close(runState({ ending }), ports)).told?.reason).toContain('Another run');
    expect(await ports.table.documents.get({ dealerId: 'demo', documentId: 'd1' })).toMatchObject(redriven);
    expect(String(await ports.artefacts.read('runs/demo/run-1/run.json'))).toBe('as the run wrote it');
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

describe('a document that came to little', () => {
  const told = async (changes: NonNullable<Parameters<typeof runState>[0]>) => {
    await using ports = await testPorts();
    await ports.table.documents.put({ ...claimed('run-1'), dealerId: changes.dealerId ?? 'demo' });
    takeCounted();
    const { ending } = await close(runState(changes), ports);
    return { ending, rings: takeCounted().some(([measure]) => measure === 'NotUnderstood') };
  };
  const little = { products: 115, published: 2, review: 113, rejected: 0 };
  const most = { products: 10, published: 7, review: 3, rejected: 0 };
  const book = { kind: 'spec-book' as const, counts: { ...little, published: 0, review: 0 } };
  const cause = reason('book-missing', { waiting: 113, of: 115, books: ['LYNX 2025'] });
  const notUnderstood = reason('book-not-understood', { models: 115, answered: 0, fields: ['Power on 100'] });

  it('says the one cause and its remedy, and rings', async () => {
    const { ending, rings } = await told({ counts: little, cause });
    expect(ending).toEqual({ status: 'review', reason: cause });
    expect(rings).toBe(true);
  });

  it.each([
    ['a list of which 70 % became ads', { counts: most }, false],
    ['one of which less did, for many causes', { counts: { ...most, published: 6, review: 4 } }, true],
    ['one that is judged again at a new rate', { counts: little, from: 'validate' as const }, false],
    ['one that is matched again, with its book', { counts: little, from: 'match' as const }, true],
    ['the hourly canary, which has no book', { counts: little, dealerId: 'feedwright-canary' }, false],
    ['a book', book, false],
    [
      'a book most of whose pages lack a value',
      {
        ...book,
        ending: { status: 'catalogued' as const, reason: notUnderstood },
      },
      true,
    ],
  ])('%s: %j', async (_, changes, expected) => {
    expect((await told(changes)).rings).toBe(expected);
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
  it('has its document closed from outside, with the error as category and how to go on', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-1'));
    await closeFailed(failure('run-1', { dealerId: 'demo', documentId: 'd1' }), ports);
    const document = await ports.table.documents.get({ dealerId: 'demo', documentId: 'd1' });
    expect(document).toMatchObject({
      status: 'failed',
      ending: {
        reason: {
          code: 'run-failed',
          values: { category: 'ExtractionError', text: 'no pages', stage: 'intake', times: 1 },
        },
      },
    });
  });

  it('says how it ended where nothing but the reconciler tells of it', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-1'));
    const { detail } = failure('run-1', { dealerId: 'demo', documentId: 'd1' });
    const lost = { detail: { ...detail, error: EXECUTION_LOST, cause: 'TIMED_OUT' } };
    const { told } = await closeFailed(lost, ports);
    expect(told.reason).toBe('The execution ended as TIMED_OUT and left the document open.');
  });

  it('is noted as a list that never came, and announced, where the call broke off behind closing it', async () => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-1'));
    const failed = failure('run-1', { dealerId: 'demo', documentId: 'd1' });
    const put = () => Promise.reject(new Error('killed'));
    const killed = { ...ports.table, outcomes: { ...ports.table.outcomes, put } };
    await expect(closeFailed(failed, { ...ports, table: killed })).rejects.toThrow('killed');
    expect(await closeFailed(failed, ports)).toMatchObject({ closed: true, documentId: 'd1' });
    expect(await ports.table.outcomes.query({ dealerId: 'demo' })).toMatchObject([
      { id: 'd1', seconds: null },
    ]);
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

describe('the place that a run holds', () => {
  const failing = failure('run-1', { dealerId: 'demo', documentId: 'd1' });
  const already = { status: 'duplicate' as const, reason: reason('already-claimed') };

  it.each<[string, (ports: Ports) => Promise<unknown>]>([
    ['closes', (ports) => close(runState({ counts }), ports)],
    ['finds its file taken', (ports) => close(runState({ ending: already }), ports)],
    ['fails', (ports) => closeFailed(failing, ports)],
    ['fails before it has a document', (ports) => closeFailed(failure('run-1', { key: 'gone' }), ports)],
  ])('is free once it %s, and that of another run is not', async (_, end) => {
    await using ports = await testPorts();
    await ports.table.documents.put(claimed('run-1'));
    for (const [place, owner] of ['run-0', 'run-1'].entries())
      await ports.table.places.put({ place, owner, dealerId: 'demo', until: Date.now() + 3_600_000 });
    await end(ports);
    expect((await ports.table.places.query({})).map(({ owner }) => owner)).toEqual(['run-0']);
  });
});
