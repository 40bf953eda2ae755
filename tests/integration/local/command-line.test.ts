import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { feedwright, launch, problemsIn, program, sample, workingDirectory } from './feedwright.ts';

const SHEET = sample('price-lists/ski-doo-2026-fi.csv');

const COMMANDS = [
  'start',
  'try',
  'process',
  'extract',
  'deliver',
  'dealers',
  'preview',
  'match',
  'rules',
  'reference',
  'windows',
  'calibrate',
  'stats',
];

test.each([['help'], ['--help']])('%s lists every command with an example', async (word) => {
  const { code, stdout } = await feedwright('.', word);
  expect(code).toBe(0);
  for (const command of COMMANDS) expect(stdout).toContain(`feedwright ${command}`);
});

test.each(COMMANDS)('%s --help shows its usage and an example', async (command) => {
  const { code, stdout } = await feedwright('.', command, '--help');
  expect(code).toBe(0);
  expect(stdout.match(new RegExp(`feedwright ${command}`, 'g'))?.length).toBeGreaterThan(1);
});

test.each([
  [['frobnicate'], 'There is no command frobnicate'],
  [['try'], 'Name the price LIST'],
  [['try', 'a.pdf', '--out', 'b.pdf'], 'end --out b.pdf with .html'],
  [['process', '--out', 'x'], 'Name the FILEs'],
  [['process', 'a.pdf'], '--out DIR'],
  [['process', 'a.pdf', '--out', 'x', '--fast'], '--fast'],
  [['process', 'a.pdf', '--out', 'x', '--dealer', 'nobody'], 'dealers/nobody.json'],
  [['stats'], 'run npx feedwright start first'],
  [['match'], 'match set DEALER CODE "AVITO MODEL" | match list DEALER | match remove DEALER CODE'],
  [['match', 'set', 'demo', 'TJTH'], 'match set DEALER CODE "AVITO MODEL"'],
  [['match', 'list', 'demo'], 'run npx feedwright start first'],
  [['deliver'], 'run npx feedwright start first'],
  [['rules', 'put', 'business.json'], 'run npx feedwright start first'],
  [['rules', 'put'], 'rules put FILE'],
  [['reference', 'refresh', 'a.xml', 'b.xml'], 'reference refresh [FILE|URL]'],
])('%j is refused with what to do', async (args, words) => {
  await using folder = await workingDirectory();
  const { code, stderr } = await feedwright(folder.path, ...args);
  expect(code).toBe(64);
  expect(stderr).toContain(words);
  expect(stderr).toMatch(/See npx feedwright ([a-z-]+ )?--help\n$/);
});

test("a dealer's configuration that is wrong is named, with what is wrong in it", async () => {
  await using folder = await workingDirectory();
  await mkdir(join(folder.path, 'dealers'));
  await writeFile(join(folder.path, 'dealers/north.json'), '{"id": "north"}');
  const { code, stderr } = await feedwright(folder.path, 'windows');
  expect(code).toBe(64);
  expect(stderr).toMatch(/north\.json.*name/s);
});

test('the program itself says and ends as its commands do', async () => {
  const { code, stdout, stderr } = await program('.', ['extract', SHEET, 'lost.pdf']);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ document: basename(SHEET) });
  expect(problemsIn(stderr)).toContainEqual(expect.objectContaining({ file: 'lost.pdf' }));
  expect(await program('.', ['frobnicate'])).toMatchObject({ code: 64, stdout: '' });
});

test('a program whose reader stops ends as one that SIGPIPE ended', async () => {
  const child = launch('.', ['extract', SHEET]);
  child.stdout?.destroy();
  expect(await once(child, 'exit')).toEqual([141, null]);
});
