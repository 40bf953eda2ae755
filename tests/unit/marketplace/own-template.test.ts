import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DescriptionTemplate, TEMPLATE_FIELDS } from '#contracts/description-template.ts';
import { avitoDescription } from '#marketplace/avito-description.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';

const faults = (template: string): string[] =>
  DescriptionTemplate.safeParse(template).error?.issues.map(({ message }) => message) ?? [];

test('a dealer says it his way', () => {
  const dealer = aDealer({ description: '<p>{brand} {family}, {year}: {colour}</p><p>{code}</p>' });
  expect(avitoDescription(aListing(), dealer).text).toBe(
    '<p>Ski-Doo Summit, 2026: жёлтый Neo Yellow / чёрный</p><p>TJTH</p>',
  );
});

test.each([
  ['{nam}', '{nam} is no field of a template: use one of {name} {brand}'],
  ['{constructor}', '{constructor} is no field of a template'],
  ['<b>fast</b>', '<b> is not allowed: use p, br, strong'],
  ['<p onclick="x">', '<p onclick="x"> is not allowed'],
  ['<p>fast', '<p> has no counterpart'],
  ['fast</p>', '</p> has no counterpart'],
  ['<p><em>fast</p></em>', '</p> has no counterpart'],
  ['2 < 3', '< 3 is not allowed'],
])('%s is refused: %s', (template, message) => {
  expect(faults(template).join()).toContain(message);
});

test('the lists are cut item by item before the description grows too long', () => {
  const dealer = aDealer({ description: `<p>${'я'.repeat(3400)}</p>{specifications}{name}` });
  const { text } = avitoDescription(aListing(), dealer);
  expect(text.length).toBeLessThanOrEqual(7500);
  expect(text).toContain('Summit');
  expect(text.match(/<li>/g)?.length).toBe(text.match(/<\/li>/g)?.length);
});

test('no value of a list is ever taken for a field or for markup', () => {
  const hostile = fc.constantFrom(
    ...Object.keys(TEMPLATE_FIELDS).map((name) => `{${name}}`),
    '$&',
    '<p>',
    '</p>',
  );
  fc.assert(
    fc.property(hostile, (model) => {
      const { text } = avitoDescription(
        aListing({ extracted: { model } }),
        aDealer({ description: '{family}!' }),
      );
      expect(text).toBe(`${model.replace('<', '‹').replace('>', '›')}!`);
    }),
  );
});
