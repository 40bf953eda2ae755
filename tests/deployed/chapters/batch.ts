import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { BatchProgress } from '#contracts/batch.ts';
import { feedStateOf } from '#shared/feed-state.ts';
import type { BatchFile } from '#shared/table/batch-records.ts';
import { aList } from '../../fakes/batch-lists.ts';
import { BOOK, type Chapter } from '../world.ts';
import { commandLine } from './command-line.ts';

/** The dealers of this chapter. */
const DEALERS = ['many-north', 'many-south'];

export const manyFiles: Chapter = (world) => {
  const { cwd, there, json } = commandLine(world, 'batch');

  const lay = async (name: string, body: Uint8Array | string) => {
    await mkdir(join(cwd, 'spring', name, '..'), { recursive: true });
    await writeFile(join(cwd, 'spring', name), body);
  };

  test('a folder of many dealers’ files goes through as one batch, each dealer’s book before his feed', async () => {
    for (const [at, dealer] of DEALERS.entries()) {
      await lay(`${dealer}/${basename(BOOK)}`, await readFile(BOOK));
      await lay(`${dealer}/a.pdf`, await aList(2 * at, { productCount: 12 }));
      await lay(`${dealer}/b.pdf`, await aList(2 * at + 1, { productCount: 12, modelYear: 2026 }));
      await writeFile(join(cwd, `${dealer}.json`), JSON.stringify(world.dealer(dealer)));
      await there('dealers', 'put', `${dealer}.json`);
    }
    await lay(`${DEALERS[0]}/broken.pdf`, 'no list');
    const started = await there('batch', 'start', 'spring');
    expect(started).toMatchObject({ code: 0, stdout: expect.stringContaining('7 of 7, 0 failed') });
    for (const dealerId of DEALERS) {
      const state = await feedStateOf(dealerId, world.ports());
      expect(state).toMatchObject({ builtFeed: 1, catalogueRevision: 1 });
    }
  });

  test('its manifest says what became of each, and why', async () => {
    const { batchId, byStatus } = await json<BatchProgress>('batch', 'status');
    expect(byStatus).toMatchObject({ catalogued: 2, rejected: 1 });
    const manifest = await world.ports().artefacts.read(`batches/${batchId}/manifest.json`);
    const { files } = JSON.parse(Buffer.from(manifest).toString());
    expect(files.find(({ key }: BatchFile) => key.endsWith('broken.pdf'))).toMatchObject({
      status: 'rejected',
      reason: { code: 'not-a-pdf' },
    });
  });
};
