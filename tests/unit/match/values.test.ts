import { describe, expect, test } from 'vitest';
import type { Box } from '#contracts/box.ts';
import type { CatalogueModel } from '#contracts/catalogue.ts';
import { sentenceOf } from '#messages/say.ts';
import { book, engine, matchRow, matchRows, model, row, track } from './rows.ts';

const COLUMN_850 = engine({ name: '850 E-TEC', stroke: 2, displacementCc: 849, powerHp: 165 });
const COLUMN_600_ACE = engine({ name: '600 ACE', stroke: 4, displacementCc: 599.5, powerHp: 62 });

const BACKCOUNTRY = model({
  page: 13,
  model: 'Backcountry X-RS',
  engines: [engine({ name: '850 E-TEC Turbo R', stroke: 2, displacementCc: 849, powerHp: 180 }), COLUMN_850],
  tracks: [
    track({ name: 'PowderMax', lengthIn: 146, widthIn: 16, profileIn: 2 }),
    track({ name: 'Ice Storm 150', lengthIn: 146, widthIn: 15, profileIn: 1.5 }),
  ],
  seating: 'Trail narrow',
});

const NEO = model({
  page: 9,
  model: 'Summit Neo',
  engines: [
    engine({ name: '600 EFI – 85', stroke: 2, displacementCc: 599.4, powerHp: 85 }),
    engine({ name: '600 EFI – 55', stroke: 2, displacementCc: 599.4, powerHp: 55 }),
  ],
  tracks: [
    track({ name: 'Cobra (Neo)', lengthIn: 146, widthIn: 14 }),
    track({ name: 'Hurricane (Neo+)', lengthIn: 146, widthIn: 15 }),
  ],
  seating: 'Deep snow compact',
});

const SKANDIC = model({
  page: 27,
  model: 'Skandic LE',
  engines: [engine({ name: '900 ACE', stroke: 4, displacementCc: 899, powerHp: 95 })],
  tracks: [
    track({ name: 'Silent Cobra WT', lengthIn: 154, widthIn: 20 }),
    track({ name: 'Silent Cobra SWT', lengthIn: 154, widthIn: 24 }),
  ],
  seating: 'WideTrack 2-up',
  seatsPrinted: [2],
});

const ADVENTURE = model({
  page: 4,
  model: 'Adventure LX',
  engines: [COLUMN_600_ACE],
  tracks: [track({ lengthMm: 3487, widthMm: 381 })],
  seating: '1-up or 2-up',
  seatsPrinted: [1, 2],
});

const BOOK = book('SKI-DOO', 2027, BACKCOUNTRY, NEO, SKANDIC);
const LYNX_BOOK = book('LYNX', 2027, ADVENTURE);

const backcountry = {
  model: 'Backcountry',
  package: 'X-RS',
  engine: '850 E-TEC',
  trackLength: '146in 3700mm',
};
const skandic = { model: 'Skandic', package: 'LE', engine: '900 ACE', trackLength: '154in 3900mm' };
const adventure = {
  brand: 'LYNX',
  model: 'Adventure',
  package: 'LX',
  engine: '600 ACE',
  trackLength: '137in 3500mm',
};

const price = (amount: string) => ({ amount, currency: 'EUR' });

describe('from the spec book of the same brand and year', () => {
  test('page and engine column, every value, and where it stands', async () => {
    const matched = await matchRow(
      { ...backcountry, trackProfile: '2.0in 51mm PowderMax' },
      { catalogues: [BOOK] },
    );
    expect(matched.spec).toMatchObject({ page: 13, model: 'Backcountry X-RS', engine: '850 E-TEC' });
    expect(matched.avitoValues).toEqual({
      Type: 'Спортивный или горный',
      EngineType: 'Бензин',
      Power: 165,
      EngineCapacity: 849,
      Stroke: '2',
      PersonCapacity: 1,
      TrackWidth: 406,
      Year: 2027,
    });
    expect(matched.sources.Power).toMatchObject({
      document: 'SKI-DOO 2027 book',
      page: 13,
      inherited: false,
    });
    expect(matched.sources.Type?.rule).toBe('the model family decides the type');
  });

  test('the place on the page that prints a value, or on the engine page', async () => {
    const power = { page: 5, box: [60, 110, 120, 118] as Box };
    const seating = { page: 13, box: [400, 500, 460, 508] as Box };
    const [page, ...pages] = BOOK.models;
    const engines = page?.engines.map((one) => ({ ...one, places: { powerHp: power } })) ?? [];
    const placed = {
      ...BOOK,
      models: [{ ...page, engines, places: { seating } } as CatalogueModel, ...pages],
    };
    const { sources } = await matchRow(backcountry, { catalogues: [placed] });
    expect(sources.Power).toMatchObject(power);
    expect(sources.PersonCapacity).toMatchObject(seating);
  });

  test('a width that the list prints is its own, with the cell that prints it', async () => {
    const box: Box = [210, 90, 260, 98];
    const trackProfile = '24in 610mm 1.5in 38mm Silent Cobra SWT';
    const matched = await matchRow(
      { ...skandic, trackProfile, cells: { trackProfile: box } },
      { catalogues: [BOOK] },
    );
    expect(matched.avitoValues.TrackWidth).toBe(610);
    expect(matched.sources.TrackWidth).toMatchObject({ box, inherited: false });
  });

  test('of several tracks alike but for their names the one with most words of the listed decides', async () => {
    const names = ['Ice Cobra 1.6', 'Cobra', 'Ripsaw'];
    const tracks = names.map((name, at) => track({ name, lengthIn: 154, widthIn: [15, 20, 24][at] ?? null }));
    const alike = book('SKI-DOO', 2027, { ...SKANDIC, tracks });
    for (const [trackProfile, width] of [
      ['Ice Cobra', 381],
      ['Ripsaw', 610],
    ] as const) {
      const { avitoValues } = await matchRow({ ...skandic, trackProfile }, { catalogues: [alike] });
      expect(avitoValues.TrackWidth).toBe(width);
    }
  });

  test('of several tracks without a name length, then profile decide', async () => {
    const tracks = [
      track({ lengthIn: 137, widthIn: 14, profileIn: 1.5 }),
      track({ lengthIn: 146, widthIn: 15, profileIn: 1.5 }),
      track({ lengthIn: 146, widthIn: 16, profileIn: 2 }),
    ];
    const nameless = book('SKI-DOO', 2027, { ...BACKCOUNTRY, tracks });
    const widthOf = async (cells: object) => {
      const matched = await matchRow({ ...backcountry, ...cells }, { catalogues: [nameless] });
      // By its own page: another one may speak of the very same track alone.
      expect(matched.sources.TrackWidth?.inherited).toBe(false);
      return matched.avitoValues.TrackWidth;
    };
    expect(await widthOf({ trackLength: '137in 3500mm' })).toBe(356);
    expect(await widthOf({ trackProfile: '1.5in 38mm' })).toBe(381);
    expect(await widthOf({ trackProfile: '2.0in 51mm' })).toBe(406);
    expect(await widthOf({ trackLength: '165in 4200mm', trackProfile: '2.0in 51mm' })).toBe(406);
  });

  test('of several tracks of one length the profile decides', async () => {
    const matched = await matchRow(
      { ...backcountry, trackProfile: '1.5in 38mm Ice Storm' },
      { catalogues: [BOOK] },
    );
    expect(matched.avitoValues.TrackWidth).toBe(381);
  });

  test('WIS makes no other engine column', async () => {
    const matched = await matchRow(
      { ...backcountry, engine: '850 E-TEC Turbo R with WIS' },
      { catalogues: [BOOK] },
    );
    expect(matched.spec?.engine).toBe('850 E-TEC Turbo R');
  });

  test.each([
    ['Neo', '600 EFI - 55 HP', '600 EFI – 55', 55, 356],
    ['Neo+', '600 EFI - 85 HP', '600 EFI – 85', 85, 381],
  ])('the Neo+ shares the page of the Neo: %s', async (name, listed, column, power, width) => {
    const matched = await matchRow(
      { model: 'Summit', package: name, engine: listed, trackLength: '146in 3700mm' },
      { catalogues: [BOOK] },
    );
    expect(matched.spec).toMatchObject({ page: 9, engine: column });
    expect(matched.avitoValues).toMatchObject({ Power: power, EngineCapacity: 599, TrackWidth: width });
  });

  test.each([
    ['LX', 1],
    ['LX + Passenger kit', 2],
  ])('"1-up or 2-up" depends on the passenger kit: %s', async (name, persons) => {
    const matched = await matchRow({ ...adventure, package: name }, { catalogues: [LYNX_BOOK] });
    expect(matched.avitoValues).toMatchObject({
      PersonCapacity: persons,
      EngineCapacity: 600,
      TrackWidth: 381,
    });
  });

  test('an engine that the page does not have is said, and gives no value', async () => {
    const matched = await matchRow({ ...backcountry, engine: '600RS E-TEC' }, { catalogues: [BOOK] });
    expect(matched).toMatchObject({
      spec: { page: 13, engine: null },
      avitoValues: { Power: null, EngineCapacity: null, Stroke: null },
    });
    expect(matched.reasons.map(sentenceOf)).toContain(
      'List and book differ: SKI-DOO 2027 book, page 13, `Backcountry X-RS` has no single engine column for `600RS E-TEC`.',
    );
  });

  test('of pages that suit the row alike none is taken, and the reason names them', async () => {
    const twins = [
      model({ ...BACKCOUNTRY, page: 13 }),
      model({ ...BACKCOUNTRY, page: 14, seating: 'Trail 2-up' }),
    ];
    const matched = await matchRow(backcountry, { catalogues: [book('SKI-DOO', 2027, ...twins)] });
    expect(matched.spec).toBeNull();
    expect(matched.reasons.map(sentenceOf).join(' ')).toMatch(
      /`Backcountry X-RS` \(13, 14\).* `review edit`/,
    );
    expect(matched.reasons.map(sentenceOf).join(' ')).not.toContain('describes this model');
  });

  test.each<[string, Partial<CatalogueModel>, object, number]>([
    ['their engine', { engines: [COLUMN_600_ACE] }, { engine: '600 ACE' }, 14],
    ['their engine, the other', { engines: [COLUMN_600_ACE] }, {}, 13],
    [
      'their length',
      { tracks: [track({ lengthIn: 154, widthIn: 16 })] },
      { trackLength: '154in 3900mm' },
      14,
    ],
    [
      'their width',
      { tracks: [track({ lengthIn: 146, widthIn: 20 })] },
      { trackProfile: '20in 2.0in PowderMax' },
      14,
    ],
    [
      'their profile',
      { tracks: [track({ lengthIn: 146, widthMm: 500, profileMm: 60 })] },
      { trackProfile: '2.35in 60mm PowderMax' },
      14,
    ],
  ])('two pages of one name are told apart by %s', async (_, other, cells, page) => {
    const twins = [BACKCOUNTRY, model({ ...BACKCOUNTRY, ...other, page: 14 })];
    for (const pages of [twins, twins.toReversed()]) {
      const matched = await matchRow(
        { ...backcountry, ...cells },
        { catalogues: [book('SKI-DOO', 2027, ...pages)] },
      );
      expect(matched.spec?.page).toBe(page);
    }
  });

  test('a track length that the page’s only track does not have is said, and nothing where it has none', async () => {
    const row = { ...adventure, trackLength: '154in 3900mm' };
    const said = async (...models: CatalogueModel[]) =>
      (await matchRow(row, { catalogues: [book('LYNX', 2027, ...models)] })).reasons.map(({ code }) => code);
    expect(await said(ADVENTURE)).toContain('length-unlike');
    expect(await said(model({ ...ADVENTURE, tracks: [] }))).not.toContain('length-unlike');
  });

  test('a track length that the page does not have is said', async () => {
    const matched = await matchRow({ ...skandic, trackLength: '137in 3500mm' }, { catalogues: [BOOK] });
    expect(matched.reasons.map(sentenceOf)).toContain(
      "List and book differ: page 27 has no track of 137in 3500mm; the list's stands.",
    );
  });

  test('a page of another package is not this model’s', async () => {
    const matched = await matchRow({ ...backcountry, package: 'X' }, { catalogues: [BOOK] });
    expect(matched.spec).toBeNull();
  });
});

describe('two widths in the book, none in the list', () => {
  const dear = row({ ...skandic, price: price('18760.00') });
  const cheap = row({ ...skandic, price: price('17910.00') });

  test('of rows alike but for the price the dearer has the wider track', async () => {
    const matched = await matchRows([dear, cheap], { catalogues: [BOOK] });
    expect(matched.map(({ avitoValues }) => avitoValues.TrackWidth)).toEqual([610, 508]);
    expect(matched.map(({ avitoModel }) => avitoModel)).toEqual([
      'Ski-Doo Skandic LE 24 900 ACE',
      'Ski-Doo Skandic LE 20 900 ACE',
    ]);
    expect(matched[0]?.sources.TrackWidth?.confidence).toBeLessThan(1);
    expect(matched[0]?.reasons.map(sentenceOf).join()).toContain('TrackWidth inferred');
  });

  test.each([
    ['one row', [cheap]],
    ['three rows', [cheap, dear, row({ ...skandic, price: price('19000.00') })]],
    ['one price', [cheap, cheap]],
    ['rows that differ in more', [cheap, { ...dear, color: 'Black' }]],
  ])('%s leave the width open', async (_, rows) => {
    const matched = await matchRows(rows, { catalogues: [BOOK] });
    expect(matched.map(({ avitoValues }) => avitoValues.TrackWidth)).toEqual(rows.map(() => null));
    expect(matched[0]?.avitoModel).toBe('Ski-Doo Skandic 900');
  });
});

describe('lent by another book', () => {
  const rave = {
    brand: 'LYNX',
    model: 'Rave',
    package: 'RE',
    engine: '850 E-TEC',
    trackLength: '137in 3500mm',
  };

  test('values of the same engine, marked inherited and less sure', async () => {
    const matched = await matchRow(rave, { catalogues: [BOOK] });
    expect(matched.avitoValues).toMatchObject({
      Power: 165,
      EngineCapacity: 849,
      Stroke: '2',
      PersonCapacity: null,
      TrackWidth: null,
    });
    expect(matched.sources.Power).toMatchObject({ document: 'SKI-DOO 2027 book', page: 13, inherited: true });
    expect(matched.sources.Power?.confidence).toBeLessThan(1);
    expect(matched.spec).toBeNull();
    expect(matched.reasons.map(sentenceOf).join()).toContain('Power, EngineCapacity, Stroke inherited');
  });

  test('seats and width of the same model and track only', async () => {
    const later = { ...backcountry, modelYear: 2028, trackProfile: '2.0in 51mm PowderMax' };
    const matched = await matchRow(later, { catalogues: [BOOK] });
    expect(matched.avitoValues).toMatchObject({ PersonCapacity: 1, TrackWidth: 406 });
    const otherTrack = await matchRow({ ...later, trackLength: '154in 3900mm' }, { catalogues: [BOOK] });
    expect(otherTrack.avitoValues).toMatchObject({ PersonCapacity: 1, TrackWidth: null });
  });

  test('the nearest year speaks, and nobody where its books differ', async () => {
    const rated = (powerHp: number) => model({ ...BACKCOUNTRY, engines: [{ ...COLUMN_850, powerHp }] });
    const books = [book('SKI-DOO', 2020, rated(150)), book('SKI-DOO', 2026, rated(170))];
    expect((await matchRow(rave, { catalogues: books })).avitoValues.Power).toBe(170);
    const rival = book('SKI-DOO', 2028, rated(171));
    expect((await matchRow(rave, { catalogues: [...books, rival] })).avitoValues.Power).toBeNull();
  });

  test('nothing from more than three model years away', async () => {
    const powerBy = async (modelYear: number) =>
      (await matchRow({ ...rave, modelYear }, { catalogues: [BOOK] })).avitoValues.Power;
    expect(await powerBy(2024)).toBe(165);
    expect(await powerBy(2023)).toBeNull();
  });

  test('the own book wins', async () => {
    const old = book('SKI-DOO', 2026, model({ ...BACKCOUNTRY, engines: [{ ...COLUMN_850, powerHp: 1 }] }));
    expect((await matchRow(backcountry, { catalogues: [old, BOOK] })).avitoValues.Power).toBe(165);
  });
});
