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

async function matchList(list: string, catalogues: readonly Catalogue[]): Promise<MatchedProduct[]> {
  const knowledge = { document: `${list}.pdf`, names: avitoNames, catalogues };
  return (await matchProducts(goldProducts(list), knowledge, { embedders: [lexicalEmbedder] })).products;
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
