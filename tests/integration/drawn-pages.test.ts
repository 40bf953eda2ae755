import { expect, test } from 'vitest';
import { Drawn } from '#contracts/drawn.ts';
import { drawPages } from '#functions/read-pages/draw-pages.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { readJson } from '#shared/json.ts';
import { drawnKey } from '#shared/run.ts';
import { machineOn } from '../fakes/machine.ts';
import { addDemoDealer } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';
import { rawList } from '../unit/extract/raw-list.ts';
import { temporaryFolder } from '../unit/local/machines.ts';

test('a list that has just been read is drawn behind its run, a refresh draws nothing, and no drawing fails a run', async () => {
  await using ports = await testPorts();
  await using folder = await temporaryFolder();
  await addDemoDealer(ports);
  const key = 'inbox/demo/list.pdf';
  await ports.inbox.write(key, rawList([{}, {}]), 'application/pdf');
  const asked: object[] = [];
  const machine = await machineOn(ports, folder.path, {
    'read-pages': async (request) => {
      asked.push(request);
      const [closed] = await ports.table.documents.query({ dealerId: 'demo' });
      expect(closed?.status).not.toBe('processing');
      await drawPages(request, ports, [pdfiumReader]);
      throw new Error('broken off behind its work');
    },
  });
  machine.start({ machine: 'price-list', name: 'first', input: { key } });
  await machine.idle();
  const [document] = await ports.table.documents.query({ dealerId: 'demo' });
  expect(asked).toHaveLength(1);
  const drawn = await readJson(ports.artefacts, drawnKey('demo', document?.sha256 ?? ''), Drawn);
  expect(drawn.pages.map(({ page }) => page)).toEqual([1]);
  const { documentId = '' } = document ?? {};
  machine.start({
    machine: 'price-list',
    name: 'again',
    input: { dealerId: 'demo', documentId, from: 'match', reason: 'a test' },
  });
  await machine.idle();
  expect(asked).toHaveLength(1);
  const [refreshed] = await ports.table.documents.query({ dealerId: 'demo' });
  expect(refreshed).toMatchObject({ runId: 'again', status: document?.status });
});
