import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '#contracts/catalogue.ts';
import { type MatchedProduct, VALUE_TAGS } from '#contracts/matched.ts';
import { chooseBands, judged, leaveOneOut } from '#desk/calibration/calibrate.ts';
import { lexicalEmbedder } from '#functions/match/embedder.ts';
import { matchProducts } from '#functions/match/match-products.ts';
import { avitoNames } from '#functions/match/names.ts';
import { proposalsFor } from '#functions/match/proposals.ts';
import { BANDS } from '#reference/matching/confidence.ts';
import { goldCatalogue, goldIsHere, goldMatches, goldProducts } from './from-gold.ts';
import { scoreMatches } from './score-matches.ts';

const LISTS = ['LYNX_2026-PRICE_LIST', 'SKI-DOO_2025-PRICE_LIST', 'SKI-DOO_2026-PRICE_LIST'];
const BOOKS = ['SKI-DOO_2025-SPEC_BOOK', 'SKI-DOO_2026-SPEC_BOOK'];
const PERFECT = { precision: 1, coverage: 1, bestShare: 1, specShare: 1, valueShare: 1, valuesFalse: [] };

if (!goldIsHere) console.warn('Skipped: the gold data of shared/gold is not beside this project.');

async function matchList(
  list: string,
  catalogues: readonly Catalogue[],
  write: (text: string) => string = (text) => text,
): Promise<MatchedProduct[]> {
  const knowledge = { document: `${list}.pdf`, names: avitoNames, catalogues };
  const products = goldProducts(list).map((product) => ({
    ...product,
    model: product.model && write(product.model),
    package: product.package && write(product.package),
  }));
  return (await matchProducts(products, knowledge, { embedders: [lexicalEmbedder] })).products;
}

const scoreList = async (list: string, books: readonly string[]) =>
  scoreMatches(goldMatches(list), await matchList(list, books.map(goldCatalogue)));

describe.skipIf(!goldIsHere)('gold matches, by spelling alone', () => {
  test.each(LISTS)('%s with every book: all right', async (list) => {
    expect(await scoreList(list, BOOKS)).toEqual(PERFECT);
  });

  test.each(
    LISTS,
  )('%s: every value says which document and page, or which rule, it comes from', async (list) => {
    for (const { avitoValues, sources } of await matchList(list, BOOKS.map(goldCatalogue)))
      for (const tag of VALUE_TAGS) {
        const source = sources[tag];
        expect(source === undefined).toBe(avitoValues[tag] === null);
        if (source) expect((source.document && source.page) || source.rule).toBeTruthy();
      }
  });

  test.each(LISTS)('%s without any book: no name wrong, no value invented', async (list) => {
    expect(await scoreList(list, [])).toMatchObject({ precision: 1, coverage: 1, valuesFalse: [] });
  });

  test.each([
    ['SKI-DOO_2025-PRICE_LIST', 'SKI-DOO_2026-SPEC_BOOK'],
    ['SKI-DOO_2026-PRICE_LIST', 'SKI-DOO_2025-SPEC_BOOK'],
  ])('%s with the book of another year: nothing lent that is not true', async (list, book) => {
    const score = await scoreList(list, [book]);
    expect(score).toMatchObject({ precision: 1, coverage: 1, valuesFalse: [] });
    expect(score.valueShare).toBeGreaterThan(0.95);
  });
});

/** A hasty hand: a letter left out, doubled, or written before the one it follows. */
const slips: readonly ((word: string, at: number) => string)[] = [
  (word, at) => word.slice(0, at) + word.slice(at + 1),
  (word, at) => word.slice(0, at) + word.slice(at, at + 1) + word.slice(at),
  (word, at) =>
    word.slice(0, at) +
    word
      .slice(at, at + 2)
      .split('')
      .toReversed()
      .join('') +
    word.slice(at + 2),
];

describe.skipIf(!goldIsHere)('names of the lists, misspelt', () => {
  test.each(LISTS)('%s: a slip in each long word makes no other machine, and few wait', async (list) => {
    const cases = fc.record({ at: fc.integer({ min: 1, max: 3 }), slip: fc.constantFrom(...slips) });
    await fc.assert(
      fc.asyncProperty(cases, async ({ at, slip }) => {
        const misspelt = (text: string) => text.replace(/[A-Za-z]{7,}/g, (word) => slip(word, at));
        const { precision, coverage } = scoreMatches(goldMatches(list), await matchList(list, [], misspelt));
        expect(precision).toBe(1);
        expect(coverage).toBeGreaterThanOrEqual(0.98);
      }),
      { numRuns: 4 },
    );
  });

  test.each([
    ['with', 'w.'],
    ['with', 'w/'],
    ['Pkg', 'pack.'],
    ['Passenger', 'Passanger'],
  ])('%s written %s changes no name', async (printed, written) => {
    for (const list of LISTS)
      expect(
        scoreMatches(goldMatches(list), await matchList(list, [], (text) => text.replace(printed, written))),
      ).toMatchObject({ precision: 1, coverage: 1 });
  });
});

describe.skipIf(!goldIsHere)('bands set on two lists hold on the third', () => {
  const judgedList = async (list: string) =>
    judged(
      { document: list, products: goldMatches(list) },
      await proposalsFor(goldProducts(list), avitoNames, lexicalEmbedder),
    );

  test('all three ways, as `feedwright calibrate` sets them', async () => {
    const products = (await Promise.all(LISTS.map(judgedList))).flat();
    const held = leaveOneOut(products);
    expect(held.map(({ list }) => list)).toEqual(LISTS);
    for (const { score } of held) {
      expect(score.precision).toBe(1);
      expect(score.coverage).toBeGreaterThanOrEqual(0.98);
    }
    expect(BANDS.lexical).toMatchObject(chooseBands(products) ?? {});
  });
});
