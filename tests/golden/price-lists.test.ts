import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { inventedRows } from './invented-rows.ts';
import { printedAndRead, readList } from './read-retypeset.ts';
import { PLAIN, type PrintedRow, type Typesetting } from './typesetting.ts';

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const hasShared = existsSync(`${SHARED}gold/price-lists`);
if (!hasShared) console.log('The lists beside the project are absent: their golden tests are skipped.');
const NAMES = hasShared
  ? readdirSync(`${SHARED}gold/price-lists`).map((file) => file.replace('.json', ''))
  : ['(absent)'];

const ENGLISH = {
  modelCode: 'Model code',
  model: 'Model',
  package: 'Package',
  engine: 'Engine',
  trackLength: 'Track length',
  trackProfile: 'Track profile',
  starter: 'Starter',
  display: 'Display',
  springOptions: 'Spring options',
  color: 'Colour',
  price: 'Recommended retail price',
};
const SWEDISH = {
  modelCode: 'Artikelnr',
  model: 'Modell',
  package: 'Paket',
  engine: 'Motor',
  trackLength: 'Band',
  starter: 'Start',
  display: 'Instrument',
  springOptions: 'Vårtillval',
  color: 'Färg',
  price: 'Rek. pris inkl moms',
};
const NORWEGIAN = {
  ...SWEDISH,
  modelCode: 'Varenr.',
  package: 'Pakke',
  trackLength: 'Belte',
  starter: 'Starter',
  springOptions: 'Vårvalg',
  color: 'Farge',
  price: 'Veil. pris inkl. mva',
};

/** What other suppliers, years and programs do differently, one or two things at a time. */
const VARIANTS: Record<string, Partial<Typesetting>> = {
  'striped rows': {},
  'no rulings and no fills': { fills: 'none' },
  'no rulings, cells at the top': { fills: 'none', alignCells: 'top' },
  'no rulings, cells at the bottom': { fills: 'none', alignCells: 'bottom' },
  'lines between rows only': { rules: 'rows', fills: 'none', padding: 0 },
  'a grid, text centred': { rules: 'grid', alignText: 'centre' },
  'text centred, no rulings': { fills: 'none', alignText: 'centre' },
  'a fill behind every row': { fills: 'every-row' },
  'A4 upright': { size: [595, 842], fontSize: 5.5 },
  A3: { size: [1191, 842], fontSize: 9 },
  Times: { font: 'Times-Roman', fills: 'none' },
  Courier: { font: 'Courier', fontSize: 5.5, fills: 'none' },
  'page turned once': { turns: 1 },
  'page turned twice': { turns: 2, fills: 'none' },
  'page turned thrice': { turns: 3 },
  'table laid on its side': { turns: 1, viewerTurnsBack: false, fills: 'none' },
  'header on the first page only': { headerOn: 'first-page', fills: 'none' },
  'rows across page breaks': { splitRows: true, headerOn: 'first-page', fills: 'none' },
  'rows across page breaks, at the top': { splitRows: true, alignCells: 'top', rules: 'grid', fills: 'none' },
  'drawn line by line': { drawn: 'line-by-line', fills: 'none' },
  'drawn column by column': { drawn: 'column-by-column', fills: 'none' },
  'drawn word by word': { drawn: 'word-by-word', fills: 'none' },
  'drawn word by word in Courier': { drawn: 'word-by-word', fills: 'none', font: 'Courier', fontSize: 5.5 },
  'headings in English': { headings: ENGLISH },
  'headings in Swedish': { headings: SWEDISH },
  'headings in Norwegian': { headings: NORWEGIAN, fills: 'none' },
  'price first, code in the middle': {
    columns: [
      'price',
      'color',
      'model',
      'package',
      'modelCode',
      'engine',
      'starter',
      'trackLength',
      'trackProfile',
      'display',
      'springOptions',
    ],
  },
  'code last, beside the price': {
    columns: ['model', 'package', 'engine', 'trackLength', 'trackProfile', 'color', 'price', 'modelCode'],
    fills: 'none',
  },
  'the section in a column': { columns: ['section', 'modelCode', 'model', 'engine', 'price'], rules: 'grid' },
  'a column more': { columns: ['modelCode', 'model', 'extra', 'engine', 'color', 'price'], fills: 'none' },
  'columns fewer': { columns: ['modelCode', 'model', 'engine', 'price'] },
};

describe('lists as their supplier made them', () => {
  test.skipIf(!hasShared).each(NAMES)('%s: every cell of every row', async (name) => {
    const extracted = await readList(readFileSync(`${SHARED}fixtures/price-lists/${name}.pdf`));
    const gold = goldList(name);
    expect(extracted.products.map((product) => `${product.page} ${product.modelCode}`)).toEqual(
      gold.products.map(({ page, model_code }) => `${page} ${model_code}`),
    );
    const wrong = extracted.products.flatMap((product, index) => wrongCells(product, gold.products[index]));
    expect(wrong).toEqual([]);
    expect(Extracted.parse(extracted)).toMatchObject({
      brand: gold.brand,
      modelYear: gold.model_year,
      market: gold.market,
      accounted: true,
      problems: [],
    });
  });
});

describe('invented rows typeset anew', () => {
  test.each(Object.entries(VARIANTS))('%s', async (_, variant) => {
    const list = { title: ['LYNX SUOSITUSHINNASTO', 'MALLIVUOSI 2031 / SUOMI'], rows: inventedRows(60) };
    const { extracted, printed, read } = await printedAndRead([list], { ...PLAIN, ...variant });
    expect(read).toEqual(printed);
    expect(extracted).toMatchObject({ brand: 'LYNX', modelYear: 2031, accounted: true, problems: [] });
  });
});

describe('real rows typeset anew', () => {
  test.skipIf(!hasShared).each(Object.entries(VARIANTS))('%s', async (_, variant) => {
    const lists = NAMES.map((name) => ({
      title: [`${goldList(name).brand} SUOSITUSHINNASTO`, `MALLIVUOSI ${goldList(name).model_year}`],
      rows: goldRows(name),
    }));
    const { extracted, printed, read } = await printedAndRead(lists, { ...PLAIN, ...variant });
    expect(read).toEqual(printed);
    expect(extracted).toMatchObject({ brand: null, modelYear: null, accounted: true, problems: [] });
    expect(extracted.products.map(({ brand, modelYear }) => `${brand} ${modelYear}`)).toEqual(
      NAMES.flatMap((name) => goldList(name).products.map(() => listName(name))),
    );
  });
});

type GoldProduct = Record<string, unknown> & { page: number; model_code: string };

interface GoldList {
  brand: string;
  model_year: number;
  market: string;
  products: GoldProduct[];
}

function goldList(name: string): GoldList {
  return JSON.parse(readFileSync(`${SHARED}gold/price-lists/${name}.json`, 'utf8'));
}

function listName(name: string): string {
  const { brand, model_year } = goldList(name);
  return `${brand} ${model_year}`;
}

/** Gold columns are named as the Finnish lists print them. */
const GOLD_NAMES = {
  section: 'section',
  model: 'malli',
  package: 'paketti',
  engine: 'moottori',
  trackLength: 'telamatto_length',
  trackProfile: 'telamatto_profile',
  starter: 'kaynnistin',
  display: 'mittaristo',
  springOptions: 'kevatoptiot',
  color: 'vari',
  springOnly: 'spring_only',
} as const;

function wrongCells(product: Extracted['products'][number], gold: GoldProduct | undefined) {
  const alsoOk = (gold?.also_ok ?? {}) as Record<string, string[]>;
  const cells = Object.entries(GOLD_NAMES).map(([field, name]) => ({
    field,
    read: product[field as keyof typeof GOLD_NAMES],
    accepted: [gold?.[name], ...(alsoOk[name] ?? [])],
  }));
  const price = {
    field: 'price',
    read: product.price?.amount,
    accepted: [(gold?.price_eur as number).toFixed(2)],
  };
  return [...cells, price]
    .filter(({ read, accepted }) => !accepted.some((value) => value === read))
    .map((cell) => ({ code: product.modelCode, ...cell }));
}

function goldRows(name: string): PrintedRow[] {
  return goldList(name).products.map((product) => {
    const texts = Object.entries(GOLD_NAMES).map(([field, own]) => [field, product[own]]);
    const price = (product.price_eur as number).toFixed(2).replace('.', ',');
    return {
      ...Object.fromEntries(texts),
      modelCode: product.model_code,
      price: `${price.replace(/\B(?=(\d{3})+,)/g, ' ')} €`,
    } as PrintedRow;
  });
}
