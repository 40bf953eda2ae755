import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { BatchDealer, BatchFile } from '#shared/table/batch-records.ts';
import { writeBatch } from '../fakes/batch-lists.ts';
import { program, workingDirectory } from '../integration/local/feedwright.ts';

/** `LISTS=100 npm run test:sweeps -- many-lists` has as many as a day of spring brings. */
const LISTS = Number(process.env.LISTS ?? 40);
/** Rows of each list: what is shown is that nothing is lost, not how fast long lists are. */
const ROWS = 6;

test(`${LISTS} lists and the books of their dealers are all accounted for, each dealer with one feed`, async () => {
  await using folder = await workingDirectory();
  const files = await writeBatch(folder.path, LISTS, ROWS);
  expect(await program(folder.path, ['batch', 'start', 'lists'])).toMatchObject({ code: 0 });
  const status = JSON.parse((await program(folder.path, ['batch', 'status', '--json'])).stdout);
  expect(status).toMatchObject({
    status: 'ended',
    files,
    processed: files,
    failed: 0,
    products: LISTS * ROWS,
  });
  expect(status.byStatus.catalogued).toBe(files - LISTS);

  const artefacts = join(folder.path, '.feedwright/artefacts');
  const manifest = JSON.parse(
    await readFile(join(artefacts, 'batches', status.batchId, 'manifest.json'), 'utf8'),
  );
  expect(new Set(manifest.files.map(({ key }: BatchFile) => key)).size).toBe(files);
  expect(manifest.files.map(({ status }: BatchFile) => status)).not.toContain('waiting');
  for (const { dealerId, status, feedVersion } of manifest.dealers as BatchDealer[]) {
    expect({ dealerId, status, feedVersion }).toEqual({ dealerId, status: 'built', feedVersion: 1 });
    const feeds = await readdir(join(artefacts, 'feeds', dealerId));
    expect(feeds.filter((name) => name.endsWith('.xml'))).toHaveLength(1);
  }
  const page = await readFile(join(artefacts, 'batches', status.batchId, 'report.html'), 'utf8');
  expect(page).toContain(`${files} files below`);
});
