import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FieldFact } from '#reference/avito/field-facts.ts';
import { FieldDefinitions, ListedModels, readDefinitions } from '#reference/avito/read-reference.ts';
import { bundledSnapshot } from '#reference/avito/snapshot.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { checkFields } from '#reference/rules/check-fields.ts';
import { deriveLayers } from '#reference/rules/derive-layers.ts';
import { validAd } from '../fakes/ads.ts';

const REFERENCE = new URL('../../../shared/reference/', import.meta.url);
const isHere = existsSync(REFERENCE);
if (!isHere)
  console.info('Avito’s definitions are not beside the project: the rules are not compared with them.');

interface Pair {
  source_field_tag: string;
  values: string[];
}
interface Dependency {
  action: 'visible' | 'required' | 'hidden';
  pairs: Pair[];
}
interface Definition {
  tag: string;
  feed_format: string[];
  content: {
    data_type: string;
    required: boolean;
    required_by_dependency: boolean;
    values?: { value: string }[];
    values_range?: { min: number; max: number };
    dependencies?: Dependency[];
    dependencies_text?: string[];
  }[];
}

const published = (file: string) => JSON.parse(readFileSync(new URL(file, REFERENCE), 'utf8'));
const definitions: Definition[] = isHere ? published('avito-snowmobile-fields.json').fields : [];
const rules = bundledRules.layers['field-rules'];
const casesOf = (tag: string) => rules.find((rule) => rule.tag === tag)?.cases ?? [];

test.skipIf(!isHere)('a snapshot of the same source gives the very rules and names that are bundled', () => {
  const { fields, unread } = readDefinitions(
    FieldDefinitions.parse(published('avito-snowmobile-fields.json')),
  );
  const snapshot = { ...ListedModels.parse(published('avito-brp-models.json')), fields };
  expect(unread).toEqual([]);
  expect(snapshot).toEqual(bundledSnapshot);
  expect(bundledRules.layers).toMatchObject(deriveLayers(snapshot));
});

test.skipIf(!isHere)('there is a rule for every field, in the definitions’ order, and no other', () => {
  expect(rules.map(({ tag }) => tag)).toEqual(definitions.map(({ tag }) => tag));
});

test.each(
  definitions.filter(({ content }) => content[0]?.values),
)('$tag allows the defined values', (field) => {
  const allowed = field.content.flatMap(({ values = [] }) => values.map(({ value }) => String(value)));
  const withValues = casesOf(field.tag).filter(({ oneOf }) => oneOf);
  expect(withValues.length).toBeGreaterThan(0);
  for (const { oneOf } of withValues) expect(oneOf).toEqual(allowed);
});

const RANGED = definitions.flatMap(({ tag, content }) =>
  content.flatMap(({ data_type, values_range }) => (values_range ? [{ tag, data_type, values_range }] : [])),
);

test.each(RANGED)('$tag has the defined range, of its length where it is a text', (field) => {
  const limits = casesOf(field.tag).map(({ range, length }) =>
    field.data_type === 'string' ? length : range,
  );
  expect(limits).toContainEqual(field.values_range);
});

test.each(
  definitions.filter(({ content }) => content[0]?.data_type !== 'string'),
)('$tag is a number wherever it may stand', ({ tag, content }) => {
  const filled = casesOf(tag).filter(({ presence, when }) => presence === 'required' || !when);
  for (const { presence, type } of filled)
    if (presence !== 'forbidden')
      expect(type).toBe(content[0]?.data_type === 'float' ? 'decimal' : 'integer');
});

const findingsOf = (tag: string, fields: Record<string, string>) => {
  const ad = validAd('A');
  const found = checkFields({ ...ad, fields: { ...ad.fields, ...fields } }, rules);
  return found.filter(({ rule }) => rule === `field-${tag}`);
};

const DEPENDENT = definitions.flatMap(({ tag, content }) =>
  content.flatMap(({ dependencies = [] }) =>
    dependencies.flatMap(({ action, pairs }) =>
      pairs.flatMap(({ source_field_tag: source, values }) =>
        values.map((value) => ({ tag, action, source, value })),
      ),
    ),
  ),
);

test.each(DEPENDENT)('$tag is $action where $source is $value', ({ tag, action, source, value }) => {
  const [given, left] = ['1', ''].map((own) => findingsOf(tag, { [source]: value, [tag]: own }));
  const applies = !given?.some((finding) => finding.reason.code === 'field-inapplicable');
  expect(applies).toBe(action !== 'hidden');
  if (action === 'required') expect(left?.map(({ missing }) => missing)).toEqual([tag]);
});

const shownOnlyWhere = (source: string) => DEPENDENT.filter((each) => each.source === source);
const SHOWN = DEPENDENT.filter(({ action }) => action === 'visible');

test.each(SHOWN)('$tag does not apply where $source has a value that does not show it', ({ tag, source }) => {
  const showing = shownOnlyWhere(source).flatMap((each) => (each.tag === tag ? [each.value] : []));
  const others = (casesOf(source)[0]?.oneOf ?? []).filter((value) => !showing.includes(value));
  for (const value of others)
    expect(findingsOf(tag, { [source]: value, [tag]: '1' })[0]?.reason.code).toBe('field-inapplicable');
});

/** Without dependencies of its own, what is required "by dependency" is required of every snowmobile. */
const isRequired = ({ content, feed_format }: Definition) =>
  feed_format.includes('xml') &&
  content.every(
    ({ required, required_by_dependency, dependencies = [], dependencies_text = [] }) =>
      dependencies.length + dependencies_text.length === 0 && (required || required_by_dependency),
  );

test.each(definitions.filter(isRequired))('$tag is required', ({ tag }) => {
  expect(casesOf(tag).map(({ presence }) => presence)).toEqual(['required']);
});

const STATED = definitions.flatMap(({ tag, feed_format, content }) =>
  content.flatMap(({ dependencies = [], dependencies_text = [] }) =>
    feed_format.includes('xml') && dependencies_text.length > dependencies.length ? [tag] : [],
  ),
);

test.skipIf(!isHere)('three fields depend on one another in words: an address stands for coordinates', () => {
  expect(STATED).toEqual(['Address', 'Latitude', 'Longitude']);
  const place = { Latitude: '', Longitude: '', Address: '' };
  const missing = (fields: Record<string, string>) =>
    STATED.filter((tag) => findingsOf(tag, { ...place, ...fields }).length > 0);
  expect(missing({})).toEqual(['Address']);
  expect(missing({ Address: 'Мурманск' })).toEqual([]);
  expect(missing({ Latitude: '68.97', Longitude: '33.08' })).toEqual([]);
  expect(missing({ Latitude: '68.97' })).toEqual(['Longitude']);
  expect(missing({ Longitude: '33.08' })).toEqual(['Latitude']);
});

test.skipIf(!isHere)('what is for spreadsheets only has no place in the feed', () => {
  const others = bundledSnapshot.fields.filter((fact: FieldFact) => fact.spreadsheetOnly);
  expect(others.map(({ tag }) => tag)).toEqual(
    definitions.filter(({ feed_format }) => !feed_format.includes('xml')).map(({ tag }) => tag),
  );
  for (const { tag } of others) expect(casesOf(tag)).toEqual([{ presence: 'forbidden' }]);
});
