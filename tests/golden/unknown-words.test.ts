import { afterEach, describe, expect, test, vi } from 'vitest';
import { lexicalEmbedder } from '#functions/match/embedder.ts';
import { avitoNames } from '#functions/match/names.ts';
import { TECHNOLOGIES } from '#reference/lexicon/engines.ts';
import { FAMILIES } from '#reference/lexicon/families.ts';
import { PACKAGES } from '#reference/lexicon/packages.ts';
import { normalise } from '#reference/naming/normalise.ts';
import { goldIsHere, goldMatches, goldProducts } from './from-gold.ts';
import { scoreMatches } from './score-matches.ts';

const LISTS = ['LYNX_2026-PRICE_LIST', 'SKI-DOO_2025-PRICE_LIST', 'SKI-DOO_2026-PRICE_LIST'];

const wordsOf = (list: string): Set<string> =>
  new Set(
    goldProducts(list).flatMap(({ model, package: trim, engine }) =>
      normalise([model, trim, engine].join(' ')).split(' '),
    ),
  );

/** The words of one list that nobody could have learnt from the others. */
function onlyIn(held: string): (word: string) => boolean {
  const others = new Set(LISTS.filter((list) => list !== held).flatMap((list) => [...wordsOf(list)]));
  const own = wordsOf(held);
  return (word) => own.has(word) && !others.has(word);
}

const without = (words: Readonly<Record<string, string>>, unknown: (word: string) => boolean) =>
  Object.fromEntries(Object.entries(words).filter(([word]) => !unknown(word)));

const familiesWithout = (unknown: (word: string) => boolean) =>
  FAMILIES.filter(({ name }) => !normalise(name).split(' ').some(unknown));

type Original = () => Promise<Record<string, unknown>>;
const replacing = (part: Record<string, unknown>) => async (original: Original) => ({
  ...(await original()),
  ...part,
});

/** The engine as it would be had its lexicons been written from the other lists alone. */
async function engineThatNeverSaw(held: string, { families }: { families: boolean }) {
  const unknown = onlyIn(held);
  vi.doMock('#reference/lexicon/packages.ts', replacing({ PACKAGES: without(PACKAGES, unknown) }));
  vi.doMock('#reference/lexicon/engines.ts', replacing({ TECHNOLOGIES: without(TECHNOLOGIES, unknown) }));
  if (families)
    vi.doMock('#reference/lexicon/families.ts', replacing({ FAMILIES: familiesWithout(unknown) }));
  vi.resetModules();
  return import('#functions/match/match-products.ts');
}

async function scoreOf(held: string, lexicons: { families: boolean }) {
  const { matchProducts } = await engineThatNeverSaw(held, lexicons);
  const knowledge = { document: held, names: avitoNames, catalogues: [] };
  const { products } = await matchProducts(goldProducts(held), knowledge, { embedders: [lexicalEmbedder] });
  const { precision, coverage } = scoreMatches(goldMatches(held), products);
  return { precision, coverage, decisions: new Set(products.map(({ decision }) => decision)) };
}

describe.skipIf(!goldIsHere)(
  'a list with words in no lexicon loses products to review, never to a wrong name',
  () => {
    afterEach(() => {
      vi.doUnmock('#reference/lexicon/packages.ts');
      vi.doUnmock('#reference/lexicon/engines.ts');
      vi.doUnmock('#reference/lexicon/families.ts');
      vi.resetModules();
    });

    test('there are such words, families among them', () => {
      expect(Object.keys(PACKAGES).filter(onlyIn('LYNX_2026-PRICE_LIST')).length).toBeGreaterThan(5);
      expect(familiesWithout(onlyIn('LYNX_2026-PRICE_LIST')).length).toBeLessThan(FAMILIES.length);
    });

    test.each(LISTS)('%s: packages and engines', async (held) => {
      const { precision, decisions } = await scoreOf(held, { families: false });
      expect(precision).toBe(1);
      expect(decisions).not.toContain('rejected');
    });

    test.each(LISTS)('%s: families too', async (held) => {
      const { precision } = await scoreOf(held, { families: true });
      expect(precision).toBe(1);
    });
  },
);
