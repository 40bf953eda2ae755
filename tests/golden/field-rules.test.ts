import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bundledRules } from '#reference/rules/bundled-rules.ts';

interface Definition {
  tag: string;
  content: { required: boolean; values?: { value: string }[]; values_range?: { min: number; max: number } }[];
}

const REFERENCE = new URL('../../../shared/reference/', import.meta.url);
const isHere = existsSync(REFERENCE);
if (!isHere)
  console.info('Avito’s definitions are not beside the project: the rules are not compared with them.');

const definitions: Definition[] = isHere
  ? JSON.parse(readFileSync(new URL('avito-snowmobile-fields.json', REFERENCE), 'utf8')).fields
  : [];

const casesOf = (tag: string) =>
  bundledRules.layers['field-rules'].find((rule) => rule.tag === tag)?.cases ?? [];

test.skipIf(!isHere)('there is a rule for every field, in the definitions’ order, and no other', () => {
  const tags = bundledRules.layers['field-rules'].map(({ tag }) => tag);
  expect(tags).toEqual(definitions.map(({ tag }) => tag));
});

test.each(
  definitions.filter(({ content }) => content[0]?.values),
)('$tag allows the defined values', (field) => {
  const allowed = field.content.flatMap(({ values = [] }) => values.map(({ value }) => String(value)));
  const withValues = casesOf(field.tag).filter(({ oneOf }) => oneOf);
  expect(withValues.length).toBeGreaterThan(0);
  for (const { oneOf } of withValues) expect(oneOf).toEqual(allowed);
});

/** VIN's range is of its length. */
const NUMBERS = definitions.filter(({ tag, content }) => content[0]?.values_range && tag !== 'VIN');

test.each(NUMBERS)('$tag has the defined ranges', ({ tag, content }) => {
  const ranges = casesOf(tag).flatMap(({ range }) => (range ? [range] : []));
  for (const { values_range } of content) expect(ranges).toContainEqual(values_range);
});

const REQUIRED = definitions.filter(({ content }) => content.every(({ required }) => required));

/** Two of the definitions' required fields are for spreadsheets only. */
test.each(REQUIRED.filter(({ tag }) => !/^Image(Urls|Names)$/.test(tag)))('$tag is required', ({ tag }) => {
  expect(casesOf(tag)[0]?.presence).toBe('required');
});

test.skipIf(!isHere)('the listed model names are Avito’s, to the letter', () => {
  const { models } = JSON.parse(readFileSync(new URL('avito-brp-models.json', REFERENCE), 'utf8'));
  expect(bundledRules.layers['model-catalogue'].map(({ names }) => names)).toEqual([models]);
});
