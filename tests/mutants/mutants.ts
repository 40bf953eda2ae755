/**
 * `npm run mutants`                    the folders below, 40 mutants each
 * `npm run mutants -- match 100 7`     one folder, how many, seed
 *
 * Puts small mistakes into the sources, one at a time and in memory alone, and prints those that no unit test notices.
 * (Stryker 10 needs TypeScript's own API, which TypeScript 7 has no more, and takes no samples.)
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diceOf } from '../drawn-books/dice.ts';
import { mutantsOf, type Numbered } from './mutate.ts';
import { type Outcome, prepareTrial } from './trial.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['match', 'validate', 'shared/table'];
const USAGE_EXIT_CODE = 2;

const allIn = (folder: string): Numbered[] =>
  globSync(`functions/${folder}/**/*.ts`, { cwd: ROOT })
    .toSorted()
    .flatMap((file) => mutantsOf(file, readFileSync(join(ROOT, file), 'utf8')))
    .map((mutant, id) => ({ ...mutant, id }));

const onOneLine = (code: string): string => code.replaceAll(/\s+/g, ' ');

const say = ({ file, line, was, text }: Numbered, outcome: Outcome): void =>
  console.log(`${outcome.padEnd(9)} ${file}:${line}  ${onOneLine(was)}  →  ${onOneLine(text)}`);

const scoreOf = (outcomes: Outcome[]): string => {
  const killed = outcomes.filter((outcome) => outcome === 'killed').length;
  return `${killed} of ${outcomes.length} killed (${Math.round((100 * killed) / outcomes.length)} %)`;
};

const tryFolder = async (folder: string, size: number, seed: number): Promise<string> => {
  const all = allIn(folder);
  const sample = diceOf(seed).some(all, size);
  const trial = await prepareTrial(sample);
  for (const file of trial.unsound) console.log(`left out  ${file} fails without any mutant`);
  const outcomes: Outcome[] = [];
  for (const mutant of sample) {
    const outcome = await trial.judge(mutant);
    outcomes.push(outcome);
    if (outcome !== 'killed') say(mutant, outcome);
  }
  await trial.close();
  return `functions/${folder}: ${scoreOf(outcomes)}, a sample of ${all.length}, seed ${seed}`;
};

const [chosen, size = '40', seed = '1'] = process.argv.slice(2);
if (chosen !== undefined && allIn(chosen).length === 0) {
  console.error(`functions/${chosen} holds nothing to change; usually: ${FOLDERS.join(', ')}`);
  process.exit(USAGE_EXIT_CODE);
}
const scores: string[] = [];
for (const folder of chosen === undefined ? FOLDERS : [chosen])
  scores.push(await tryFolder(folder, Number(size), Number(seed)));
console.log(scores.join('\n'));
