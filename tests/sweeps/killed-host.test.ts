import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import samples from '#samples/dealers/samples.json' with { type: 'json' };
import type { Offer } from '#shared/table/records.ts';
import { diceOf } from '../drawn-books/dice.ts';
import { feedwright, linesOf, startFeedwright, workingDirectory } from '../integration/local/feedwright.ts';

const SEED = Number(process.env.SEED ?? 1);
/** How many stages end in a life. All there is to do are about fifty. */
const LEAST_WORK = 6;
const MOST_WORK = 16;
const MOST_LIVES = 40;

/** What is not done again once it is done. */
const WORK = /^\S+ +(?:extract|match|validate|generate|close) .* \d+\.\d\d s$/gm;

/** Its next window is so near that a feed goes as soon as there is one. */
const nearItsWindow = async (cwd: string): Promise<void> => {
  const soon = new Date(Date.now() + (3 * 60 + 25) * 60_000).toISOString().slice('2026-11-22T'.length, -8);
  await mkdir(join(cwd, 'dealers'));
  await writeFile(join(cwd, 'dealers/samples.json'), JSON.stringify({ ...samples, windows: [soon] }));
};

interface Entry {
  machine: string;
  name: string;
  status: string;
  input?: { dealerId?: string };
}

/** The last that is known of each execution. */
const executionsIn = async (cwd: string): Promise<Entry[]> => {
  const lines = linesOf(await readFile(join(cwd, '.feedwright/executions.jsonl'), 'utf8'));
  const entries: Entry[] = lines.map((line) => JSON.parse(line));
  return [...new Map(entries.map((entry) => [`${entry.machine} ${entry.name}`, entry])).values()];
};

/** Sweeps of a clock are each clock's own. */
const isWork = ({ machine, input }: Entry): boolean =>
  machine !== 'delivery' || input?.dealerId !== undefined;

const isDone = async (cwd: string): Promise<boolean> => {
  if (!existsSync(join(cwd, '.feedwright/dealer-host/samples/feed.xml'))) return false;
  return (await executionsIn(cwd)).filter(isWork).every(({ status }) => status !== 'RUNNING');
};

/** A host that is killed once so much work has ended in its life, or once all is done; what it said. */
const aLife = async (cwd: string, works: number): Promise<string> => {
  await using host = startFeedwright(cwd);
  const isOver = () => (host.output().match(WORK)?.length ?? 0) >= works || isDone(cwd);
  await host.says(/Feedwright runs/);
  await vi.waitUntil(isOver, { timeout: 120_000, interval: 20 });
  const { pid } = JSON.parse(await readFile(join(cwd, '.feedwright/host.json'), 'utf8'));
  process.kill(pid, 'SIGKILL');
  return host.output();
};

/** What all lives said. */
const livesOf = async (cwd: string): Promise<string[]> => {
  const dice = diceOf(SEED);
  const lives: string[] = [];
  do lives.push(await aLife(cwd, dice.between(LEAST_WORK, MOST_WORK)));
  while (!(await isDone(cwd)) && lives.length < MOST_LIVES);
  return lives;
};

const timesRead = (said: string, file: string): number =>
  linesOf(said).filter((line) => line.startsWith(file) && / extract /.test(line)).length;

test(`a host that is killed again and again comes to the end all the same, and does no stage twice (seed ${SEED})`, async () => {
  await using folder = await workingDirectory();
  await nearItsWindow(folder.path);
  const lives = await livesOf(folder.path);
  expect(lives.length).toBeGreaterThan(2);
  expect(lives[1]).toMatch(/executions had not ended; they begin again/);
  expect(await isDone(folder.path)).toBe(true);

  const files = await readdir(join(folder.path, 'inbox/samples'));
  for (const file of files) expect(timesRead(lives.join('\n'), file), file).toBeLessThanOrEqual(1);
  const executions = (await executionsIn(folder.path)).filter(isWork);
  expect(
    executions.filter(({ name }) => name.startsWith('found-')).map(({ machine }) => machine),
  ).toHaveLength(files.length + 2);
  expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));

  const { stdout } = await feedwright(folder.path, 'offers', 'list', 'samples', '--json');
  const published = (JSON.parse(stdout) as Offer[]).filter(({ verdict }) => verdict === 'published');
  const live = await readFile(join(folder.path, '.feedwright/dealer-host/samples/feed.xml'), 'utf8');
  const ids = [...live.matchAll(/<Ad><Id>(.*?)<\/Id>/g)].map(([, id]) => id);
  expect(new Set(published.map(({ brand }) => brand))).toEqual(new Set(['SKI-DOO', 'LYNX']));
  expect(ids.sort()).toEqual(published.map(({ adId }) => adId).sort());
});
