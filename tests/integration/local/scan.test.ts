import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { pictureOf } from '#functions/read-pages/picture.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { scanned } from '../../fakes/scan.ts';
import { textractHost } from '../../fakes/textract-host.ts';
import { feedwright, LIST, linesOf, workingDirectory } from './feedwright.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const results = async (folder: string, file: string, name: string) =>
  JSON.parse(await readFile(join(folder, 'out', file, name), 'utf8'));

test('puts a scan through as Textract reads it: the same rows as the list itself, with what it cost', async () => {
  await using folder = await workingDirectory();
  await using textract = await textractHost();
  const { bytes, originals } = await scanned(await readFile(LIST));
  const open = await pdfiumReader.open(bytes);
  for (const [index, original] of originals.entries()) {
    const picture = await pictureOf(open, index + 1, Infinity);
    if (original && picture) textract.show(picture.png, original);
  }
  open.close();
  await writeFile(join(folder.path, 'scan.pdf'), bytes);
  vi.stubEnv('FEEDWRIGHT_PARTS', JSON.stringify({ pageRecognizers: ['textract'] }));

  await feedwright(folder.path, 'process', 'scan.pdf', '--out', 'out', '--no-deliver');
  const scan = await results(folder.path, 'scan.pdf', 'extracted.json');
  const run = await results(folder.path, 'scan.pdf', 'run.json');
  expect(textract.requests).toHaveLength(originals.length);
  expect(textract.requests[0]?.headers.authorization).toContain('Credential=test/');
  expect(scan).toMatchObject({ accounted: true, engine: { name: 'textract' } });
  const assembled = run.stages.find(({ stage }: { stage: string }) => stage === 'assemble');
  expect(assembled.costUsd).toBeGreaterThan(0.015 * originals.length);

  const { products } = await results(folder.path, 'scan.pdf', 'validated.json');
  const traced = await feedwright(folder.path, 'trace', products[0].ad.id);
  const page = await readFile(linesOf(traced.stdout).at(-1) ?? '', 'utf8');
  expect(page).toContain('src="data:image/png;base64,');

  await feedwright(folder.path, 'process', LIST, '--out', 'out', '--no-deliver');
  const list = await results(folder.path, 'ski-doo-2027-fi.pdf', 'extracted.json');
  const rows = (extracted: typeof list) =>
    extracted.products.map(({ modelCode, model, engine, price }: Record<string, unknown>) => [
      modelCode,
      model,
      engine,
      price,
    ]);
  expect(rows(scan)).toEqual(rows(list));
});

test('tells what to configure where nothing reads pictures', async () => {
  await using folder = await workingDirectory();
  await writeFile(join(folder.path, 'scan.pdf'), (await scanned(await readFile(LIST))).bytes);
  const { code, stderr } = await feedwright(
    folder.path,
    'process',
    'scan.pdf',
    '--out',
    'out',
    '--no-deliver',
  );
  expect(code).toBe(2);
  expect(JSON.parse(stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({
    file: 'scan.pdf',
    category: 'no-text-layer',
    whatToDo: expect.stringContaining('pageRecognizers'),
  });
});
