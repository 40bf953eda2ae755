import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { BatchFile } from '#shared/table/batch-records.ts';
import { writeBatch } from '../fakes/batch-lists.ts';
import { launch, linesOf, startFeedwright, workingDirectory } from '../integration/local/feedwright.ts';

const LISTS = 10;

const withoutSamples = async (folder: string): Promise<void> => {
  await mkdir(join(folder, '.feedwright'));
  await writeFile(join(folder, '.feedwright/samples-dropped'), '');
};

/** The report of the only batch; throws while there is none. */
const manifestIn = async (folder: string) => {
  const batches = join(folder, '.feedwright/artefacts/batches');
  const [batchId = ''] = await readdir(batches);
  return JSON.parse(await readFile(join(batches, batchId, 'manifest.json'), 'utf8'));
};

/** How often each execution of a machine has come to its end, by name. */
const endingsOf = async (folder: string, machine: string): Promise<Record<string, number>> => {
  const lines = linesOf(await readFile(join(folder, '.feedwright/executions.jsonl'), 'utf8'));
  const ended = lines.map((line) => JSON.parse(line)).filter((entry) => entry.status !== 'RUNNING');
  const names = ended.filter((entry) => entry.machine === machine).map(({ name }) => name);
  return Object.fromEntries(
    [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]),
  );
};

test('a host that is killed in the middle of a batch loses no file of it and does none twice', async () => {
  await using folder = await workingDirectory();
  await withoutSamples(folder.path);
  const files = await writeBatch(folder.path, LISTS, 4);
  {
    await using host = startFeedwright(folder.path);
    await host.says(/Feedwright runs/);
    const started = launch(folder.path, ['batch', 'start', 'lists']);
    await host.says(/list-[2-9]\.pdf +close/);
    const { pid } = JSON.parse(await readFile(join(folder.path, '.feedwright/host.json'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    await once(started, 'exit');
  }
  const before = await endingsOf(folder.path, 'price-list');
  expect(Object.keys(before).length).toBeLessThan(files);
  await using host = startFeedwright(folder.path);
  await host.says(/begin again/);
  const manifest = await vi.waitFor(() => manifestIn(folder.path), { timeout: 100_000, interval: 200 });
  expect(manifest.files.filter(({ status }: BatchFile) => ['failed', 'duplicate'].includes(status))).toEqual(
    [],
  );
  expect(manifest.files).toHaveLength(files);
  expect(manifest.byStatus).toMatchObject({ catalogued: 1 });
  expect(manifest.byStatus).not.toHaveProperty('waiting');
  const ended = await endingsOf(folder.path, 'price-list');
  const ofFiles = Object.keys(ended).filter((name) => !/-again-|-feed-/.test(name));
  expect(ofFiles).toHaveLength(files);
  expect(Object.values(ended).every((times) => times === 1)).toBe(true);
  expect(Object.keys(ended).filter((name) => name.includes('-feed-'))).toHaveLength(1);
});
