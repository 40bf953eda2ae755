import { glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { linesOf, program, sample, startFeedwright } from './feedwright.ts';

declare module 'vitest' {
  interface ProvidedContext {
    samplesPutThrough: string;
  }
}

const LOOK_EVERY_MS = 100;

/** Executions that have begun and not ended, by the host's journal: what begins another is written down before it ends. */
const atWork = async (folder: string): Promise<number> => {
  const journal = await readFile(join(folder, '.feedwright/executions.jsonl'), 'utf8');
  const running = new Set<string>();
  for (const { machine, name, status } of linesOf(journal).map((line) => JSON.parse(line)))
    if (status === 'RUNNING') running.add(`${machine} ${name}`);
    else running.delete(`${machine} ${name}`);
  return running.size;
};

const untilIdle = async (folder: string): Promise<void> => {
  for await (const _ of setInterval(LOOK_EVERY_MS)) if ((await atWork(folder)) === 0) return;
};

/** Puts the samples through in an empty folder, and leaves it as a host does that was stopped. */
export const putSamplesThrough = async (folder: string): Promise<void> => {
  await using host = startFeedwright(folder);
  for await (const file of glob('{price-lists,spec-books}/*.*', { cwd: sample('.') }))
    await host.says(new RegExp(`${RegExp.escape(basename(file))} +close`));
  await untilIdle(folder);
  await program(folder, ['deliver', '--dealer', 'samples']);
  await untilIdle(folder);
};

/**
 * Puts the samples through once, for all tests that begin with a host which has done so; they get copies of its folder.
 * A slow machine may find the samples one after the other: the feed at the URL is then not yet the feed of all.
 */
export default async function setUp({ provide }: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'feedwright-samples-'));
  await putSamplesThrough(folder);
  provide('samplesPutThrough', folder);
  return () => rm(folder, { recursive: true, force: true });
}
