import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { feedwright, LIST, workingDirectory } from './feedwright.ts';

const BANDS = fileURLToPath(new URL('../../../functions/reference/matching/bands.json', import.meta.url));

/** The right names of some rows, as a person would write them down; the second answer is deliberately wrong. */
const answersTo = (document: string, codes: string[]) => ({
  document,
  products: codes.map((model_code, at) => ({
    model_code,
    avito_model: { best: at === 1 ? 'Lynx 5900' : null, acceptable: [] },
  })),
});

test('shows what each threshold gives and writes nothing unasked', async () => {
  await using folder = await workingDirectory();
  const { stdout: list } = await feedwright('.', 'extract', LIST);
  const codes = JSON.parse(list).products.map((product: { modelCode: string }) => product.modelCode);
  await writeFile(join(folder.path, 'answers.json'), JSON.stringify(answersTo(basename(LIST), codes)));
  const before = await readFile(BANDS);
  const { code, stdout } = await feedwright(
    folder.path,
    'calibrate',
    'answers.json',
    '--lists',
    dirname(LIST),
  );
  expect(stdout).toContain(`${codes.length} products, measured by lexical`);
  expect(stdout).toMatch(/List left out +Bands set by the others +Precision +Coverage\n/);
  expect(stdout).toContain('Bands: none is precise enough');
  expect(code).toBe(1);
  expect(await readFile(BANDS)).toEqual(before);
});

test('says what is wrong with its files', async () => {
  await using folder = await workingDirectory();
  await writeFile(join(folder.path, 'odd.json'), '{}');
  await writeFile(join(folder.path, 'lost.json'), JSON.stringify(answersTo('lost.pdf', [])));
  const calibrate = (...words: string[]) => feedwright(folder.path, 'calibrate', ...words);
  expect(await calibrate()).toMatchObject({ code: 64, stderr: expect.stringContaining('Name the ANSWERS') });
  expect(await calibrate('odd.json', '--lists', '.')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining("odd.json holds no right names of a list's products"),
  });
  expect(await calibrate('lost.json', '--lists', '.')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('lost.pdf does not exist'),
  });
});
