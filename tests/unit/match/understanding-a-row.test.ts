import { describe, expect, test } from 'vitest';
import { understand } from '#functions/match/understand.ts';
import { sentenceOf } from '#messages/say.ts';
import { matchRow, row } from './rows.ts';

const machineOf = (model: string) => understand(row({ model })).machine;

describe('sizes of tracks as other suppliers write them', () => {
  test.each([
    ['Summit X 16x154x2.5', 154, 406],
    ['Summit X 154 x 2.5', 154, null],
    ['Summit X 154x16x3,0', 154, 406],
    ['MXZ 15 X 137 x 1,25', 137, 381],
    ['Commander 3900x500x44', 154, 500],
    ['Summit X 154"', 154, null],
    ['Summit X 154 inch', 154, null],
    ['Summit X 4100', 165, null],
    ['Summit X 4191 mm', 165, null],
    ['Expedition LE 24"', null, 610],
    ['Skandic 20 in', null, 508],
    ['Summit X 3.0in 76mm', null, null],
    ['MXZ Neo+ 600 EFI 120', 120, null],
    ['MXZ 120', null, null],
  ])('%s', (model, lengthIn, widthMm) => {
    expect(machineOf(model)).toMatchObject({ lengthIn, widthMm, unexplained: [] });
  });

  test('a length that would be an engine alone is none before an engine', () => {
    const engine = { displacement: 600, technology: 'EFI', powerHp: 55 };
    expect(machineOf('MXZ Neo 120 600 EFI - 55 HP')).toMatchObject({
      lengthIn: 120,
      engine,
      unexplained: [],
    });
    expect(machineOf('MXZ 120').engine.displacement).toBe(120);
  });

  test('a family that bears the name of its engine states it', () => {
    expect(machineOf('V800 Army').engine).toMatchObject({ displacement: 800, variant: 'V' });
  });

  test.each([
    ['Rave RE 640 EFI', 640, 'EFI'],
    ['Rave RE 137 Rotax 930 ACE Turbo', 930, 'ACE'],
    ['Rave RE 715R E-TEC', 715, 'ETEC'],
  ])('an engine of a size that none has had is no package: %s', (model, displacement, technology) => {
    expect(machineOf(model)).toMatchObject({
      ...{ packages: ['RE'], unexplained: [] },
      engine: { displacement, technology },
    });
  });

  test.each([
    'Rave RE 640',
    'Rave RE 640 Turbo',
    'Rave RE 640 Night',
  ])('%s may be another machine', (model) => {
    expect(machineOf(model).unexplained).toContain('640');
  });

  test('a package between two numbers is no times sign', () => {
    expect(machineOf('Summit 154 X 850 E-TEC').packages).toEqual(['X']);
    expect(machineOf('MXZ Renegade X 600').packages).toEqual(['X']);
  });

  test('a width in the column of the track counts', () => {
    const { machine } = understand(row({ model: 'Expedition', trackLength: '24x154' }));
    expect(machine).toMatchObject({ lengthIn: 154, widthMm: 610 });
  });

  test.each([
    ['3,700 mm', 146],
    ['3 900 mm', 154],
    ['137 tuumaa', 137],
    ['137 tum', 137],
    ['154 дюйма', 154],
  ])('so does its length, in the figures and words of its language: %s', (trackLength, lengthIn) => {
    expect(understand(row({ model: 'Expedition', trackLength })).machine).toMatchObject({
      lengthIn,
      widthMm: null,
    });
  });

  test.each([
    ['20in 508mm 1.5in 38mm Cobra WT', 508],
    ['1.5in 38mm Cobra SWT 24 in', 610],
    ['1.5in 38mm Cobra 24', null],
    ['3.0in 76mm PowderMax', null],
  ])('so does one with its unit beside the profile: %s', (trackProfile, widthMm) => {
    const { machine } = understand(row({ model: 'Expedition', trackLength: '154in 3900mm', trackProfile }));
    expect(machine).toMatchObject({ lengthIn: 154, widthMm });
  });
});

describe('what stands beside a model and makes no other model of it', () => {
  test.each([
    'Summit X 850 E-TEC Neo Yellow / Black',
    'Summit X 850 E-TEC Platinum Silver',
    'Summit X 850 E-TEC Timeless Black (painted)',
    'Summit X 850 E-TEC Electric start',
    'Summit¹ X² 850 E-TEC†',
    'Summit X 850 cm³ E-TEC',
    'Summit X 850 E-TEC PowderMax 2.5 10.25',
    'Снегоход Ski-Doo Summit X 850 E-TEC',
    'Summit Summit X 850 cc E-TEC',
    'Summit X 850 E-TEC with Touring Package',
    'Summit X w/ Touring pkg. Rotax 850 E-TEC DI engine Ice Ripper XT 1.5',
  ])('%s', (model) => {
    expect(machineOf(model)).toMatchObject({
      unexplained: [],
      engine: { displacement: 850, technology: 'ETEC', electric: false },
    });
    expect(machineOf(model).packages[0]).toBe('X');
    expect(machineOf(model).packages).not.toContain('NEO');
  });
});

test('a slip of the pen is read as the word it can only be, and the match says so', async () => {
  const cells = { brand: 'LYNX', model: 'Comander', package: 'Limited + Passanger kit', engine: '900 ACE' };
  const matched = await matchRow(cells);
  expect(matched).toMatchObject({ decision: 'accepted', avitoModel: 'Lynx Commander LTD 900 Ace' });
  expect(matched.reasons.map(sentenceOf)).toEqual(
    expect.arrayContaining(['`Comander` is read as COMMANDER.', '`Passanger` is read as PASSENGER.']),
  );
  expect(matched.avitoValues.PersonCapacity).toBe(2);
});

test.each([
  ['GT', 'LE', 'Ski-Doo Grand Touring LE'],
  ['Grand Touring', 'LE', 'Ski-Doo Grand Touring LE'],
])('an abbreviated family is that family: %s', async (model, kit, name) => {
  expect(await matchRow({ model, package: kit, engine: '900 ACE' })).toMatchObject({ avitoModel: name });
});

describe('a person is asked', () => {
  const question = { decision: 'review', avitoModel: 'Ski-Doo Summit X 850' };

  test('where the name has a word that nobody knows', async () => {
    const matched = await matchRow({ model: 'Summit', package: 'X Yonder', engine: '850 E-TEC' });
    expect(matched).toMatchObject(question);
    expect(matched.reasons.map(sentenceOf)[1]).toMatch(/^Not understood in the product's name: `YONDER`/);
  });

  test('but not where the listed name has that word too', async () => {
    const names = ['Ski-Doo Summit Yonder 850', 'Ski-Doo Summit X 850'];
    const matched = await matchRow({ model: 'Summit', package: 'Yonder', engine: '850 E-TEC' }, { names });
    expect(matched).toMatchObject({ decision: 'accepted', avitoModel: 'Ski-Doo Summit Yonder 850' });
  });

  test.each([
    ['engine', { model: 'Summit X 600R E-TEC', engine: '850 E-TEC' }],
    ['track length (in)', { model: 'Summit X 165', engine: '850 E-TEC', trackLength: '154in' }],
    [
      'track width (mm)',
      { model: 'Summit X 16in', engine: '850 E-TEC', trackProfile: '20in 2.5in PowderMax' },
    ],
    ['model year', { model: 'Summit X 2024', engine: '850 E-TEC', modelYear: 2025 }],
  ])('where the row contradicts itself in the %s', async (attribute, cells) => {
    const matched = await matchRow(cells);
    expect(matched).toMatchObject(question);
    expect(matched.reasons.map(sentenceOf)[1]).toContain(`The row contradicts itself in the ${attribute}`);
  });

  test('where a row of one brand names the other', async () => {
    expect(await matchRow({ brand: 'LYNX', model: 'Ski-Doo Summit X 850 E-TEC' })).toMatchObject({
      decision: 'review',
      avitoModel: null,
    });
  });
});

test('a list without a year has that of the row’s own name', async () => {
  const cells = { model: 'Summit Neo 2026', engine: '600 EFI', modelYear: null };
  expect(await matchRow(cells)).toMatchObject({ avitoModel: 'Ski-Doo Summit NEO 2026' });
});

test.each([
  ['Commander', 'GT'],
  ['Commander GT', null],
  ['Xterrain GT', null],
  ['Rave', 'GT'],
])('GT behind a family is no Grand Touring: %s %s', async (model, kit) => {
  const { avitoModel } = await matchRow({ brand: 'LYNX', model, package: kit, engine: '900 ACE' });
  expect(avitoModel).toMatch(new RegExp(`^Lynx ${model.split(' ')[0]}\\b`));
});
