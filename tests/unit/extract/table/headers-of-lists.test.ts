import { expect, test } from 'vitest';
import { asBefore, fittedHeadings } from '#functions/extract/table/headings.ts';
import { findHeaders } from '#pages/header.ts';
import type { Rule } from '#pages/page.ts';
import { headerOf, ruled, spoken, word } from '../drawn-words.ts';
import { read } from '../text-list.ts';

const headingsOf = ({ cells }: { cells: readonly { text: string }[] }) => cells.map(({ text }) => text);
const CLOSE = headerOf([[word('Code', 10, 20)], spoken('Model Package', 100, 20)]);
const LINE: Rule = { box: [127.4, 10, 127.6, 30], color: [0, 0, 0], direction: 'vertical' };

test('two headings as near as the words of one are two where a line runs between them', () => {
  expect(headingsOf(fittedHeadings(ruled([LINE]), CLOSE, () => []))).toEqual(['Code', 'Model', 'Package']);
});

test('and where texts stand under each with white between', () => {
  const body = [50, 70, 90].flatMap((y) => [
    word('TKNA', 10, y),
    word('Rave', 100, y),
    word('Expert', 130, y),
  ]);
  expect(headingsOf(fittedHeadings(ruled(), CLOSE, () => body))).toEqual(['Code', 'Model', 'Package']);
});

test('else they are one heading', () => {
  const body = [50, 70, 90].flatMap((y) => [word('TKNA', 10, y), word('Rave-Expert', 100, y)]);
  expect(headingsOf(fittedHeadings(ruled(), CLOSE, () => body))).toEqual(['Code', 'Model Package']);
});

const PRINTED = headerOf([[word('Code', 10, 20)], [word('Profile', 100, 20)]]);

test('headings on the next page say the same again: more beneath them is the end of a row', () => {
  const again = headerOf([
    [word('Code', 10, 20)],
    [word('Profile', 100, 20), ...spoken('Extra Long', 95, 31)],
  ]);
  expect(asBefore([again], PRINTED)).toMatchObject([
    { box: PRINTED.box, cells: [{ text: 'Code' }, { text: 'Profile' }] },
  ]);
});

test('so it is on one page, where the end of a row above them says what a heading says', () => {
  const again = headerOf([[word('Code', 10, 220)], [word('Profile', 105, 209), word('Profile', 100, 220)]]);
  const box = [10, 215, 135, 225];
  expect(asBefore([PRINTED, again], null)).toMatchObject([{ box: PRINTED.box }, { box }]);
});

test('other headings are those of another table', () => {
  const other = headerOf([[word('Model', 10, 20)], [word('Profile', 100, 20), word('mm', 100, 31)]]);
  expect(asBefore([other], PRINTED)).toEqual([other]);
  expect(asBefore([other], null)).toEqual([other]);
});

const down = (x: number, from: number, to: number): Rule => ({
  ...{ box: [x, from, x, to], color: [0, 0, 0], direction: 'vertical' },
});
/** "Belte" over three columns and "Pris" over two; the others are as high as both lines. */
const GROUPED = [
  ...[word('Varenr.', 10, 26), word('Modell', 100, 26), word('Belte', 235, 20), word('Pris', 390, 20)],
  ...[word('Lengde', 170, 32), word('mm', 240, 32), word('Kamhøyde', 280, 32)],
  ...[...spoken('eks. mva', 345, 32), ...spoken('inkl. mva', 405, 32), word('Farge', 470, 26)],
];
const BETWEEN_COLUMNS = [
  ...[5, 95, 165, 335, 460, 520].map((x) => down(x, 14, 38)),
  ...[230, 270, 400].map((x) => down(x, 26, 38)),
];

test('a heading over several that lines divide is none of theirs, and says of prices what they are', () => {
  const [header] = findHeaders({ ...ruled(BETWEEN_COLUMNS), words: GROUPED });
  expect(header?.cells.map(({ heading }) => heading)).toEqual([
    ...['modelCode', 'model', 'trackLength', null, 'trackProfile', 'otherPrice', 'price', 'color'],
  ]);
  expect(header?.box[1]).toBe(15);
});

test('a heading over a first row that lines divide is no group', () => {
  const words = [
    ...[word('Varenr.', 10, 20), word('Modell', 100, 20), word('Belte', 235, 20), word('Pris', 390, 20)],
    ...[word('TKNA', 10, 40), word('Rave', 100, 40), word('154in', 170, 40), word('Cobra', 280, 40)],
    word('189970', 390, 40),
  ];
  const lines = [...[5, 95, 165, 335, 460].map((x) => down(x, 14, 48)), down(270, 30, 48)];
  const [header] = findHeaders({ ...ruled(lines), words });
  expect(header?.cells.map(({ heading }) => heading)).toEqual(['modelCode', 'model', 'track', 'price']);
});

test.each([
  ['SKI-DOO PRICE LIST 2031', 2031],
  ['PRICE LIST', null],
  ['SKI-DOO Models', null],
])('the title in the row right over the headings is none of theirs: "%s"', async (title, modelYear) => {
  const rows = [
    'Code;Model;Engine;Extra;Price EUR',
    'QAAA;MXZ;600 EFI;33;10845',
    'QBBB;MXZ;600 EFI;34;11845',
  ];
  const { products, columns } = await read(new TextEncoder().encode([title, ...rows].join('\n')));
  expect(columns).toBeUndefined();
  expect(products.map((product) => [product.modelYear, product.price?.amount])).toEqual([
    [modelYear, '10845.00'],
    [modelYear, '11845.00'],
  ]);
});
