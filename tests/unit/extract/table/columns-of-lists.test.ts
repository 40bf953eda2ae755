import { describe, expect, test } from 'vitest';
import { headingOf } from '#pages/headings.ts';
import { inventedRows } from '../../../golden/invented-rows.ts';
import { printedAndRead } from '../../../golden/read-retypeset.ts';
import { PLAIN, type Typesetting } from '../../../golden/typesetting.ts';

describe('the price a customer pays is told from the others', () => {
  test.each([
    ['Rek. ca-pris inkl moms', 'price'],
    ['Suositushinta, sis ALV:n', 'price'],
    ['Veil. utsalgspris', 'price'],
    ['MSRP incl. VAT', 'price'],
    ['Рекомендованная розничная цена', 'price'],
    ['Nettohinta', 'otherPrice'],
    ['Hinta alv 0 %', 'otherPrice'],
    ['Pris exkl. moms', 'otherPrice'],
    ['RRP excl. VAT', 'otherPrice'],
    ['ÅF-pris', 'otherPrice'],
    ['Forhandlerpris', 'otherPrice'],
    ['Закупочная цена', 'otherPrice'],
    ['Händlerpreis', 'otherPrice'],
    ['Preis ohne MwSt.', 'otherPrice'],
    ['Prix HT', 'otherPrice'],
    ["Prix d'achat revendeur", 'otherPrice'],
    ['Vanha hinta', 'otherPrice'],
    ['Ancien prix', 'otherPrice'],
    ['Prix public TTC', 'price'],
    ['Preis inkl. MwSt.', 'price'],
    ['Matta, längd', 'trackLength'],
    ['Telamatto', 'track'],
  ])('%s: %s', (text, heading) => {
    expect(headingOf(text)).toBe(heading);
  });

  test.each<[string, Partial<Typesetting>]>([
    ['before it', { columns: ['modelCode', 'model', 'dealerPrice', 'netPrice', 'engine', 'price'] }],
    ['behind it', { columns: ['modelCode', 'model', 'engine', 'price', 'dealerPrice', 'netPrice'] }],
  ])('other prices stand %s', async (_, { columns = [] }) => {
    const headings = { ...PLAIN.headings, dealerPrice: 'Nettohinta', netPrice: 'Hinta alv 0 %' };
    const list = { title: ['LYNX', 'MALLIVUOSI 2031'], rows: inventedRows(14) };
    const { extracted, printed, read } = await printedAndRead([list], { ...PLAIN, columns, headings });
    expect(read).toEqual(printed);
    expect(extracted).toMatchObject({ accounted: true });
  });
});

describe('what stands between rows is none of their cells', () => {
  test.each<[string, Partial<Typesetting>]>([
    ['a footnote', { note: '* Spring order only' }],
    ['a sentence drawn word by word', { note: 'All prices include VAT and freight', drawn: 'word-by-word' }],
    ['a header printed again', { headerOn: 'every-tenth-row', fills: 'none' }],
    ['a stamp across the page', { watermark: 'KOPIO' }],
    ['text that nobody sees', { hidden: ['no-ink', 'white', 'tiny', 'off-page', 'clipped', 'covered'] }],
    ['a footer', { footer: 'Prices are subject to change – page %' }],
  ])('%s', async (_, how) => {
    const list = { title: ['LYNX', 'MALLIVUOSI 2031'], rows: inventedRows(40) };
    const { extracted, printed, read } = await printedAndRead([list], { ...PLAIN, ...how });
    expect(read).toEqual(printed);
    expect(extracted).toMatchObject({ brand: 'LYNX', modelYear: 2031, accounted: true, problems: [] });
  });
});
