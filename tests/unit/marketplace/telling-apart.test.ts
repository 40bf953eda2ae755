import { expect, test } from 'vitest';
import { avitoDescription } from '#marketplace/avito-description.ts';
import { avitoTitle } from '#marketplace/avito-title.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { sentenceOf } from '#messages/say.ts';
import { displayIn, starterIn } from '#reference/naming/specification.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';

const machine = (extracted: Partial<Listing['extracted']>, values: object = {}) =>
  aListing({ extracted: { package: 'X', ...extracted }, values });

const titles = (namesakes: Listing[]): string[] =>
  namesakes.map((listing) => {
    const made = avitoTitle(listing, { namesakes, variants: [] });
    return 'title' in made ? made.title : sentenceOf(made.problem);
  });

const START = 'Ski-Doo Summit X 850 E-TEC 2026';

test('of machines that differ in the display alone the title says the display first', () => {
  const small = machine({ display: '4.5 in. Digital Display' });
  const large = machine({ display: '10.25 in. Color Touchscreen Display' });
  expect(titles([small, large])).toEqual([`${START}, экран 4,5", 154"`, `${START}, экран 10,25" 154"`]);
});

test.each([
  [{ trackProfile: '1.5in 38mm Ice Storm' }, { trackProfile: '2.0in 51mm PowderMax' }, ['шипы', 'PowderMax']],
  [{ color: 'Viper Red / Black' }, { color: 'Terra Green' }, ['красный/чёрный', 'зелёный']],
  [{ starter: 'SHOT' }, { starter: 'Electric' }, ['SHOT', 'электростартер']],
  [{ springOptions: 'Smart-Shox' }, { springOptions: 'Black edition' }, ['Smart-Shox', 'Black Edition']],
])('%j and %j are told apart', (one, other, words) => {
  const [first, second] = titles([machine(one), machine(other)]);
  expect(first).toContain(words[0]);
  expect(second).toContain(words[1]);
});

/** Of a list with one column for all of the machine. */
const told = (model: string, color = 'Black') =>
  machine({
    ...{ model, color, package: null, engine: null, trackLength: null, trackProfile: null },
    ...{ starter: null, display: null, springOptions: null },
    normalized: { ...machine({}).extracted.normalized, starter: null, display: null },
  });

test.each([
  ['3.0 PowderMax SHOT', '3.0 PowderMax ES', ['SHOT', 'электростартер']],
  ['3.0 PowderMax SHOT', '3.0 PowderMax SHOT 10.25 in. touchscreen', ['чёрный', 'экран 10,25"']],
  ['2.5 PowderMax ES', '3.0 Cobra ES', ['PowderMax', 'Cobra']],
])('what a name says of equipment ("%s", "%s") tells two apart', (one, other, words) => {
  const rows = [one, other].map((behind) => told(`Freeride 154 850 E-TEC ${behind}`));
  for (const [at, word] of words.entries()) expect(titles(rows)[at]).toContain(word);
  expect(avitoDescription(rows[1] as Listing, aDealer()).text).toContain(`850 E-TEC ${other}<`);
});

test('a word that only begins like a starter is none', () => {
  expect(
    titles([told('Freeride Europe 154 850 E-TEC'), told('Freeride Europe 154 850 E-TEC SHOT')])[0],
  ).not.toMatch(/стартер/);
});

test.each([
  ['starter', 'Manuel', 'Électrique avec lanceur', ['ручной стартер', 'электростартер']],
  ['starter', 'Ручной', 'Электростартер', ['ручной стартер', 'электростартер']],
  ['display', 'Instrumententafel 7,2 Zoll', 'Instrumententafel 10,25 Zoll', ['экран 7,2"', 'экран 10,25"']],
] as const)('a %s in a language without words for it is told as the lexicon reads it: %s, %s', (column, one, other, words) => {
  const rows = [one, other].map((printed) => {
    const { normalized } = machine({}).extracted;
    const read = { starter: starterIn(printed), display: displayIn(printed) };
    return machine({ [column]: printed, normalized: { ...normalized, ...read } });
  });
  for (const [at, word] of words.entries()) expect(titles(rows)[at]).toContain(word);
});

test('what tells nothing more of the machines still alike gives way to what does', () => {
  const rows = [
    machine({ normalized: { ...machine({}).extracted.normalized, trackLengthIn: 146 }, color: 'Black' }),
    machine({
      normalized: { ...machine({}).extracted.normalized, trackLengthIn: 146 },
      color: 'Terra Green',
    }),
    machine({ trackProfile: '1.5in 38mm Ice Storm', color: 'Black' }),
  ];
  expect(titles(rows)).toEqual([
    `${START}, 146", чёрный`,
    `${START}, 146", зелёный`,
    `${START}, 154", чёрный`,
  ]);
});

test('the engine is called in short where the difference finds no room otherwise', () => {
  const long = { package: 'X with Expert Pkg', engine: '850 E-TEC Turbo R' };
  const normalized = machine({}).extracted.normalized;
  const rows = [154, 165].map((trackLengthIn) =>
    machine({ ...long, normalized: { ...normalized, trackLengthIn } }),
  );
  expect(titles(rows)).toEqual([
    'Ski-Doo Summit X Expert 850 Turbo R 2026, 154"',
    'Ski-Doo Summit X Expert 850 Turbo R 2026, 165"',
  ]);
});

test('four machines of two lengths and two colours are told apart where a plain name leaves room for one of them', () => {
  const long = { package: 'X with Expert Pkg', engine: '850 E-TEC Turbo R' };
  const normalized = machine({}).extracted.normalized;
  const rows = [154, 165].flatMap((trackLengthIn) =>
    ['Timeless Black (painted)', 'Terra Green'].map((color) =>
      machine({ ...long, color, normalized: { ...normalized, trackLengthIn } }),
    ),
  );
  const said = titles(rows);
  expect(new Set(said).size).toBe(4);
  for (const [at, title] of said.entries()) {
    expect(title.length).toBeLessThanOrEqual(50);
    expect(title).toMatch(/^Ski-Doo Summit .*Expert 850 Turbo R 2026 /);
    expect(title).toContain(at < 2 ? '154' : '165');
    expect(title).toContain(at % 2 === 0 ? 'чёрный' : 'зелёный');
  }
});

test('what stands first gives way to two behind it that tell more', () => {
  const cells = [
    ['2.0in 51mm PowderMax', 'Black', 406],
    ['1.5in 38mm Ice Storm', 'Black', 381],
    ['1.5in 38mm Ice Storm', 'Scandi Blue', 381],
    ['2.0in 51mm PowderMax', 'Scandi Blue', 406],
  ] as const;
  const rows = cells.map(([trackProfile, color, TrackWidth]) =>
    machine({ model: 'Backcountry', package: 'X-RS', trackProfile, color }, { TrackWidth }),
  );
  expect(new Set(titles(rows)).size).toBe(4);
});

test('a width of the track is said where nothing else differs', () => {
  expect(titles([machine({}, { TrackWidth: 508 }), machine({}, { TrackWidth: 610 })])).toEqual([
    `${START}, гусеница 508 мм`,
    `${START}, гусеница 610 мм`,
  ]);
});

test('a comma gives way where the difference finds no room otherwise', () => {
  const normalized = machine({}).extracted.normalized;
  const rows = ['Neo Yellow', 'Terra Green', 'Black'].flatMap((color) =>
    [154, 165].map((trackLengthIn) =>
      machine({ package: 'X with Expert', color, normalized: { ...normalized, trackLengthIn } }),
    ),
  );
  expect(titles(rows).slice(0, 2)).toEqual([
    'Ski-Doo Summit X Expert 850 E-TEC 2026 154" жёлтый',
    'Ski-Doo Summit X Expert 850 E-TEC 2026 165" жёлтый',
  ]);
});
