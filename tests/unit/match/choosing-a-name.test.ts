import { describe, expect, test } from 'vitest';
import { reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { matchRow } from './rows.ts';

type Cells = Parameters<typeof matchRow>[0];

const lynx = (cells: Cells): Cells => ({ brand: 'LYNX', ...cells });

describe('the most specific name that contradicts nothing', () => {
  test.each<[string, Cells, string]>([
    [
      'package and engine',
      lynx({ model: 'Rave', package: 'RE', engine: '600R E-TEC' }),
      'Lynx Rave RE 600R E-TEC',
    ],
    [
      'no name with the engine',
      lynx({ model: 'Rave', package: 'RE', engine: '850 E-TEC Turbo R' }),
      'Lynx Rave RE',
    ],
    ['no name with the package', lynx({ model: 'Rave', package: 'RS', engine: '600RS E-TEC' }), 'Lynx Rave'],
    [
      'a package beats an engine',
      lynx({ model: 'XTerrain', package: 'Core', engine: '600 ACE' }),
      'Lynx Xterrain Core',
    ],
    [
      'a width sold as a package beats an engine',
      lynx({ model: 'Brutal', package: 'RE 500 mm', engine: '850 E-TEC' }),
      'Lynx Brutal RE (500mm)',
    ],
    [
      'LTD is Limited, whatever the passenger kit',
      lynx({ model: 'Commander', package: 'Limited + Passenger kit', engine: '900 ACE' }),
      'Lynx Commander LTD 900 Ace',
    ],
    [
      'Standard is no package',
      lynx({ model: 'Commander', package: 'Standard', engine: '900 ACE Turbo' }),
      'Lynx Commander STD 900 Ace Turbo',
    ],
    [
      'a bare Turbo fits a Turbo R',
      lynx({ model: 'XTerrain', package: 'RE', engine: '900 ACE Turbo R' }),
      'Lynx Xterrain RE Turbo',
    ],
    [
      '3700 is 146 in',
      lynx({ model: 'Shredder', package: 'RE', engine: '850 E-TEC Turbo R', trackLength: '146in 3700mm' }),
      'Lynx Shredder RE 3700 Turbo R',
    ],
    [
      'and not 154 in',
      lynx({ model: 'Shredder', package: 'RE', engine: '850 E-TEC Turbo R', trackLength: '154in 3900mm' }),
      'Lynx Shredder RE',
    ],
    [
      'the longest family',
      lynx({ model: 'Xterrain', package: 'Brutal RE', engine: '850 E-TEC' }),
      'Lynx Xterrain Brutal',
    ],
    [
      'the added package before its parent',
      { model: 'Summit', package: 'Adrenaline with Edge Pkg', engine: '850 E-TEC' },
      'Ski-Doo Summit Adrenaline with Edge Package',
    ],
    [
      'the parent where the added package has no name',
      { model: 'MXZ', package: 'X-RS with Competition Pkg', engine: '600R E-TEC' },
      'Ski-Doo MXZ X-RS 600R E-TEC',
    ],
    [
      'the SHOT starter of the product',
      { model: 'Summit', package: 'X', engine: '850 E-TEC', trackLength: '154in', starter: 'SHOT' },
      'Ski-Doo Summit X 154 850 E-TEC SHOT',
    ],
    [
      'without it the plain name',
      { model: 'Summit', package: 'X', engine: '850 E-TEC', trackLength: '154in', starter: 'Electric' },
      'Ski-Doo Summit X 850',
    ],
    [
      'a printed width',
      { model: 'Expedition', package: 'LE 20"', engine: '900 ACE Turbo' },
      'Ski-Doo Expedition LE 20 900 ACE Turbo',
    ],
    [
      'another width',
      { model: 'Expedition', package: 'LE 24"', engine: '900 ACE Turbo' },
      'Ski-Doo Expedition LE 900 ACE turbo',
    ],
    ['LE is not LT', { model: 'Tundra', package: 'LE', engine: '600 ACE' }, 'Ski-Doo Tundra 600'],
    [
      'VIP is not everyone’s',
      { model: 'Summit', package: 'X with Expert Pkg', engine: '850 E-TEC Turbo R', trackLength: '154in' },
      'Ski-Doo Summit X Expert 154 850 E-tec Turbo R',
    ],
    [
      'a year suffix of this year',
      { model: 'Summit', package: 'Neo', engine: '600 EFI', modelYear: 2026 },
      'Ski-Doo Summit NEO 2026',
    ],
    [
      'not of another year',
      { model: 'Summit', package: 'Neo', engine: '600 EFI', modelYear: 2027 },
      'Ski-Doo Summit 600',
    ],
    [
      'Neo+ is not Neo',
      { model: 'Summit', package: 'Neo+', engine: '600 EFI', modelYear: 2026 },
      'Ski-Doo Summit NEO +',
    ],
    [
      'an older family',
      lynx({ model: '69 Yeti', package: 'Army LTD', engine: '800R E-TEC', modelYear: 2016 }),
      'Lynx 69 Yeti Army LTD 800R E-TEC',
    ],
    [
      'an electric machine',
      lynx({ model: 'Adventure', package: 'Electric', engine: '50/9' }),
      'Lynx Adventure Electric',
    ],
    [
      'an engine nobody knows takes no engine name',
      lynx({ model: 'Shredder', package: 'RE', engine: '850 E-TEC Hybrid' }),
      'Lynx Shredder RE',
    ],
  ])('%s', async (_, cells, name) => {
    expect(await matchRow(cells)).toMatchObject({ avitoModel: name, decision: 'accepted' });
  });

  test.each([
    ['BRP Ski-Doo Summit X 850 E-TEC', 'Ski-Doo Summit X 850'],
    ['BRP Ski-Doo MXZ X 600R E-TEC', 'Ski-Doo MXZ X 600R E-TEC'],
    ['BRP LYNX Adventure 600 EFI', 'Lynx Adventure'],
  ])('%s, all in one cell, with the make before it', async (name, expected) => {
    expect(await matchRow({ model: name, brand: null })).toMatchObject({
      avitoModel: expected,
      decision: 'accepted',
    });
  });

  test('a name repeated word by word is an exact match', async () => {
    const matched = await matchRow({
      model: 'Summit',
      package: 'X with Expert Package',
      engine: '850 E-TEC',
    });
    expect(matched).toMatchObject({
      method: 'exact',
      avitoModel: 'Ski-Doo Summit X with Expert Package 850 E-TEC',
    });
  });
});

describe('where no name fits', () => {
  test('a person is shown the nearest names of the family and what speaks against each', async () => {
    const matched = await matchRow({ model: 'MXZ', package: 'RS', engine: '600RS E-TEC' });
    expect(matched).toMatchObject({ avitoModel: null, decision: 'review', method: 'none', confidence: 0 });
    expect(matched.reasons.map(sentenceOf)[0]).toMatch(
      /^No listed MXZ name fits this product; next best `Ski-Doo MXZ/,
    );
    expect(matched.candidates[0]?.against.map(sentenceOf)).toEqual([
      'has X-RS, which the product does not have',
    ]);
  });

  test('a misspelled family is never guessed, only suggested', async () => {
    const matched = await matchRow({ model: 'Sumit', package: 'X', engine: '850 E-TEC' });
    expect(matched).toMatchObject({ avitoModel: null, decision: 'review' });
    expect(matched.candidates[0]?.name).toMatch(/^Ski-Doo Summit X/);
  });

  test('what resembles nothing is rejected', async () => {
    expect(await matchRow({ brand: 'Yamaha', model: 'Kodiak', package: 'EPS' })).toMatchObject({
      avitoModel: null,
      decision: 'rejected',
      candidates: [],
    });
  });

  test('another maker’s machine of the same name is not this one', async () => {
    expect(await matchRow({ brand: 'Polaris', model: 'Summit', engine: '850 E-TEC' })).toMatchObject({
      avitoModel: null,
    });
  });
});

describe('a decision explains itself', () => {
  const expert = {
    model: 'Summit',
    package: 'X with Expert Pkg',
    engine: '850 E-TEC Turbo R',
    trackLength: '154in 3900mm',
  };

  test('what agrees, and what the next best lacks', async () => {
    const { reasons } = await matchRow(expert);
    expect(reasons.map(sentenceOf)[0]).toBe(
      'Avito model `Ski-Doo Summit X Expert 154 850 E-tec Turbo R`: family, package, engine and 154 in track agree; ' +
        'next best `Summit X Expert 850 E-TEC Turbo R` lacks the track length.',
    );
  });

  test('every number of the confidence is kept, the boost counted once and capped', async () => {
    const { matchDetails, confidence } = await matchRow(expert);
    expect(matchDetails).toMatchObject({ exactMatches: 5, domainBoost: 0.2, confidence });
    expect(confidence).toBeLessThanOrEqual(1);
  });

  test('a candidate that contradicts the product has no confidence at all', async () => {
    const { candidates } = await matchRow({
      brand: 'LYNX',
      model: 'Rave',
      package: 'RE',
      engine: '600R E-TEC',
    });
    expect(candidates.find(({ name }) => name === 'Lynx Rave RE 850 E-TEC')).toEqual({
      name: 'Lynx Rave RE 850 E-TEC',
      confidence: 0,
      against: [reason('name-has-engine', { named: '850 E-TEC', own: '600R E-TEC' })],
    });
  });
});

describe('a family that the marketplace lists and no lexicon knows', () => {
  const names = ['Ski-Doo Yonder', 'Ski-Doo Yonder Zest 850 E-TEC', 'Ski-Doo Yonder Zest 850 E-TEC Turbo R'];

  test.each([
    ['Zest', '850 E-TEC', 'accepted', 'Ski-Doo Yonder Zest 850 E-TEC'],
    ['Zest', '850 E-TEC Turbo R', 'accepted', 'Ski-Doo Yonder Zest 850 E-TEC Turbo R'],
    ['Zest', '900 ACE', 'review', 'Ski-Doo Yonder'],
    ['Quark', '850 E-TEC', 'review', 'Ski-Doo Yonder'],
  ])('is known by its words: Yonder %s %s', async (kit, engine, decision, avitoModel) => {
    const matched = await matchRow({ model: 'Yonder', package: kit, engine }, { names });
    expect(matched).toMatchObject({ decision, avitoModel });
  });

  test('another unknown family is none of its names', async () => {
    expect(
      await matchRow({ model: 'Beyond', package: 'Zest', engine: '850 E-TEC' }, { names }),
    ).toMatchObject({
      avitoModel: null,
    });
  });

  test('an added package that another listed name bears is asked about', async () => {
    const listed = ['Ski-Doo Summit X 850', 'Ski-Doo Summit X with Zest Package Turbo'];
    const cells = { model: 'Summit', package: 'X with Zest Pkg', engine: '850 E-TEC' };
    expect(await matchRow(cells, { names: listed })).toMatchObject({ decision: 'review' });
    expect(await matchRow(cells, { names: ['Ski-Doo Summit X 850'] })).toMatchObject({
      decision: 'accepted',
    });
  });
});
