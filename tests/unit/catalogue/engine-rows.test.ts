import { expect, test } from 'vitest';
import { engineRowsIn } from '#functions/catalogue/engine-rows.ts';
import { segment } from './segment.ts';

const PLACES = [40, 200, 300];
const lineAt = (y: number, ...texts: readonly string[]) =>
  texts.flatMap((text, at) => (text === '' ? [] : [segment(text, PLACES[at] ?? 0, y)]));

const table = [
  ...lineAt(100, '', 'Power', 'Dry weight'),
  ...lineAt(114, '600R E-TEC', '125 hp', '218 kg'),
  ...lineAt(128, '850 E-TEC', '165 hp', '224 kg'),
];
const weights = (...below: ReturnType<typeof lineAt>) =>
  engineRowsIn([...table, ...below])
    ?.rows.find(({ label }) => label === 'Dry weight')
    ?.values.map(({ text }) => text);

test('what stands below the last engine is of its row where it is set as close as the lines of a cell', () => {
  expect(weights(...lineAt(137, '', '', '(154 in.)'))).toEqual(['218 kg', '224 kg', '(154 in.)']);
});

test.each([
  ['as far below as rows stand apart', lineAt(140, '', '', '260 kg')],
  ['in smaller type', [segment('260 kg', 300, 137, { fontSize: 7 })]],
])('a text under the last cell %s is none of its lines', (_, below) => {
  expect(weights(...below)).toEqual(['218 kg', '224 kg']);
});

test('a name and its cells are read whole where they go over two lines and others stand at their middle', () => {
  const read = engineRowsIn([
    ...lineAt(100, '', 'Type', 'Dry weight'),
    ...lineAt(114, '600R E-', 'Liquid, 2-', ''),
    ...lineAt(118, '', '', '218 kg'),
    ...lineAt(122, 'TEC', 'stroke', ''),
    ...lineAt(136, '900 ACE', 'Liquid, 4-', ''),
    ...lineAt(140, '', '', '224 kg'),
    ...lineAt(144, 'Turbo R', 'stroke', ''),
  ]);
  expect(read?.engines.map(({ name }) => name)).toEqual(['600R E-TEC', '900 ACE Turbo R']);
  expect(
    read?.rows.map(({ label, placed }) => [label, placed?.map(({ text, from }) => [text, from])]),
  ).toEqual([
    [
      'Dry weight',
      [
        ['218 kg', 0],
        ['224 kg', 1],
      ],
    ],
    [
      'Type',
      [
        ['Liquid, 2-', 0],
        ['stroke', 0],
        ['Liquid, 4-', 1],
        ['stroke', 1],
      ],
    ],
  ]);
});

test('names that stand as close as lines are each their own', () => {
  const read = engineRowsIn([
    ...lineAt(100, '', 'Power', 'Dry weight'),
    ...lineAt(114, '600R E-TEC', '125 hp', '218 kg'),
    ...lineAt(122, '900 ACE', '95 hp', '224 kg'),
  ]);
  expect(read?.engines.map(({ name }) => name)).toEqual(['600R E-TEC', '900 ACE']);
  expect(read?.rows[0]?.placed?.map(({ text, from }) => [text, from])).toEqual([
    ['218 kg', 0],
    ['224 kg', 1],
  ]);
});

test('a starter in a card at the edge of the names is no engine', () => {
  const card = [segment('Electric', 40, 60), segment('4.5 in. display', 120, 60), segment('180 mm', 250, 60)];
  expect(engineRowsIn([...card, ...table])?.engines.map(({ name }) => name)).toEqual([
    '600R E-TEC',
    '850 E-TEC',
  ]);
});
