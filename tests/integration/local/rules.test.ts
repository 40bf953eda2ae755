import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import { feedwright, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

type RequiredFile = { layers: Pick<RuleSet['layers'], 'required-fields'> };

const ruleNamed = ({ layers }: RequiredFile, id: string) => {
  const rule = layers['required-fields'].find((each) => each.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
};

test('rules are shown, tried and put while the host runs; a bad one is refused with its line', async () => {
  await using folder = await workingDirectory();
  const rules = (...words: string[]) => feedwright(folder.path, 'rules', ...words);
  const write = (name: string, json: object) =>
    writeFile(join(folder.path, name), JSON.stringify(json, null, 1));
  await using host = await startWithSamples(folder.path);

  expect((await rules('list')).stdout).toMatch(/bundled-\S+ +the program +yes/);
  expect((await rules('show', 'field-rules')).stdout).toContain(
    'Power: where EngineType is Электро: required, integer number, 1 to 1000000',
  );
  const { stdout } = await rules('show', 'required-fields', '--json');
  const stricter: RequiredFile = JSON.parse(stdout);
  Object.assign(ruleNamed(stricter, 'price'), { range: { min: 100_000, max: 1_500_000 } });
  await write('stricter.json', stricter);

  const tried = await rules('test', 'stricter.json');
  expect(tried.stdout).toMatch(
    /published → rejected.*\n +\+ Price "\d+" is not at least 100000 and at most 1500000/,
  );
  const [, changing = ''] = /in force (\d+) would change their verdict/.exec(tried.stdout) ?? [];
  expect(Number(changing)).toBeGreaterThan(0);
  expect((await rules('list')).stdout).not.toContain('v1');

  Object.assign(ruleNamed(stricter, 'price'), { severity: 'fatal' });
  await write('bad.json', stricter);
  const line = (await readFile(join(folder.path, 'bad.json'), 'utf8'))
    .split('\n')
    .findIndex((text) => text.includes('"fatal"'));
  expect(await rules('put', 'bad.json')).toMatchObject({
    code: 64,
    stderr: expect.stringMatching(
      new RegExp(`line ${line + 1}: layers\\.required-fields\\[3\\] \\(price\\)\\.severity`),
    ),
  });

  expect((await rules('put', 'stricter.json')).stdout).toContain('Rules v1 are in force (required-fields)');
  expect((await rules('list')).stdout).toMatch(/v1 +\S+ +20\d\d-\d\d-\d\d \d\d:\d\d MSK +yes/);
  await host.says(/held back, \d+ of \d+ live ads would go/);
  expect(await rules('put', 'stricter.json')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('in force already'),
  });
});
