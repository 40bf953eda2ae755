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
