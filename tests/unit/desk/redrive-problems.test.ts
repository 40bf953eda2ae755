import { expect, test } from 'vitest';
import { redriveProblems } from '#desk/documents/redrive.ts';
import { asTold } from '#messages/reason.ts';
import { DocumentRecord } from '#shared/table/records.ts';

const document = (changes: object): DocumentRecord =>
  DocumentRecord.parse({
    ...{ dealerId: 'demo', documentId: 'd1', key: 'inbox/demo/list.pdf', name: 'list.pdf', version: 'v1' },
    ...{ bytes: 10, receivedAt: '2026-11-01T10:00:00.000Z', claimedBy: 'e1', runId: 'r1', counts: {} },
    ...changes,
  });

const ENDING = { status: 'failed', reason: asTold('The disk is full.') };

test.each([
  ['that failed again, by its ending', { status: 'failed', ending: ENDING }, [ENDING.reason]],
  ['that failed and does not say why', { status: 'failed' }, [{ code: 'not-ended' }]],
  ['that nobody has closed yet', { status: 'processing' }, [{ code: 'not-ended' }]],
  ['that went through', { status: 'published' }, []],
  ['that waits for a person', { status: 'review' }, []],
])('a document %s', (_, changes, reasons) => {
  expect(redriveProblems(document(changes)).map(({ reason }) => reason)).toMatchObject(reasons);
});
