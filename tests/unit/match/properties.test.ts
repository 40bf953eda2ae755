import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import { avitoNames } from '#functions/match/names.ts';
import { runs } from '../../matrix.ts';
import { anyMachines } from './listed-name-products.ts';
import { book, engine, matchRow, matchRows, model, row, track } from './rows.ts';

const families = fc.constantFrom(
  'Summit',
  'MXZ',
  'Expedition',
  'Skandic',
  'Renegade',
  'Tundra',
  'Nobody knows',
);
const packages = fc.constantFrom(
  null,
  'X',
  'X-RS',
  'LE',
  'LE 20"',
  'SE',
  'Sport',
  'X with Expert Pkg',
  'Neo+',
  'Odd',
);
const engines = fc.constantFrom(
  null,
  '850 E-TEC',
  '850 E-TEC Turbo R',
  '600 EFI - 85 HP',
  '900 ACE',
  '900 ACE Turbo',
);
const lengths = fc.constantFrom(null, '137in 3500mm', '154in 3900mm', '165in 4200mm');

const products: fc.Arbitrary<ExtractedProduct> = fc
  .record({
    model: families,
    package: packages,
    engine: engines,
    trackLength: lengths,
    price: fc.integer({ min: 9, max: 99 }),
  })
  .map(({ price, ...cells }) => row({ ...cells, price: { amount: `${price}000.00`, currency: 'EUR' } }));

/** What the books here describe, and what they do not. */
const machines = fc.oneof(products, anyMachines);

const page = (at: number, title: string, ...columns: string[]) =>
  model({
    page: at,
    model: title,
    engines: columns.map((name) => engine({ name, stroke: 2, displacementCc: 849, powerHp: 100 + at })),
    tracks: [track({ lengthIn: 154, widthIn: 20 }), track({ lengthIn: 154, widthIn: 24 })],
    seating: '2-up',
    seatsPrinted: [2],
  });

const BOOKS = [
  book(
    'SKI-DOO',
    2027,
    page(5, 'Summit X', '850 E-TEC', '850 E-TEC Turbo R'),
    page(6, 'Skandic LE', '900 ACE'),
  ),
  book('SKI-DOO', 2026, page(7, 'Expedition LE', '900 ACE', '900 ACE Turbo')),
  book('LYNX', 2028, page(8, 'Rave RE', '850 E-TEC', '600 EFI – 85')),
];

const shuffled = <T>(things: readonly T[]) => fc.shuffledSubarray([...things], { minLength: things.length });

describe('order changes nothing', () => {
  test('of products', async () => {
    const lists = fc.array(machines, { minLength: 2, maxLength: 8 });
    const listsAndOrders = lists.chain((list) =>
      fc.tuple(fc.constant(list), shuffled(list.keys().toArray())),
    );
    await fc.assert(
      fc.asyncProperty(listsAndOrders, async ([list, order]) => {
        const straight = await matchRows(list, { catalogues: BOOKS });
        const turned = await matchRows(
          order.map((at) => list[at] as ExtractedProduct),
          { catalogues: BOOKS },
        );
        expect(turned).toEqual(order.map((at) => straight[at]));
      }),
      { numRuns: runs({ quick: 30, whole: 100 }) },
    );
  });

  test('of books, of pages and of names', async () => {
    const orders = fc.tuple(products, shuffled(BOOKS), shuffled(avitoNames));
    await fc.assert(
      fc.asyncProperty(orders, async ([product, books, names]) => {
        const turned = books.map((one) => ({ ...one, models: one.models.toReversed() }));
        const matched = await matchRows([product], { catalogues: turned, names });
        expect(matched).toEqual(await matchRows([product], { catalogues: BOOKS }));
      }),
      { numRuns: runs({ quick: 8, whole: 20 }) },
    );
  });
});

test('a name of something else changes nothing', async () => {
  const invented = fc.stringMatching(/^Q[A-Z]{3,8} [A-Z]{1,4} \d{3}$/);
  const others = fc.oneof(
    fc.constantFrom('Yamaha Viking 540', 'Tikhij', 'Polaris Titan 800', 'Buran 4T', 'Lynx Qwerty 850 E-TEC'),
    invented,
  );
  await fc.assert(
    fc.asyncProperty(machines, others, async (product, other) => {
      const more = await matchRows([product], { names: [...avitoNames, other] });
      expect(more).toEqual(await matchRows([product]));
    }),
    { numRuns: runs({ quick: 50, whole: 200 }) },
  );
});

describe('the same words in other clothes are the same product', () => {
  const clothes: [string, (text: string) => string][] = [
    ['lower case', (text) => text.toLowerCase()],
    ['upper case', (text) => text.toUpperCase()],
    ['marks', (text) => text.replace(/\w\b/g, '$&®').replace(/^\w+/, '$&™')],
    ['double spaces', (text) => ` ${text.replaceAll(' ', '  ')} `],
    ['no-break spaces and hyphens', (text) => text.replaceAll(' ', ' ').replaceAll('-', '‑')],
    [
      'full-width letters',
      (text) =>
        text.replace(/[!-~]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
    ],
    ['decomposed letters', (text) => text.normalize('NFD')],
  ];
  const dressed = (product: ExtractedProduct, dress: (text: string) => string): ExtractedProduct => ({
    ...product,
    model: product.model && dress(product.model),
    package: product.package && dress(product.package),
    engine: product.engine && dress(product.engine),
    trackLength: product.trackLength && dress(product.trackLength),
  });
  /** Reasons quote the list to the letter. */
  const unquoted = ({ reasons, ...matched }: Awaited<ReturnType<typeof matchRow>>) => matched;

  test.each(clothes)('%s', async (_, dress) => {
    await fc.assert(
      fc.asyncProperty(machines, async (product) => {
        const plain = await matchRow(product, { catalogues: BOOKS });
        expect(unquoted(await matchRow(dressed(product, dress), { catalogues: BOOKS }))).toEqual(
          unquoted(plain),
        );
      }),
      { numRuns: runs({ quick: 40, whole: 150 }) },
    );
  });
});
