import { describe, expect, it, test } from 'vitest';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { stockKind } from '#pages/stock-table.ts';
import { workbook } from '../../fakes/workbook.ts';

const sheetsOf = async (bytes: Uint8Array) => (await spreadsheetReader.open(bytes)).sheets ?? [];
const csv = (...lines: string[]) => sheetsOf(Buffer.from(lines.join('\n')));
const kind = async (...lines: string[]) => stockKind(await csv(...lines)).kind;

describe('a stock sheet is known by its columns', () => {
  test.each([
    ['Код;Кол-во', 'TJTH;2', 'TJTJ;0'],
    ['Артикул;Модель;Остаток;Склад', 'TJTH;Summit X;2;Мурманск', 'FVTA;Rave RE;1;Апатиты'],
    ['Model code,Qty,VIN,ETA', 'TJTH,1,2BPSCA0A1RV000123,', 'TJTJ,0,,2026-12-15'],
    ['Mallikoodi;Saldo;Varasto;Lisätieto', 'TJTH;1;Rovaniemi;Näyttelykelkka', 'TJTJ;0;Oulu;'],
    ['Остатки на 28.11.2026', 'Код модели;Наличие;Цена', 'TJTH;в наличии;2 221 000', 'TJTJ;под заказ;'],
    ['VIN;Фото', '2BPSCA0A1RV000123;https://d.example/1.jpg'],
  ])('%s', async (...lines) => {
    expect(await kind(...lines)).toBe('stock-sheet');
  });

  test.each([
    [
      'Ski-Doo 2027 hinnasto',
      'Tuote-nro;Malli;Paketti;Moottori;Telamatto;Hinta;Saatavuus',
      'TJTH;Summit;X;850 E-TEC;154;19540;heti',
    ],
    ['Code;Model;Price', 'TJTH;Summit X;19540 €'],
    ['Koodi;Malli;Moottori;Telamatto;Maksaa;Saatavuus', 'TJTH;Summit;850 E-TEC;154;19 540;heti'],
    ['Artikelnr;Modell;Motor;Band;Lager;Pris', 'TJTH;Summit;850;154;ja;219000'],
    ['Имя;Телефон;Город', 'Анна;123;Мурманск'],
  ])('and a supplier’s list is none: %s', async (...lines) => {
    expect(await kind(...lines)).toBe('no');
  });

  it('asks where it may as well be a list', async () => {
    expect(await kind('Код;Модель;Наличие;Цена', 'TJTH;Summit X;да;2 221 000')).toBe('unsure');
    expect(await kind('Код;Цена;Примечание', 'TJTH;2 221 000;')).toBe('unsure');
  });

  it('reads workbooks, with their tabs and lines above the headings', async () => {
    const bytes = await workbook([
      {
        name: 'Остатки',
        rows: [['ООО «Север»'], ['Полный остаток на 28.11'], ['Код', 'Кол-во'], ['TJTH', 2]],
      },
    ]);
    expect(stockKind(await sheetsOf(bytes)).kind).toBe('stock-sheet');
  });
});
