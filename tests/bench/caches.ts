/** What processes' caches save: hits of each, and how long the same takes first and again, on the samples. `node tests/bench/caches.ts` */
import { readFile } from 'node:fs/promises';
import { listQuestions } from '#desk/questions/questions.ts';
import { searchDealer } from '#desk/search/search.ts';
import { takeLooked } from '#shared/remembered.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import { addDemoDealer, begin, goOn } from '../fakes/pipeline.ts';
import { testPorts } from '../fakes/ports.ts';

const LISTS = ['ski-doo-2026-fi.csv', 'lynx-2026-fi.csv'];
const ROUNDS = 5;

await using ports = await testPorts();
await addDemoDealer(ports);

const take = async (name: string, round: number): Promise<void> => {
  const file = new URL(`../../samples/price-lists/${name}`, import.meta.url);
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) return;
  const key = `inbox/demo/${name}`;
  await ports.inbox.write(key, Buffer.concat([bytes, Buffer.from('\n'.repeat(round))]), 'text/csv');
  const version = (await ports.inbox.head(key))?.version ?? '';
  await goOn(await begin({ key, version }, `run-${name}-${round}`, ports), ports);
};

const WORK: Record<string, (round: number) => Promise<unknown>> = {
  'a list through all stages': async (round) => {
    for (const name of LISTS) await take(name, round);
  },
  'the rules in force': () => rulesInForce('avito', ports),
  questions: () => listQuestions('demo', ports),
  'a search': () => searchDealer({ dealerId: 'demo', words: 'summit', most: 5 }, ports),
};

for (const [name, work] of Object.entries(WORK)) {
  takeLooked();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await work(round);
    times.push(performance.now() - started);
  }
  const [first = 0, ...later] = times.map((time) => Math.round(time * 10) / 10);
  console.log(`${name}: first ${first} ms, then ${later.join(', ')} ms`);
  for (const [cache, { hits, misses }] of Object.entries(takeLooked()))
    console.log(`  ${cache}: ${hits} of ${hits + misses}`);
}
