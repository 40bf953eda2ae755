import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { everyNth } from '../matrix.ts';
import { inventedRows } from './invented-rows.ts';
import { printedAndRead, readList } from './read-retypeset.ts';
import { PLAIN, type PrintedRow } from './typesetting.ts';
import { CROWN_LISTS, VARIANTS } from './variants.ts';

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const hasShared = existsSync(`${SHARED}gold/price-lists`);
if (!hasShared) console.log('The lists beside the project are absent: their golden tests are skipped.');
const NAMES = hasShared
  ? readdirSync(`${SHARED}gold/price-lists`).map((file) => file.replace('.json', ''))
  : ['(absent)'];

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

describe('crowns are those of the country whose language the headings are in', () => {
  test.each(CROWN_LISTS)('$language, 11 107$ending', async ({ headings, ending, currency, market }) => {
    const rows = inventedRows(30).map((row) => ({ ...row, price: row.price.replace(',00 €', ending) }));
    const list = { title: ['LYNX 2031'], rows };
    const { extracted, printed, read } = await printedAndRead([list], { ...PLAIN, headings });
    expect(read).toEqual(printed);
    expect(new Set(extracted.products.map(({ price }) => price?.currency))).toEqual(new Set([currency]));
    expect(extracted).toMatchObject({ market, accounted: true, problems: [] });
  });
});

describe('a row with a mistyped code and a bare price is missed, however the list is typeset', () => {
  test.each(everyNth(Object.entries(VARIANTS), 4))('%s', async (_, variant) => {
    const how = { ...PLAIN, ...variant };
    const headings = { ...how.headings, price: 'Hinta EUR' };
    const rows = inventedRows(24).map((row) => ({ ...row, price: row.price.replace(',00 €', '') }));
    for (const [at, modelCode] of [
      [0, 'ABCDE'],
      [11, '1234'],
      [23, 'ABC'],
    ] as const) {
      const wrong = rows.with(at, { ...(rows[at] as PrintedRow), modelCode });
      const { extracted } = await printedAndRead([{ title: ['LYNX 2031'], rows: wrong }], {
        ...how,
        headings,
      });
      expect(extracted.accounted).toBe(false);
      expect(extracted.problems).toContainEqual(
        expect.objectContaining({ code: 'code-malformed', values: { text: modelCode } }),
      );
    }
    const { extracted } = await printedAndRead([{ title: ['LYNX 2031'], rows }], { ...how, headings });
    expect(extracted).toMatchObject({ accounted: true, problems: [] });
  });
});

describe('real rows typeset anew', () => {
  test.skipIf(!hasShared).each(everyNth(Object.entries(VARIANTS), 4, 1))('%s', async (_, variant) => {
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

/** "X- light" stands on two lines of its cell: in another one it is a word. */
const unbroken = (text: unknown) =>
  typeof text === 'string' ? text.replace(/(?<=\p{L})- (?=\p{L})/gu, '-') : text;

function goldRows(name: string): PrintedRow[] {
  return goldList(name).products.map((product) => {
    const texts = Object.entries(GOLD_NAMES).map(([field, own]) => [field, unbroken(product[own])]);
    const price = (product.price_eur as number).toFixed(2).replace('.', ',');
    return {
      ...Object.fromEntries(texts),
      modelCode: product.model_code,
      price: `${price.replace(/\B(?=(\d{3})+,)/g, ' ')} €`,
    } as PrintedRow;
  });
}
