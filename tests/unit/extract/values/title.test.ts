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
