import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import { avitoNames } from '#functions/match/names.ts';
import { runs } from '../../matrix.ts';
import { additions, anyMachines, listedNames, yearOf } from './listed-name-products.ts';
import { matchRow } from './rows.ts';

const RUNS = { numRuns: runs({ quick: 100, whole: 500 }) };

/**
 * The rules once more, written down without the engine's lexicon or code: what the words of a name forbid a
 * product to be. It knows fewer spellings than the engine does, enough for the products made here.
 */
const words = (text: string): string[] =>
  text
    .toUpperCase()
    .replace('8 50', '850')
    .replace('850R', '850')
    .replace(/E-?TEC/g, 'ETEC')
    .replace(/TURBO R\b/g, 'TURBOR')
    .replace(/\bX[- ]RS\b/g, 'XRS')
    .replace(/NEO ?\+/g, 'NEOPLUS')
    .replace(/\bLTD\b/g, 'LIMITED')
    .replace(/\b550 F\b/g, '550F')
    .split(/[^A-Z0-9]+/)
    .filter(Boolean);

const saidOf = ({ model, package: trim, engine, trackLength }: ExtractedProduct): string[] =>
  words([model, trim, engine, trackLength].filter(Boolean).join(' '));

const TOLD_APART = [
  'NEO',
  'NEOPLUS',
  'LE',
  'LT',
  'SE',
  'X',
  'XRS',
  'RE',
  'DS',
  'RS',
  'SC',
  'LX',
  'SPORT',
  'LIMITED',
  'CORE',
  'PRO',
  'SWT',
  'WT',
  'EXPERT',
  'EDGE',
  'ADRENALINE',
  'ENDURO',
  'BLIZZARD',
  'VIP',
  'LSD',
  'XTREME',
  'ARMY',
  'ALPINE',
  'TNT',
  'BURTON',
  'EVEREST',
  'ETEC',
  'EFI',
  'ACE',
  'TURBOR',
  '600R',
  '800R',
  '550F',
];

/** Words that a name says and the product does not. */
const foreign = (name: string, product: ExtractedProduct): string[] => {
  const said = saidOf(product);
  return words(name).filter((word) => TOLD_APART.includes(word) && !said.includes(word));
};

const SIZES: Record<string, RegExp> = {
  '146': /\b(146|3700)/,
  '3700': /\b(146|3700)/,
  '154': /\b(154|3900)|x154/,
  '3900': /\b(154|3900)|x154/,
  '165': /\b165/,
};

const wrongSize = (name: string, { trackLength }: ExtractedProduct): boolean =>
  words(name).some((word) => SIZES[word] && !SIZES[word].test(trackLength ?? ''));

const wrongEngine = (name: string, product: ExtractedProduct): boolean => {
  const [named, said] = [words(name), saidOf(product)];
  const [size] = named.filter((word) => /^(500|550|600|700|800|850|900|1000|1200|1300)$/.test(word));
  const full = named.some((word) => ['ETEC', 'ACE', 'EFI'].includes(word));
  const turbos = ['TURBO', 'TURBOR'].filter((word) => said.includes(word));
  return (
    (size !== undefined && !said.some((word) => word.replace(/(RS|R|F)$/, '') === size)) ||
    (full && size !== undefined && !said.includes(size)) ||
    (full && turbos.some((turbo) => !named.includes(turbo)))
  );
};

const wrongYear = (name: string, { modelYear }: ExtractedProduct): boolean =>
  /\b20[12]\d\b/.test(name) && !name.includes(String(modelYear));

describe('a product that says a listed name', () => {
  test.each(avitoNames)('`%s` gets it', async (name) => {
    const matched = await matchRow({ brand: null, model: name, modelYear: yearOf(name) });
    expect(matched).toMatchObject({ avitoModel: name, decision: 'accepted', method: 'exact' });
  });

  test('and a colour, a starter or a profile gets it, or one that says as much', async () => {
    await fc.assert(
      fc.asyncProperty(listedNames, additions, async (name, addition) => {
        const cells = { brand: null, modelYear: yearOf(name) };
        const matched = await matchRow({ ...cells, model: `${name} ${addition}` });
        // "850R" is a slip of Avito's list; beside other words a list may mean what it says.
        if (name.includes('850R')) expect([name, null]).toContain(matched.avitoModel);
        // A machine without a package is the standard one, and Avito lists it under both names.
        else if (/Commander 900 Ace Turbo$/.test(name))
          expect(matched.avitoModel).toMatch(/^Lynx Commander (STD )?900 Ace Turbo$/);
        else expect(matched).toMatchObject({ avitoModel: name, decision: 'accepted' });
      }),
      RUNS,
    );
  });

  test('and a word that nobody knows waits for a person', async () => {
    const unknown = fc.stringMatching(/^Q[bcdfg]{2}[hjkl]{3}$/);
    await fc.assert(
      fc.asyncProperty(listedNames, unknown, async (name, word) => {
        const matched = await matchRow({ brand: null, model: `${name} ${word}`, modelYear: yearOf(name) });
        expect(matched.decision).not.toBe('accepted');
      }),
      RUNS,
    );
  });
});

test('whatever a product is, a name that contradicts it in brand, package, engine, track or year never passes', async () => {
  await fc.assert(
    fc.asyncProperty(anyMachines, async (product) => {
      const { avitoModel } = await matchRow(product);
      if (avitoModel === null) return;
      expect({ avitoModel, foreign: foreign(avitoModel, product) }).toEqual({ avitoModel, foreign: [] });
      expect(wrongSize(avitoModel, product)).toBe(false);
      expect(wrongEngine(avitoModel, product)).toBe(false);
      expect(wrongYear(avitoModel, product)).toBe(false);
    }),
    { numRuns: runs({ quick: 400, whole: 2000 }) },
  );
});

test('a machine of one brand never gets a name of the other', async () => {
  await fc.assert(
    fc.asyncProperty(anyMachines, async (product) => {
      const brand = product.brand === 'LYNX' ? 'SKI-DOO' : 'LYNX';
      expect(await matchRow({ ...product, brand })).toMatchObject({ avitoModel: null });
    }),
    RUNS,
  );
});
