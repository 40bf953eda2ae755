import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise } from '#reference/naming/normalise.ts';

/** Words of BRP's catalogues, typed off them. */
const LONG_WORDS = [
  ...['Expedition', 'Backcountry', 'Renegade', 'Freeride', 'Commander', 'Adventure', 'Boondocker'],
  ...['Xterrain', 'Shredder', 'Skandic', 'Touring', 'Competition', 'Adrenaline', 'Blizzard', 'Limited'],
];

const swapped = (word: string, at: number): string =>
  word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);

/** One slip of a pen, behind the first letter. */
const slips = fc
  .tuple(
    fc.constantFrom(...LONG_WORDS),
    fc.nat(),
    fc.nat(3),
    fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
  )
  .map(([word, place, kind, letter]) => {
    const at = 1 + (place % (word.length - 2));
    const misspelt = [
      word.slice(0, at) + word.slice(at + 1),
      word.slice(0, at) + letter + word.slice(at),
      word.slice(0, at) + letter + word.slice(at + 1),
      swapped(word, at),
    ][kind];
    return { word, misspelt: misspelt ?? word };
  });

test('a long word with one slip is the word, in any case', () => {
  fc.assert(
    fc.property(slips, ({ word, misspelt }) => {
      expect(normalise(misspelt)).toBe(normalise(word));
      expect(normalise(misspelt.toUpperCase())).toBe(normalise(word));
    }),
  );
});

test.each([
  ['Limited + Passanger kit', 'LIMITED PASSENGERKIT'],
  ['Expert Packege', 'EXPERT PACKAGE'],
  ['Competetion', 'COMPETITION'],
  ['Snowcrusier', 'SNOWCRUISER'],
])('%s', (misspelt, meant) => {
  expect(normalise(misspelt)).toBe(meant);
});

test('a track behind the height of its lugs is no package', () => {
  expect(normalise('Skandic Sport 154 600 EFI 1.25 Wide Track')).not.toContain('WIDE');
  expect(normalise('Skandic Wide Track 600 EFI')).toContain('WIDE');
});

/** Names of other makers' machines and plausible new packages: none is a slip of any word of BRP's. */
const OTHER_WORDS = [
  ...[
    'Export',
    'Alpina',
    'Endura',
    'Legion',
    'Button',
    'Banger',
    'Sportster',
    'Tracker',
    'Voyager',
    'Viking',
  ],
  ...['Titan', 'Khaos', 'Catalyst', 'Riot', 'Patriot', 'Matryx', 'Launch', 'Founder', 'Heritage', 'Nordic'],
  ...['Pioneer', 'Command', 'Exploration', 'Renown', 'Country', 'Adventus', 'Turismo', 'Sherpa'],
];

test.each(OTHER_WORDS)('%s is another word, and stays', (word) => {
  expect(normalise(word)).toBe(word.toUpperCase());
});

describe('what is added to a package, in the languages of lists', () => {
  test.each([
    ...['X with Expert Package', 'X w/ Expert Pkg', 'X w. Expert', 'X w. Exp. Pkg', 'X + Expert pack'],
    ...['X Expert-paketilla', 'X sis. Expert-paketti', 'X med Expertpaket', 'X m/ Expertpakke'],
    ...['X inkl. Expertpakken', 'X mit Expert-Paket', 'X с пакетом Expert', 'X, пакет Expert'],
  ])('%s', (text) => {
    const telling = normalise(text)
      .split(' ')
      .filter((word) => !['WITH', 'PACKAGE', '+'].includes(word));
    expect(telling).toEqual(['X', 'EXPERT']);
  });

  test.each([
    ...['Limited + Passenger kit', 'Limited with passenger package', 'Limited & 2-up kit', 'Limited 2-up'],
    ...['Limited + matkustajapaketti', 'Limited ja matkustajan istuin', 'Limited med passagerarpaket'],
    ...[
      'Limited + passasjersett',
      'Limited og passasjersete',
      'Limited mit Sozius-Kit',
      'Limited + Beifahrersitz',
    ],
    ...['Limited + комплект для пассажира', 'Limited с пассажирским сиденьем'],
  ])('a second seat: %s', (text) => {
    expect(normalise(text)).toBe('LIMITED PASSENGERKIT');
  });
});

describe('an abbreviation counts only where it stands', () => {
  test.each([
    ['GT Sport', 'GRAND TOURING SPORT'],
    ['Ski-Doo GT LE', 'SKIDOO GRAND TOURING LE'],
    ['2026 GT LE', '2026 GRAND TOURING LE'],
    ['Commander GT', 'COMMANDER GT'],
    ['Adventure GT 1200', 'ADVENTURE GT 1200'],
    ['Exp. SE', 'EXPEDITION SE'],
    ['Summit X Exp.', 'SUMMIT X EXPERT'],
    ['Adv. LTD', 'ADVENTURE LIMITED'],
    ['Formula SUM', 'FORMULA SUM'],
  ])('%s', (text, read) => {
    expect(normalise(text)).toBe(read);
  });
});

test('a name of 90,000 characters is cut, and waits for a word that nobody knows', () => {
  const started = performance.now();
  expect(normalise('Summit X '.repeat(10_000))).toMatch(/ CUT HERE$/);
  expect(performance.now() - started).toBeLessThan(1_000);
});
