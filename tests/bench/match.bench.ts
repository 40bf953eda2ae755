/**
 * How long matching takes a product, against Avito's 267 names and spec books of 100 model pages, with the
 * offline engine: `npm run bench -- match`. Wanted: ≤ 1 ms warm, and the same with ten times the list or the books.
 */
import type { Catalogue } from '#contracts/catalogue.ts';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import { lexicalEmbedder } from '#functions/match/embedder.ts';
import { matchProducts } from '#functions/match/match-products.ts';
import { avitoNames } from '#functions/match/names.ts';
import { FAMILIES } from '#reference/lexicon/families.ts';
import { PACKAGES } from '#reference/lexicon/packages.ts';
import { book, engine, model, row, track } from '../unit/match/rows.ts';
import { fastestMs } from './measure.ts';

const PRODUCTS = 200;
const PAGES = 100;
const ENGINES = [
  '600 EFI – 85',
  '600R E-TEC',
  '850 E-TEC',
  '850 E-TEC Turbo R',
  '900 ACE',
  '900 ACE Turbo R',
];
const LENGTHS = ['129in 3300mm', '137in 3500mm', '146in 3700mm', '154in 3900mm', '165in 4200mm'];
const TRIMS = Object.values(PACKAGES);

const turning = <T>(things: readonly T[], at: number): T => things[at % things.length] as T;

/** No two rows of one list say the same: that is the most that a list can ask. */
function product(at: number): ExtractedProduct {
  const family = turning(FAMILIES, at);
  return row({
    row: at,
    modelCode: `C${at}`,
    brand: family.brand,
    model: family.name,
    package: `${turning(TRIMS, Math.floor(at / 7))} ${at}Q`,
    engine: turning(ENGINES, at),
    trackLength: turning(LENGTHS, at),
    price: { amount: `${15_000 + at}.00`, currency: 'EUR' },
  });
}

const page = (at: number) =>
  model({
    page: at,
    model: `${turning(FAMILIES, at).name} ${turning(TRIMS, Math.floor(at / FAMILIES.length))}`,
    engines: ENGINES.slice(0, 3).map((name) =>
      engine({ name, displacementCc: 849, powerHp: 100, stroke: 2 }),
    ),
    tracks: [track({ lengthIn: 154, widthIn: 16 }), track({ lengthIn: 165, widthIn: 16 })],
    seating: '1-up',
    seatsPrinted: [1],
  });

/** Half of each brand, of the list's own year and the one before. */
const books = (pages: number): Catalogue[] =>
  ['SKI-DOO', 'LYNX'].flatMap((brand) =>
    [2027, 2026].map((year) => book(brand, year, ...Array.from({ length: pages / 4 }, (_, at) => page(at)))),
  );

async function report(what: string, products: number, pages: number): Promise<void> {
  const list = Array.from({ length: products }, (_, at) => product(at));
  const knowledge = { document: 'list.pdf', names: avitoNames, catalogues: books(pages) };
  const ms = await fastestMs(() => matchProducts(list, knowledge, { embedders: [lexicalEmbedder] }));
  const each = (ms / products).toFixed(3);
  console.log(`${what}: ${products} products, ${pages} pages, ${ms.toFixed(0)} ms, ${each} ms a product`);
}

console.log(`${avitoNames.length} names`);
await report('as it is', PRODUCTS, PAGES);
await report('10 × the list', PRODUCTS * 10, PAGES);
await report('10 × the books', PRODUCTS, PAGES * 10);
await report('100 × the list', PRODUCTS * 100, PAGES);
