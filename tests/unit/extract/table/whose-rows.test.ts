import { describe, expect, test } from 'vitest';
import { addTable, BEGINNING, type PriceListReading } from '#functions/extract/add-table.ts';
import { ListRows } from '#functions/extract/list-rows.ts';
import { readPageTables } from '#functions/extract/page-tables.ts';
import type { Page } from '#pages/page.ts';
import { headsSpringOnly } from '#reference/lexicon/spring-labels.ts';
import { ruled, spoken, word } from '../drawn-words.ts';

/** What the rows of a page hold in one column, and which are of spring alone. */
function read(page: Page) {
  const reading: PriceListReading = {
    ...{ rows: new ListRows(), problems: [], leftOut: [], columns: [], words: 0, pages: 1 },
    ...{ toldHeadings: new Set<string>(), optionPages: new Set<number>(), hasHeadings: true },
  };
  const place = {
    page: 1,
    sheet: undefined,
    isDamaged: false,
    asSeen: (box: Page['words'][0]['box']) => box,
  };
  readPageTables(page, null).tables.reduce(
    (progress, table) => addTable(table, place, progress, reading),
    BEGINNING,
  );
  using rows = reading.rows;
  rows.end();
  return [...rows];
}

const models = (page: Page) => read(page).map(({ cells }) => cells.model?.text ?? null);

describe('a table without a column of models', () => {
  const table = (codes: readonly string[], y: number) => [
    ...[word('Code', 10, y, true), word('Engine', 100, y, true), word('Price', 300, y, true)],
    ...codes.flatMap((code, at) => [
      ...[word(code, 10, y + 20 + 20 * at), ...spoken('600R E-TEC', 100, y + 20 + 20 * at)],
      word('12345', 300, y + 20 + 20 * at),
    ]),
  ];
  const page = (...words: Page['words'][]): Page => ({ ...ruled(), words: words.flat() });

  test('is named by what stands over it, whatever is said below that', () => {
    const first = [...spoken('Rave Nordlys', 10, 20, true), ...spoken('made for night', 10, 35)];
    const second = spoken('Shredder Fjell', 10, 140, true);
    expect(models(page(first, table(['TKNA', 'TKNB'], 60), second, table(['TKNC', 'TKND'], 160)))).toEqual([
      ...['Rave Nordlys', 'Rave Nordlys'],
      ...['Shredder Fjell', 'Shredder Fjell'],
    ]);
  });

  test('has no name of another where a family stands over it that nobody knows', () => {
    const above = [...spoken('Rave RE', 10, 20, true), ...spoken('Kamikaze RE', 10, 35, true)];
    expect(models(page(above, table(['TKNA', 'TKNB'], 60)))).toEqual([null, null]);
  });
});

describe('rows under a label that says spring', () => {
  const row = (code: string, y: number) => [word(code, 10, y), word('Rave', 100, y), word('12345', 300, y)];
  const page: Page = {
    ...ruled(),
    words: [
      ...[word('Code', 10, 20, true), word('Model', 100, 20, true), word('Price', 300, 20, true)],
      ...[...row('TKNA', 50), ...row('TKNB', 70)],
      ...[...spoken('VÅRMODELLER – kan bestillas till 15.4.', 10, 95, true), ...row('TKNC', 120)],
    ],
    fills: [{ box: [5, 86, 400, 104], color: [0.1, 0.1, 0.1], order: 0 }],
  };

  test('are sold in spring alone, in however many words it says until when', () => {
    expect(read(page).map(({ springOnly }) => springOnly)).toEqual([false, false, true]);
  });

  test.each([
    'KEVÄTMALLIT – tilattavissa 15.4. asti',
    'Spring order only',
    'Nur Frühjahrsbestellung',
    'Modèles printemps',
    'Только весенний заказ',
  ])('%s', (label) => expect(headsSpringOnly(label)).toBe(true));

  test.each([
    'Kevätvalinnat',
    'Spring options',
    'Vårtillval',
    'Весенние опции',
    'Crossover',
    'Springer',
  ])('not "%s"', (label) => expect(headsSpringOnly(label)).toBe(false));
});
