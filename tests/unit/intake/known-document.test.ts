import { expect, test } from 'vitest';
import { intake } from '#functions/intake/intake.ts';
import { addDemoDealer } from '../../fakes/pipeline.ts';
import { testPorts } from '../../fakes/ports.ts';

test('a refresh that failed before its first stage had ended goes on as the refresh that it was', async () => {
  await using ports = await testPorts();
  await addDemoDealer(ports);
  const [dealerId, documentId] = ['demo', 'd1'];
  const known = {
    artefacts: { extracted: 'runs/demo/run-1/extracted.json', matched: 'runs/demo/run-1/matched.json' },
    lists: [{ brand: 'LYNX', modelYear: 2026, market: 'FI' }],
    sha256: 'a'.repeat(64),
  };
  // Its file is not in the inbox any more: lists are in force for longer than they are kept there.
  await ports.table.documents.put({
    ...{ dealerId, documentId, key: 'inbox/demo/list.pdf', name: 'list.pdf', version: 'v1', bytes: 10 },
    ...{ receivedAt: '2026-11-01T10:00:00.000Z', claimedBy: 'run-1', runId: 'run-1', status: 'review' },
    ...known,
  });
  const refresh = { dealerId, documentId, from: 'validate' as const, reason: 'a new rate' };
  await intake({ request: refresh, execution: 'refresh-1' }, ports, []);
  await ports.table.documents.patchIf({ dealerId, documentId }, { status: 'failed' });
  const redrive = { dealerId, documentId, leftBy: 'refresh-1', redrives: 1 };
  expect(await intake({ request: redrive, execution: 'redrive-1' }, ports, [])).toMatchObject({
    ...known,
    ...{ runId: 'refresh-1', from: 'validate', route: 'validate', ending: null },
  });
});
