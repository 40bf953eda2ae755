import { describe, expect, test } from 'vitest';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { MatchedProduct } from '#contracts/matched.ts';
import { lexicalEmbedder } from '#functions/match/lexical-embedder.ts';
import { matchProducts } from '#functions/match/match-products.ts';
import { avitoNames } from '#functions/match/names.ts';
import { goldCatalogue, goldIsHere, goldMatches, goldProducts } from './from-gold.ts';
import { scoreMatches } from './score-matches.ts';

const LISTS = ['LYNX_2026-PRICE_LIST', 'SKI-DOO_2025-PRICE_LIST', 'SKI-DOO_2026-PRICE_LIST'];
const BOOKS = ['SKI-DOO_2025-SPEC_BOOK', 'SKI-DOO_2026-SPEC_BOOK'];
const PERFECT = { precision: 1, coverage: 1, bestShare: 1, specShare: 1, valueShare: 1, valuesFalse: [] };

if (!goldIsHere) console.warn('Skipped: the gold data of shared/gold is not beside this project.');

async function matchList(list: string, catalogues: readonly Catalogue[]): Promise<MatchedProduct[]> {
  const knowledge = { document: `${list}.pdf`, names: avitoNames, catalogues };
  return (await matchProducts(goldProducts(list), knowledge, [lexicalEmbedder])).products;
}

const scoreList = async (list: string, books: readonly string[]) =>
  scoreMatches(goldMatches(list), await matchList(list, books.map(goldCatalogue)));

describe.skipIf(!goldIsHere)('gold matches, by spelling alone', () => {
  test.each(LISTS)('%s with every book: all right', async (list) => {
    expect(await scoreList(list, BOOKS)).toEqual(PERFECT);
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

describe.skipIf(!goldIsHere)('the accepting band holds on a list it was not set by', () => {
  /** What a person reading two lists would set: a little under the least sure of the right ones. */
  const MARGIN = 0.05;

  test.each(LISTS)('%s', async (held) => {
    const confidences = async (list: string) =>
      (await matchList(list, BOOKS.map(goldCatalogue)))
        .filter(({ avitoModel }) => avitoModel !== null)
        .map(({ confidence }) => confidence);
    const seen = await Promise.all(LISTS.filter((list) => list !== held).map(confidences));
    const band = Math.min(...seen.flat()) - MARGIN;
    const unseen = await confidences(held);
    expect(unseen.filter((confidence) => confidence >= band).length / unseen.length).toBeGreaterThanOrEqual(
      0.98,
    );
  });
});
