import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { type WrittenCell, workbook } from '../../fakes/workbook.ts';
import { rawList, show } from './raw-list.ts';
import {
  asText,
  FINNISH,
  isClean,
  type Lines,
  MACHINES,
  type More,
  pricesOf,
  RUSSIAN,
  read,
} from './text-list.ts';
import { extract } from './typeset-lists.ts';

const told = ({ problems }: Extracted) => problems.map(({ code, values }) => `${code}: ${values.text}`);
const priced = (lines: Lines, heading: string): More => [heading, ...lines.prices];

test.each([
  ...[
    'Suositushinta, sis. ALV',
    'Vähittäismyyntihinta EUR',
    'Hinta (alv 25,5 %)',
    'OVH',
    'Hinta 2031, €',
    'Hinta / Pris',
  ],
  ...['Rek. ca-pris inkl. moms', 'Konsumentpris', 'Veil. utsalgspris inkl. mva', 'Vejl. udsalgspris'],
  ...[
    'Manufacturer’s suggested retail price',
    'RRP EUR incl. VAT',
    'Price per unit',
    'Endkundenpreis inkl. 19 % MwSt.',
  ],
  ...['Unverbindliche Preisempfehlung', 'Suositushinta MY31 EUR', 'Prix public conseillé TTC'],
])('"%s" is what a customer pays', async (heading) => {
  const found = await read(asText(FINNISH, [priced(FINNISH, heading)]));
  expect(told(found)).toEqual([]);
  expect(pricesOf(found)).toBe('10845 11845 12845');
});

const OTHERS = [
  ...[
    'Kuukausihinta',
    'Hinta €/kk',
    'Pris/mån',
    'Price per month EUR',
    'Lisähinta EUR',
    'Upgrade price',
    'Hintaero EUR',
  ],
  ...[
    'Price difference',
    'Huoltohinta EUR',
    'Varaosahinta',
    'Option price EUR',
    'Vuokrahinta',
    'Vakuutushinta',
    'Aikaisempi hinta',
  ],
  ...[
    'Price before',
    'Hinta ilman arvonlisäveroa',
    'Förpris',
    'Aktionspreis EUR',
    'Pris uten mva',
    'Price with trailer',
  ],
];
test.each(OTHERS)('"%s" is not, be it the only price or one of two', async (heading) => {
  const others: More = [heading, '9845', '10945', '11945'];
  expect(pricesOf(await read(asText(FINNISH, [others])))).toBe('0 0 0');
  const found = await read(asText(FINNISH, [others, priced(FINNISH, 'Hinta EUR')]));
  expect([pricesOf(found), isClean(found)]).toEqual(['10845 11845 12845', true]);
});

test.each([
  ...['Цена в месяц', 'Спеццена', 'Цена в кредит', 'Цена опций', 'Цена трейд-ин', 'Доплата, цена'],
])('nor is "%s"', async (heading) => {
  expect(pricesOf(await read(asText(RUSSIAN, [priced(RUSSIAN, heading)])))).toBe('0 0 0');
});

test.each([
  'Min price EUR',
  'Kausihinta EUR',
  'Hinta alkaen',
  'Матрёшкина цена',
])('a price heading that says more than anybody knows ("%s") waits, and beside a plain one it is another price', async (heading) => {
  const lines = /\p{Script=Cyrillic}/u.test(heading) ? RUSSIAN : FINNISH;
  const alone = await read(asText(lines, [priced(lines, heading)]));
  expect(told(alone)).toEqual([`price-heading-unclear: ${heading}`]);
  expect(alone.accounted).toBe(false);
  const plain = lines === RUSSIAN ? 'Цена' : 'Hinta';
  const found = await read(asText(lines, [[heading, '9999', '9999', '9999'], priced(lines, plain)]));
  expect([pricesOf(found), isClean(found)]).toEqual([
    lines.prices.map((price) => price.replaceAll(' ', '')).join(' '),
    true,
  ]);
});

test.each([
  ['an unknown heading', 'Nyt', ['9845', '10845', '11845'], false],
  ['no heading', '', ['9 845 €', '10 845 €', '11 845 €'], false],
  ['a sum', 'Yhteensä', ['11345', '12345', '13345'], false],
  ['a deposit', 'Talletus', ['1000', '1000', '1000'], true],
  ['a long number', 'Viivakoodi', ['6412345678901', '6412345678902', '6412345678903'], true],
  ['a telephone', 'Puhelin', ['0401084500', '040 118 4500', '+358 40 128'], true],
  ['an amount in one row of three', 'Muuta', ['9845', '', ''], true],
] as const)('a column under %s waits where its amounts may be the price as well: %s', async (_, heading, cells, isRight) => {
  const found = await read(asText(FINNISH, [priced(FINNISH, 'Hinta EUR'), [heading, ...cells]]));
  expect(isClean(found)).toBe(isRight);
  expect(pricesOf(found)).toBe('10845 11845 12845');
});

const NET = 'prices-said-otherwise';
test.each([
  [{ title: 'Hinnat alv 0 %' }, NET],
  [{ foot: 'Hinnat eivät sisällä arvonlisäveroa.' }, NET],
  [{ foot: 'All prices excl. VAT, incl. delivery.' }, NET],
  [{ foot: 'Prices do not include VAT' }, NET],
  [{ foot: 'Hinnat ei sis. alv' }, NET],
  [{ title: 'Moms tillkommer' }, NET],
  [{ foot: 'All prices + VAT' }, NET],
  [{ foot: 'All prices are net' }, NET],
  [{ foot: 'From 1 January 2031 all prices +4 %' }, NET],
  [{ title: 'SKI-DOO DEALER NET PRICE LIST 2031' }, NET],
  [{ title: 'Jälleenmyyjähinnasto' }, NET],
  [{ title: 'Prices in thousand EUR' }, NET],
  [{ title: 'Hinnat tuhansina euroina' }, NET],
  [{ title: 'tEUR' }, NET],
  [{ foot: 'Hinnat sis. alv 25,5 %, ilman alv 0 % -ostoja varten pyydä tarjous.' }, null],
  [{ foot: 'Prices incl. VAT, excl. delivery. Dealers set their prices.' }, null],
  [{ foot: 'All prices include VAT 25.5 %' }, null],
  [{ foot: 'Toimituskulut 600 € lisätään hintoihin. Jälleenmyyjä määrää hinnan.' }, null],
  [{ title: 'Myyty jo 12 tuhatta kelkkaa' }, null],
])('what a line says of all prices holds the list, and nothing else does: %o', async (said, code) => {
  const { title, foot } = { title: undefined, foot: undefined, ...said };
  const lines = { ...FINNISH, title: [...FINNISH.title, ...(title ? [title] : [])] };
  const found = await read(asText(lines, [priced(lines, 'Hinta EUR')], ['', ...(foot ? [foot] : [])]));
  expect(told(found)).toEqual(code ? [`${code}: ${title ?? foot}`] : []);
});

test.each([
  ['Toimituskulut 600 € lisätään.', true],
  ['Lasten kelkka Mini Z 120 nyt 1 990 €', false],
])('an amount beside machines that is no fee may be a machine’s that nobody reads: "%s"', async (line, isFee) => {
  const { accounted } = await read(asText(FINNISH, [priced(FINNISH, 'Hinta EUR')], ['', line]));
  expect(accounted).toBe(isFee);
});

test('a line on prices without tax is about the column of those, and none where the heading says that tax is in', async () => {
  const foot = ['', 'Jälleenmyyjähinnat alv 0 %.'];
  const net: More = ['Nettohinta', '8645', '9445', '10245'];
  expect(isClean(await read(asText(FINNISH, [net, priced(FINNISH, 'Hinta EUR')], foot)))).toBe(true);
  const untaxed = ['', 'Hinnat ilman alv: pyydä tarjous.'];
  expect(isClean(await read(asText(FINNISH, [priced(FINNISH, 'Hinta sis. alv')], untaxed)))).toBe(true);
});

const onSheet = (...rows: readonly (readonly WrittenCell[])[]) =>
  workbook([{ name: 'Hinnasto', rows: [...FINNISH.title.map((line) => [line]), ...rows] }]);
const machines = MACHINES.map((machine, at) => [...machine, 10845 + at * 1000]);

const DRAFT = 'list-said-draft';
const priceList = {
  name: 'Hinnasto',
  rows: [...FINNISH.title.map((title) => [title]), [...FINNISH.headings, 'Hinta'], ...machines],
};

test.each([
  ['Jälleenmyyjähinnasto', NET],
  ['Hinnat alv 0 %', NET],
  ['Dealer prices 2031', NET],
  ['LUONNOS', DRAFT],
  ['Preliminary price list', DRAFT],
  ['Moottorikelkat 2031', null],
  ['Jälleenmyyjille', null],
])('what a cover alone says of all prices holds the list: "%s"', async (cover, code) => {
  const found = await read(workbook([{ name: 'Kansi', rows: [[cover]] }, priceList]));
  expect(told(found)).toEqual(code ? [`${code}: ${cover}`] : []);
  expect(pricesOf(found)).toBe('10845 11845 12845');
  // What stands behind the rows is no cover.
  const behind = await read(workbook([priceList, { name: 'Muuta', rows: [[cover]] }]));
  expect(told(behind)).toEqual([]);
});

/** The same machines by other codes. */
const otherCode = (cell: WrittenCell): WrittenCell =>
  typeof cell === 'string' && MACHINES.some(([code]) => code === cell) ? `Z${cell.slice(1)}` : cell;

test('a cover of dealers’ prices says nothing of a list that has those beside what customers pay', async () => {
  const headings = [...FINNISH.headings, 'Nettohinta', 'Hinta'];
  const rows = MACHINES.map((machine, at) => [...machine, 8745 + at * 800, 10845 + at * 1000]);
  const both = { name: 'Hinnasto', rows: [...FINNISH.title.map((title) => [title]), headings, ...rows] };
  const cover = { name: 'Kansi', rows: [['Jälleenmyyjähinnasto']] };
  const found = await read(workbook([cover, both]));
  expect([isClean(found), pricesOf(found)]).toEqual([true, '10845 11845 12845']);
  // A sheet with one price alone may hold what dealers pay.
  const more = { ...priceList, name: 'Muut', rows: priceList.rows.map((row) => row.map(otherCode)) };
  expect(told(await read(workbook([cover, both, more])))).toEqual([
    'prices-said-otherwise: Jälleenmyyjähinnasto',
  ]);
});

test.each([
  'LUONNOS',
  'DRAFT 2',
  'EI VOIMASSA',
  'GÄLLER INTE',
  'Prislistan gäller inte längre',
  'DO NOT USE',
  'Редакция недействительна',
  'Предварительный прайс-лист',
])('the title of a draft holds its list: "%s"', async (title) => {
  const lines = { ...FINNISH, title: [...FINNISH.title, title] };
  expect(told(await read(asText(lines, [priced(lines, 'Hinta EUR')])))).toEqual([`${DRAFT}: ${title}`]);
});

test.each([
  'This price list is no longer valid',
  'Superseded',
  'Replaced by the list of 1 May',
  'Tämä hinnasto on korvattu uudella',
  'Hinnat eivät ole enää voimassa',
  'Denna prislista gäller inte längre',
  'Diese Preisliste wurde ersetzt',
  'Прайс-лист утратил силу',
])('what stands below the rows of such a list holds it: "%s"', async (line) => {
  const found = await read(asText(FINNISH, [priced(FINNISH, 'Hinta EUR')], [line]));
  expect(told(found)).toContain(`${DRAFT}: ${line}`);
});

test.each([
  'This price list supersedes all previous price lists',
  'Tämä hinnasto korvaa aiemmat',
  'Price list may be withdrawn without notice',
  'Offer void where prohibited',
  'MXZ is replaced by Renegade',
  'Priserna gäller inte tillbehör',
  'Предыдущие прайс-листы недействительны',
])('what else is said below says of no list that it is past: "%s"', async (line) => {
  const found = await read(asText(FINNISH, [priced(FINNISH, 'Hinta EUR')], [line]));
  expect(told(found).filter((one) => one.startsWith(DRAFT))).toEqual([]);
});

test.each([
  ['Price type', 'Dealer', true],
  ['Hintatyyppi', 'Jälleenmyyjä', true],
  ['Pristyp', 'Netto', true],
  ['Price type', 'Retail', false],
  ['Hintatyyppi', 'Kuluttaja', false],
])('a column that says whose the prices are is heard: %s %s', async (heading, type, isHeld) => {
  const found = await read(asText(FINNISH, [priced(FINNISH, 'Hinta EUR'), [heading, type, type, type]]));
  expect(told(found)).toEqual(isHeld ? Array(3).fill(`${NET}: ${type}`) : []);
});

test.each([
  ['PriceEUR', ['EUR', 'EUR', 'EUR']],
  ['HintaDKK', ['DKK', 'DKK', 'DKK']],
])('a heading in one word names its money: %s', async (heading, currencies) => {
  const found = await read(asText(FINNISH, [priced(FINNISH, heading)]));
  expect(found.products.map(({ price }) => price?.currency ?? null)).toEqual(currencies);
});

test.each([
  'Aiemmat hinnastot: ei voimassa',
  'All previous price lists are no longer valid',
  'Tidigare prislistor har upphört att gälla',
  'Предыдущие прайс-листы недействительны',
  'Priserna gäller inte Åland',
  'Prisene gjelder ikke Svalbard',
  'Ei voimassa muiden alennusten kanssa',
  'Warranty void if modified',
  'Orders cannot be cancelled',
  'Do not use leaded fuel',
  'Скидка не действует',
])('what a list says of those before it, or of something else, holds it not: "%s"', async (line) => {
  const lines = { ...FINNISH, title: [...FINNISH.title, line] };
  expect(told(await read(asText(lines, [priced(lines, 'Hinta EUR')])))).toEqual([]);
});

test.each([
  ['Luonnos', [DRAFT]],
  ['Jälleenmyyjähinnasto', [NET]],
  ['Hinnasto 2', []],
])('what the tab of a sheet says of all its prices holds them: "%s"', async (name, codes) => {
  const { problems } = await read(workbook([{ ...priceList, name }]));
  expect(problems.map(({ code }) => code)).toEqual(codes);
});

test.each([
  ['1185', ['price-absurd']],
  ['98450', ['price-absurd']],
  ['2990', []],
  ['27990', []],
])('a price with a figure more or less than the others of its list waits: %s', async (price, flags) => {
  const rows = [{}, { price: '11845' }, {}, { price }, { price: '9845' }, {}];
  const { products } = Extracted.parse(await extract(rawList(rows)));
  expect(products.map((product) => product.flags)).toEqual([[], [], [], flags, [], []]);
});

test('what many accessories cost says nothing of what machines do', async () => {
  const accessories = Array(7).fill({ engine: '', price: '990' });
  const { products } = Extracted.parse(await extract(rawList([{}, {}, {}, {}, {}, ...accessories])));
  expect(products.slice(0, 5).flatMap(({ flags }) => flags)).toEqual([]);
  expect(products.slice(5).map(({ flags }) => flags)).toEqual(Array(7).fill(['cell-missing']));
});

test.each([
  ['uusi hinta 11 995', true],
  ['Nyt vain 11995,-', true],
  ['Trail 2031', false],
  ['Telamatto 3 500 mm', false],
  ['Hinnat 1.10.2031 alkaen', false],
  ['Myynti 010 123 4567', false],
])('an amount in a line between rows that one of them could cost holds them: "%s"', async (text, isHeld) => {
  const between = (x: number, y: number) => show('11845', x, y) + show(text, 26, y - 8, { size: 5 });
  const found = Extracted.parse(await extract(rawList([{}, { price: between }, { price: '12845' }, {}])));
  expect(pricesOf(found)).toBe('10845 11845 12845 10845');
  expect(found.problems.map(({ code }) => code)).toEqual(isHeld ? ['price-without-row'] : []);
  const rows = ['SKI-DOO 2031', 'Tuote-nro;Malli;Hinta EUR', 'QAAA;MXZ;10845', text, 'QBBB;MXZ;11845'];
  expect((await read(new TextEncoder().encode(rows.join('\n')))).accounted).toBe(!isHeld);
});

test.each([
  ['uusi hinta 11 995', true],
  ['96320 Rovaniemi', false],
])('under the last row words have to say that it is a price: "%s"', async (foot, isHeld) => {
  const found = await read(asText(FINNISH, [priced(FINNISH, 'Hinta EUR')], ['', foot]));
  expect(found.accounted).toBe(!isHeld);
});

test.each([
  ['LUONNOS', [DRAFT]],
  ['CANCELLED', [DRAFT]],
  ['NORDIC', []],
])('a stamp across the rows that says so holds them as well: "%s"', async (text, codes) => {
  const stamp = `q 0.9 g BT /F2 60 Tf 0.8 0.6 -0.6 0.8 200 300 Tm (${text}) Tj ET Q\n`;
  const { problems } = Extracted.parse(await extract(rawList([{}, {}, {}], {}, stamp)));
  expect(problems.map(({ code }) => code)).toEqual(codes);
});

test.each([
  ['alv 0 %', false],
  ['€/kk', false],
  ['sis. alv', true],
  ['EUR', true],
])('what stands in a workbook between a price heading and its prices is part of it: "%s"', async (unit, isRight) => {
  const bytes = onSheet([...FINNISH.headings, 'Hinta'], [null, null, null, unit], ...machines);
  const found = await read(bytes);
  expect(isClean(found)).toBe(isRight);
  expect(told(found)).toEqual(isRight ? [] : [`price-heading-unclear: Hinta ${unit}`]);
});

test.each(['Jälleenmyyjän', 'Kuukausimaksu', 'Veroton'])('so is "%s" over it', async (group) => {
  const found = await read(
    onSheet([null, null, null, group], [...FINNISH.headings, 'Hinta EUR'], ...machines),
  );
  expect(told(found)).toEqual([`price-heading-unclear: ${group} Hinta EUR`]);
});

test('of two prices under one merged heading none is believed', async () => {
  const both = MACHINES.map((machine, at) => [...machine, 8745 + at * 800, 10845 + at * 1000]);
  const rows = [[...FINNISH.headings, 'Hinta EUR'], [null, null, null, 'Rahoitus', 'Käteinen'], ...both];
  expect((await read(onSheet(...rows))).accounted).toBe(false);
});

const COLUMNS = [26, 90, 160, 260];
const line = (texts: readonly string[], y: number, font = 'F1') =>
  texts.map((text, at) => (text ? show(text, COLUMNS[at] ?? 0, y, { font }) : '')).join('');
const printed = (extra: string, group = '') =>
  rawPdf({
    pages: [
      {
        content:
          FINNISH.title.map((text, at) => show(text, 24, 563 - at * 16, { size: 12, font: 'F2' })).join('') +
          line([...FINNISH.headings, 'Hinta EUR'], 510, 'F2') +
          line(['', '', '', group], 523, 'F2') +
          MACHINES.map((machine, at) => line([...machine, `${10845 + at * 1000}`], 485 - at * 14)).join('') +
          extra,
      },
    ],
  });

test.each([
  ['under it, in other letters', printed(show('alv 0 %', 260, 501)), false],
  ['over it, with white between', printed('', 'Jälleenmyyjä'), false],
  ['over it, and about something else', printed('', '1.9.2026'), true],
  ['a legend', printed('', 'x = spring'), true],
  ['over it, and the name of the list', printed('', 'SPRING 2031'), true],
  ['in the footer', printed(show('Hinnat ilman arvonlisäveroa', 26, 420)), false],
])('in a PDF, what says what the prices are is heeded: %s', async (_, bytes, isRight) => {
  const found = Extracted.parse(await extract(bytes));
  expect(pricesOf(found)).toBe('10845 11845 12845');
  expect(isClean(found)).toBe(isRight);
});
