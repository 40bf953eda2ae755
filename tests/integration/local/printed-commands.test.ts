import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Question } from '#contracts/question.ts';
import { photograph } from '../../fakes/photograph.ts';
import { ofTheDay } from '../../of-the-day.ts';
import { commandsInFile, commandsInHelp, type PrintedCommand } from '../../printed-commands.ts';
import { BOOK, feedwright, LIST, sample, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

const TEXTS = ['docs/using.md', 'README.md', 'infra/runbook.md'];

interface Tried extends PrintedCommand {
  where: string;
}

/** Each command once, however often it is printed. */
const printed = async (): Promise<Tried[]> => {
  const inTexts = TEXTS.flatMap((where) => commandsInFile(where).map((each) => ({ ...each, where })));
  const inHelp = (await commandsInHelp()).map((each) => ({ ...each, where: 'help' }));
  const stand = new Map(inTexts.map((each) => [each.text, each]));
  const inHelpAlone = inHelp.filter(({ text }) => !stand.has(text));
  return [...ofTheDay(inHelpAlone, 3), ...stand.values()];
};

/** Of another place, without an end, over the network, or with stories of their own. */
const ELSEWHERE =
  /--target prod|^start$|COMMAND|^reference refresh$|^(sign-in|calibrate|drill .+|reference refresh fields|batch|process|try|dealers erase|match (set|remove)|offers (withdraw|back)|review (accept|edit|reject))\b|--overlay|extract lists/;

/** They work with no data that could be printed. */
const OWN = /^(extract|drill)\b/;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** What is refused here, and rightly: nothing of the samples is so. */
const REFUSED: [command: RegExp, why: RegExp][] = [
  [/^redrive (?!--failed)/, /No document that failed/],
  [/^feed (approve|reject|rollback)/, /version/i],
  [/^knowledge teach .*--kind (word|unit)/, /stands in no list or spec book/],
  [/^stock take/, /no file called/],
  [/^rules put/, /in force already/],
  // By day it may not have been taken out before.
  [/^lists restore/, /in force already/],
  // The samples are sold at Avito alone.
  [/^feed list .*--channel/, /feed/i],
  [/^answer .*--dry-run/, /was answered by/],
  [/^questions show/, /Nothing that is asked/],
  [/^knowledge promote .*--kind name/, /Nobody has said what/],
  [/^deliver .*--now/, /takes one an hour/],
  // No answer was given yet, and the marketplace has not said anything of the samples.
  [/^questions (undo|share)/, /No answer to/],
  [/^pictures remove/, /no picture called/],
  [/^verdicts (show|profile|read)/, /No load|account|secret/i],
];

/** Somebody else's, as the texts say: the id first. */
const asNorth = (configuration: string): string =>
  configuration
    .replace('"id": "samples"', '"id": "north"')
    .replaceAll('samples-dealer', 'north-dealer')
    .replace('feedwright/samples/ftp', 'feedwright/north/ftp')
    .replace('feedwright/samples/avito/samples', 'feedwright/samples/avito/north');

/** The reader's own files. */
const prepare = async (cwd: string): Promise<void> => {
  for (const [from, to] of [
    [LIST, 'list.pdf'],
    [BOOK, 'book.pdf'],
    [sample('price-lists/ski-doo-2026-fi.csv'), 'list.xlsx'],
  ] as const)
    await copyFile(from, join(cwd, to));
  for (const file of ['photo.jpg', 'from-behind.jpg']) await writeFile(join(cwd, file), photograph());
  await writeFile(join(cwd, 'prices.csv'), 'Source,Code,Price,Date\nNorth,BCZU,2150000,2026-11-02\n');
  const { stdout } = await feedwright(cwd, 'dealers', 'show', 'samples');
  await writeFile(join(cwd, 'north.json'), asNorth(stdout));
  await feedwright(cwd, 'dealers', 'put', 'north.json');
  const plans = await feedwright(cwd, 'plans', 'list', '--json');
  await writeFile(join(cwd, 'plans.json'), plans.stdout);
  const rules = await feedwright(cwd, 'rules', 'show', 'business-rules', '--json');
  await writeFile(join(cwd, 'business.json'), rules.stdout);
};

/** Ids differ from host to host: each stands for a question of its kind, a delivery, or a run. */
const idsOf = async (cwd: string): Promise<[RegExp, string][]> => {
  const json = async (...words: string[]) =>
    JSON.parse((await feedwright(cwd, ...words, '--json')).stdout || 'null');
  const questions: Question[] = await json('questions', 'samples');
  const about = (code: string, kind: string) =>
    questions.find((each) => each.kind === kind && each.codes.includes(code))?.id ?? `no ${kind} of ${code}`;
  const [delivery] = await json('deliveries', 'list', 'samples');
  const { runId } = await json('documents', 'show', 'samples', 'lynx-2027-en.pdf');
  return [
    [/^3f2a91c4$/, about('GYQ4', 'value')],
    [/^77ab01cd$/, about('PRXZ', 'price')],
    [/^5e01d2aa$/, about('IZQC', 'alike')],
    [/^9c04be17$/, about('DWX7', 'picture')],
    [/^0[0-9A-Z]{25}$/, delivery.sequence],
    [/^<run>$/, runId],
    [/^<dealer>$/, 'samples'],
    [/^<document>$/, 'lynx-2027-en.pdf'],
    [/^<(file|dealer-file)>$/, 'north.json'],
    [/^<rules-file>$/, 'business.json'],
    [/^<version>$/, '2'],
    [/^<code>$/, 'CCZH'],
  ];
};

const filled = (words: readonly string[], ids: [RegExp, string][]): string[] =>
  words
    .filter((word, at) => word !== '--target' && words[at - 1] !== '--target')
    .map((word) => ids.find(([stands]) => stands.test(word))?.[1] ?? word);

/** What people write as they like. */
const FREE = / --(why|note) [^-]*/g;
const CODES = /( [A-Z]{4})+(?= |$)/g;

/** Each act may build the feed anew: of commands that differ in codes and reasons the first is tried, a unit test reads all. */
const formOf = (words: readonly string[]): string =>
  words.join(' ').replace(FREE, '').replace(CODES, ' CODE');

const isRefusedRightly = (text: string, said: string): boolean =>
  REFUSED.some(([command, why]) => command.test(text) && why.test(said));

/** A hundred commands, one after the other. */
const PATIENCE_MS = 900_000;

test('commands that people are told run as they are printed', { timeout: PATIENCE_MS }, async () => {
  await using folder = await workingDirectory();
  const cwd = folder.path;
  await using _host = await startWithSamples(cwd);
  await prepare(cwd);
  const ids = await idsOf(cwd);
  const tried = new Set<string>();
  for (const { text, words: given, into, where } of await printed()) {
    const words = filled(given, ids);
    if (ELSEWHERE.test(text) || tried.has(formOf(words))) continue;
    tried.add(formOf(words));
    // Those that the help alone prints are tried as programs do: nothing but JSON on stdout.
    const asData = where === 'help' && !OWN.test(text) && !words.includes('--json') ? ['--json'] : [];
    const said = [...words, ...asData];
    const { code, stdout, stderr } = await feedwright(cwd, ...said);
    if (into) await writeFile(join(cwd, into), asNorth(stdout));
    const told = `${where}: npx feedwright ${said.join(' ')}: ${code} ${stderr}`;
    if (said.includes('--json') && code !== 64) expect.soft(isJson(stdout), told).toBe(true);
    expect.soft([0, 2, 3].includes(code) || isRefusedRightly(text, stderr), told).toBe(true);
  }
});
