import { expect, test } from 'vitest';
import { readTitle } from '../../../../functions/extract/values/title.ts';

test.each([
  [['SUOSITUSHINNASTO', 'MALLIVUOSI 2026 / SUOMI', '2025-02-19'], null, 2026, 'FI', '2025-02-19'],
  [['M A L L I V U O S I 2 0 2 5 / S U O M I'], null, 2025, 'FI', null],
  [['S K I - D O O', 'MY27'], 'SKI-DOO', 2027, null, null],
  [['Prislista Lynx', 'årsmodell 2026, Sverige', '19.2.2025'], 'LYNX', 2026, 'SE', '2025-02-19'],
  [['Ski-Doo 2028 recommended prices'], 'SKI-DOO', 2028, null, null],
  [['Модельный год 2026', 'Россия'], null, 2026, 'RU', null],
  [['Printed 2025-02-31 for MY 2026'], null, 2026, null, null],
  [['Lynx prislista 2026 SE'], 'LYNX', 2026, 'SE', null],
  [['LYNX PRISLISTE NO', 'MY26'], 'LYNX', 2026, 'NO', null],
  [['Lynx 2026 / Danmark'], 'LYNX', 2026, 'DK', null],
  [['Lynx 2026 Sverige / Norge'], 'LYNX', 2026, null, null],
  [['Lynx 2026', 'GSX SE', 'Item no', 'PRICE LIST NO 5', 'se /'], 'LYNX', 2026, null, null],
  [['SKI-DOO 2025-2026'], 'SKI-DOO', null, null, null],
  [['Lynx 2025/26', 'MY26'], 'LYNX', 2026, null, null],
  [['Ski-Doo / Lynx 2027'], null, 2027, null, null],
  [['Lynx 2026', 'Lynx 2027'], 'LYNX', null, null, null],
  [['POLARIS 2026 price list'], 'POLARIS', 2026, null, null],
  [['©2024 Bombardier Recreational Products'], null, null, null, null],
])('%s', (lines, brand, modelYear, market, printedDate) => {
  expect(readTitle(lines)).toMatchObject({ brand, modelYear, market, printedDate });
});

test('the date of printing is never the model year', () => {
  expect(readTitle(['Price list 1/9/2024', 'Season 2026']).modelYear).toBe(2026);
});

test('a title keeps its lines as printed, without what letters are apart by', () => {
  expect(readTitle(['M A L L I 2 0 2 6', 'Lynx / Suomi'])).toEqual({
    brand: 'LYNX',
    modelYear: 2026,
    market: 'FI',
    printedDate: null,
    lines: ['MALLI2026', 'Lynx / Suomi'],
  });
});

test.each([
  ['2025-02-19', '2025-02-19'],
  ['2025-02-19 * = KEVÄTENNAKKOMALLI', '2025-02-19'],
  ['LYNX SUOSITUSHINNASTO 19.2.2025', '2025-02-19'],
  ['Lynx 19.2.2025', '2025-02-19'],
  ['Suomi 19.2.2025', '2025-02-19'],
  ['Päivitetty: 19.2.2025', '2025-02-19'],
  ['Valid from 2025-02-19', '2025-02-19'],
  ['Stand: 19.02.2025', '2025-02-19'],
  ['Прайс-лист от 19.02.2025', '2025-02-19'],
  ['Printed 19.2.2025, valid until 31.12.2026', '2025-02-19'],
  ['Valid until 31.12.2026 | Printed 19.2.2025', '2025-02-19'],
  ['Voimassa 19.2.2025 alkaen', '2025-02-19'],
  ['Hinnat 1.9.–31.12.2026', null],
  ['valid until 31.12.2026', null],
  ['Prices valid until 31.12.2026', null],
  ['Voimassa 31.12.2026 asti', null],
  ['Hinnat voimassa 31.12.2026 saakka', null],
  ['Gäller t.o.m. 31.12.2026', null],
  ['Gyldig til 31.12.2026', null],
  ['gültig bis 31.12.2026', null],
  ['Цены действуют до 31.12.2026', null],
  ['Expires 2026-12-31', null],
  ['Delivery from 1.10.2026', null],
  ['Toimitukset alkaen 1.10.2026', null],
  ['Tilaukset 30.4.2026 mennessä', null],
  ['Kuva: Rovaniemi 3.3.2026', null],
])('%s is dated %s', (line, date) => {
  expect(readTitle(['Lynx 2026', line]).printedDate).toBe(date);
});

test('a date alone may be explained by the line above', () => {
  expect(readTitle(['Valid until', '31.12.2026']).printedDate).toBeNull();
  expect(readTitle(['Price list', '19.2.2025']).printedDate).toBe('2025-02-19');
});
