import { expect, test } from 'vitest';
import { cardPanels } from '#functions/catalogue/card-panels.ts';
import { labelPanels } from '#functions/catalogue/label-panels.ts';
import type { Row } from '#functions/catalogue/panels.ts';
import { printedTableOf } from '#functions/catalogue/spec-table.ts';
import type { Rule } from '#pages/page.ts';
import { segment } from './segment.ts';

const texts = ({ label, values }: Row): string =>
  [label, values].map((lines) => lines.map(({ text }) => text).join(' ')).join(': ');

test('two tables side by side without titles or lines are two where words stand between numbers', () => {
  const [left, right] = [
    ['Length', '3220 mm', 'Width', '1217 mm', 'Height', '1345 mm', 'Power', '165 hp'],
    ['Bore', '82 mm', 'Stroke', '80.4 mm', 'Tank', '36 l', 'Seat', 'Sport'],
  ];
  const rows = [0, 1, 2, 3].flatMap((at) =>
    [left, right].flatMap((own = [], side) => [
      segment(own[2 * at] ?? '', 40 + 240 * side, 100 + 12 * at),
      segment(own[2 * at + 1] ?? '', 160 + 240 * side - at, 100 + 12 * at),
    ]),
  );
  expect(labelPanels(rows).map((panel) => panel.map(texts))).toEqual([
    ['Length: 3220 mm', 'Width: 1217 mm', 'Height: 1345 mm', 'Power: 165 hp'],
    ['Bore: 82 mm', 'Stroke: 80.4 mm', 'Tank: 36 l', 'Seat: Sport'],
  ]);
});

test('the heading of a page over cards is no title of a section, which may stand a little in', () => {
  const bold = { bold: true };
  const card = (label: string, value: string, at: number, y: number) => [
    segment(label, 40 + 90 * at, y, { fontSize: 6 }),
    segment(value, 40 + 90 * at, y + 8, { ...bold, fontSize: 8 }),
  ];
  const page = [
    segment('RAVE RE', 40, 60, { ...bold, fontSize: 22 }),
    segment('MOTOR', 44, 86, { ...bold, fontSize: 10 }),
    ...['Power', 'Bore', 'Stroke', 'Tank'].flatMap((label, at) => card(label, `${at}1 mm`, at, 100)),
    segment('SIZE', 44, 124, { ...bold, fontSize: 10 }),
    ...['Length', 'Width', 'Height', 'Stance'].flatMap((label, at) => card(label, `${at}2 mm`, at, 138)),
  ];
  const titles = cardPanels(page).flatMap((rows) => rows.filter(({ values }) => values.length === 0));
  expect(titles.map(texts)).toEqual(['MOTOR: ', 'SIZE: ']);
});

test('a sign alone under its label is what a card says; one before a text begins an entry of a list', () => {
  const card = (label: string, value: string, at: number) => [
    segment(label, 40 + 90 * at, 100, { fontSize: 6 }),
    segment(value, 40 + 90 * at, 108, { bold: true }),
  ];
  const cells: [string, string][] = [
    ['Power', '165 hp'],
    ['Bore', '82 mm'],
    ['Heated grips', '●'],
    ['Tank', '36 l'],
    ['Stroke', '80.4 mm'],
    ['Height', '1345 mm'],
    ['Visor plug', '■'],
  ];
  const list = [segment('●', 40, 119, { bold: true }), segment('Made to climb', 50, 119, { bold: true })];
  const [rows = []] = cardPanels([...cells.flatMap(([label, value], at) => card(label, value, at)), ...list]);
  expect(rows.map(texts)).toEqual(cells.map(([label, value]) => `${label}: ${value}`));
});

test('a small table of engines over cards is read with them, and the names over its columns are no cards', () => {
  const at = (y: number, texts: readonly string[], bold: boolean) =>
    texts.map((text, column) => segment(text, 40 + 150 * column, y, { bold }));
  const page = [
    ...at(100, ['MOTOR', '850 E-TEC', '900 ACE Turbo R'], true),
    ...at(114, ['Type', '2-stroke', '4-stroke'], false),
    ...at(128, ['Displacement', '849 cc', '899 cc'], false),
    ...at(142, ['Power', '165 hp', '180 hp'], false),
    ...['Length', 'Width', 'Height', 'Stance', 'Front', 'Rear', 'Seat', 'Starter'].flatMap((label, card) => {
      const [x, y] = [45 + 90 * (card % 4), 170 + 40 * Math.floor(card / 4)];
      return [segment(label, x, y, { fontSize: 6 }), segment(`${card}00 mm`, x, y + 8, { bold: true })];
    }),
  ];
  const { engines, rows } = printedTableOf(page, []);
  expect(engines.map(({ name }) => name)).toEqual(['850 E-TEC', '900 ACE Turbo R']);
  expect(rows.map(({ label, placed }) => [label, placed?.map(({ text }) => text)])).toEqual([
    ['Type', ['2-stroke', '4-stroke']],
    ['Displacement', ['849 cc', '899 cc']],
    ['Power', ['165 hp', '180 hp']],
    ...['Length', 'Width', 'Height', 'Stance', 'Front', 'Rear', 'Seat', 'Starter'].map((label) => [
      label,
      undefined,
    ]),
  ]);
});

test('a line under the engines of machines parts them from the title below, whose columns they do not name', () => {
  const lines: [number, string, string[], boolean][] = [
    [100, 'Engine', ['600R E-TEC', '850 E-TEC'], false],
    [109, '', ['850 E-TEC', '850 E-TEC Turbo'], false],
    [120, 'ENGINE', [], true],
    ...['Power', 'Bore', 'Fuel', 'Tank'].map((label, at): [number, string, string[], boolean] => {
      return [136 + 16 * at, label, [`${at}1 mm`, `${at}2 mm`], false];
    }),
  ];
  const texts = lines.flatMap(([y, label, values, bold]) => [
    ...(label === '' ? [] : [segment(label, 40, label === 'Engine' ? y + 4 : y, { bold })]),
    ...values.map((value, at) => segment(value, 200 + 150 * at - 2 * value.length, y, { bold })),
  ]);
  const rules = [97, 118, 133, 149, 165, 181, 197].map((y): Rule => {
    return { direction: 'horizontal', color: [0, 0, 0], box: [36, y, 500, y] };
  });
  const { engines, rows } = printedTableOf(texts, rules);
  expect(engines).toEqual([]);
  expect(rows.find(({ label }) => label === 'Engine')?.values.map(({ text }) => text)).toEqual([
    '600R E-TEC',
    '850 E-TEC',
    '850 E-TEC',
    '850 E-TEC Turbo',
  ]);
});

test('the one engine over no line is named, and what lines part beside each other stays apart', () => {
  const row = (label: string, value: string, x: number, y: number) => [
    segment(label, x, y),
    segment(value, x + 100, y),
  ];
  const panel = (x: number, top: number, ...rows: [string, string][]) =>
    rows.flatMap(([label, value], at) => row(label, value, x, top + 12 * at));
  const page = [
    { ...segment('MOTOR', 40, 60), bold: true },
    { ...segment('ROTAX E-POWER', 120, 60), bold: true },
    { ...segment('BATTERY', 40, 88), bold: true },
    ...panel(40, 102, ['Battery', 'lithium-ion'], ['Charger', 'on board'], ['Range', '50 km']),
    ...panel(40, 162, ['Frame', 'Radien'], ['Skis', 'Blade'], ['Seating', '2-up']),
    ...panel(240, 162, ['Reverse', 'Yes'], ['Heated grips', 'Standard'], ['Gauge', '10.25 in.']),
  ];
  const lines = [
    [110, 122, 134].map((y) => [40, y]),
    [158, 170, 182, 194].flatMap((y) => [
      [40, y],
      [240, y],
    ]),
  ].flat();
  const rules = lines.map(
    ([x = 0, y = 0]): Rule => ({
      ...{ box: [x, y, x + 180, y], color: [0, 0, 0], direction: 'horizontal' },
    }),
  );
  const { engines, rows } = printedTableOf(page, rules);
  expect(engines.map(({ name }) => name)).toEqual(['ROTAX E-POWER']);
  expect(rows.find(({ label }) => label === 'Seating')?.values.map(({ text }) => text)).toEqual(['2-up']);
});

test('a wide table over three narrow ones with titles on one line keeps its last columns', () => {
  const bold = { bold: true, fontSize: 10 };
  const wide = ['Bore', 'Stroke', 'Fuel', 'Weight'].flatMap((label, at) => [
    segment(label, 40, 100 + 12 * at),
    segment(`${at}1 mm`, 240, 100 + 12 * at),
    segment(`${at}2 mm`, 440, 100 + 12 * at),
  ]);
  const narrow = ['SIZE', 'RIDE', 'EXTRAS'].flatMap((title, side) => [
    segment(title, 40 + 180 * side, 160, bold),
    ...['Front', 'Middle', 'Rear'].flatMap((label, at) => [
      segment(`${label} ${title.toLowerCase()}`, 40 + 180 * side, 174 + 12 * at),
      segment(`No. ${side}${at}`, 140 + 180 * side + 4 * at, 174 + 12 * at),
    ]),
  ]);
  const panels = labelPanels([...wide, ...narrow]).map((panel) => panel.map(texts));
  expect(panels).toHaveLength(3);
  expect(panels[0]?.slice(0, 4)).toEqual([
    'Bore: 01 mm 02 mm',
    'Stroke: 11 mm 12 mm',
    'Fuel: 21 mm 22 mm',
    'Weight: 31 mm 32 mm',
  ]);
  expect(panels[2]?.slice(1)).toEqual([
    'Front extras: No. 20',
    'Middle extras: No. 21',
    'Rear extras: No. 22',
  ]);
});
