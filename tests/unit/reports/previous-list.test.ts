import { expect, test } from 'vitest';
import { compareShapes } from '#functions/reports/compare-lists.ts';
import { previousList } from '#functions/reports/previous-list.ts';
import { writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { aRun } from '../../fakes/listed.ts';
import { testPorts } from '../../fakes/ports.ts';

/** Keeps a list of that year which came on that day of November, and gives its run. */
const keep = async (ports: Ports, modelYear: number, day: string, market = 'FI') => {
  const run = aRun({ extracted: { modelYear } });
  const documentId = `${modelYear}-${market}-${day}`;
  const key = `runs/demo/${documentId}/extracted.json`;
  const document = {
    ...{ ...run.document, documentId, name: `${documentId}.pdf`, sha256: documentId },
    ...{ receivedAt: `2026-11-${day}T10:00:00.000Z`, artefacts: { extracted: key } },
    lists: [{ brand: 'SKI-DOO', modelYear, market }],
  };
  await ports.table.documents.put(document);
  await writeJson(ports.artefacts, key, { ...run.extracted, document: document.name });
  return { ...run, document };
};

test('a list is held against the last one of its year, and a first one of its year against the year before', async () => {
  await using ports = await testPorts();
  const first = await keep(ports, 2025, '01');
  expect(await previousList(first, ports)).toBeNull();
  await keep(ports, 2025, '02', 'SE');
  const second = await keep(ports, 2026, '03');
  const third = await keep(ports, 2026, '04');
  expect(await previousList(second, ports)).toMatchObject({
    sameYear: false,
    list: { document: '2025-FI-01.pdf' },
  });
  expect(await previousList(third, ports)).toMatchObject({
    sameYear: true,
    list: { document: '2026-FI-03.pdf' },
  });
});

test('of a list of another year only columns and currency are compared, no machines', () => {
  const [before, after] = [aRun(), aRun({ extracted: { modelCode: 'NEWW', color: null } })];
  expect(compareShapes(before.extracted, after.extracted)).toMatchObject({
    ...{ added: [], removed: [], prices: [] },
    drift: [{ column: 'color' }],
  });
});
