import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ListDocuments, listDocuments } from '#desk/documents/list.ts';
import { showDocument } from '#desk/documents/show.ts';
import { asTold } from '#messages/reason.ts';
import { putDealer } from '#shared/dealers.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { testPorts } from '../../fakes/ports.ts';

const ports = await testPorts();

const document = (dealerId: string, documentId: string, changes: Partial<DocumentRecord> = {}) =>
  ports.table.documents.put({
    ...{ dealerId, documentId, key: `inbox/${dealerId}/list.pdf`, name: 'list.pdf', version: documentId },
    ...{ bytes: 10, receivedAt: '2026-11-01T10:00:00.000Z', claimedBy: 'e1', runId: `run-${documentId}` },
    ...{ status: 'published', counts: {} },
    ...changes,
  });

const stage = (documentId: string, runId: string, name: string, second: number, error?: string) =>
  ports.table.statistics.put({
    ...{ dealerId: 'north', documentId, runId, stage: name, processed: 4, succeeded: 4, failed: 0 },
    ...{ seconds: second, costUsd: 0.25, inputTokens: 0, outputTokens: 0, engine: 'text' },
    startedAt: `2026-11-01T10:00:0${second}.000Z`,
    endedAt: `2026-11-01T10:00:0${second}.500Z`,
    ...(error !== undefined && { error }),
  });

const listed = (wish: object = {}) => Array.fromAsync(listDocuments(ListDocuments.parse(wish), ports));
const named = (word: string) => showDocument({ dealerId: 'north', document: word }, ports);

const UNREADABLE = asTold('It cannot be read.');

beforeAll(async () => {
  for (const id of ['north', 'south'])
    await putDealer(
      testDealer({ id, feed: { publicUrl: `http://127.0.0.1/${id}.xml`, path: `/${id}.xml` } }),
      ports,
      { fromFile: false },
    );
  await document('north', 'aaaa1111', { receivedAt: '2026-11-01T10:00:00.000Z' });
  await document('north', 'bbbb2222', {
    ...{ receivedAt: '2026-11-03T10:00:00.000Z', status: 'failed', name: 'the new list.pdf' },
    ending: { status: 'failed', reason: UNREADABLE },
  });
  await document('north', 'cccc3333', { receivedAt: '2026-11-02T10:00:00.000Z', status: 'review' });
  await document('south', 'dddd4444');
  await stage('bbbb2222', 'run-0', 'intake', 1);
  await stage('bbbb2222', 'run-0', 'extract', 2);
  await stage('bbbb2222', 'run-bbbb2222', 'extract', 3, 'ExtractionError: the disk is full');
});
afterAll(() => ports[Symbol.asyncDispose]());

describe('documents', () => {
  test('are listed of every dealer, the newest first, whatever their state', async () => {
    const all = await listed();
    expect(all.map(({ dealerId, documentId, state }) => [dealerId, documentId, state])).toEqual([
      ['north', 'bbbb2222', 'failed'],
      ['north', 'cccc3333', 'review'],
      ['north', 'aaaa1111', 'published'],
      ['south', 'dddd4444', 'published'],
    ]);
  });

  test('are told with why, how long and how dear, and the command that goes on', async () => {
    expect((await listed({ dealerId: 'north', state: 'failed' }))[0]).toMatchObject({
      ...{ reason: UNREADABLE, seconds: 4, costUsd: 0.5 },
      next: ['redrive', 'the new list.pdf', '--dealer', 'north'],
    });
  });

  test('are listed by hundreds, each once, in the order in which they came', async () => {
    const hours = Array.from({ length: 60 }, (_, at) => new Date(Date.UTC(2026, 0, 1, at)).toISOString());
    const states = ['published', 'review', 'rejected'] as const;
    await Promise.all(
      hours.map((receivedAt, at) =>
        document('south', `many-${at}`, { receivedAt, status: states[at % 3] ?? 'failed' }),
      ),
    );
    const times = (await listed({ dealerId: 'south' })).map(({ receivedAt }) => receivedAt);
    expect(times).toEqual(['2026-11-01T10:00:00.000Z', ...hours.toReversed()]);
  });

  test('of no such state, or of a dealer that nobody knows, are refused', async () => {
    expect(() => ListDocuments.parse({ state: 'lost' })).toThrow(/processing, published, review/);
    await expect(listed({ dealerId: 'nobody' })).rejects.toThrow(/north, south/);
  });
});

describe('a document is shown', () => {
  test.each(['the new list.pdf', 'bbbb', 'BBBB2222'])('by %s', async (word) => {
    expect((await named(word)).documentId).toBe('bbbb2222');
  });

  test('with what each stage did last, and what it failed for', async () => {
    const { stages, runUsd } = await named('bbbb');
    expect(stages.map(({ stage, seconds, error = '' }) => [stage, seconds, error])).toEqual([
      ['intake', 1, ''],
      ['extract', 3, 'ExtractionError: the disk is full'],
    ]);
    expect(runUsd).toBeNull();
  });

  test('the newest of several of its name', async () => {
    expect((await named('list.pdf')).documentId).toBe('cccc3333');
  });

  test('and refused where nothing is called so', async () => {
    await expect(named('other.pdf')).rejects.toThrow(/documents list north/);
  });
});
