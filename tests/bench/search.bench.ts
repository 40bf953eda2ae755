/** What is looked for among a dealer's 10,000 machines, in milliseconds: `npm run bench -- search`. Wanted: ≤ 20. */
import type { Findable } from '#contracts/search.ts';
import { indexOf, openIndex } from '#shared/search/search-index.ts';

const MACHINES = 10_000;
const ROUNDS = 100;

const AXES = {
  brand: ['Ski-Doo', 'Lynx'],
  family: [
    'Summit',
    'Skandic',
    'Expedition',
    'Ranger',
    'Commander',
    'Rave',
    'Freeride',
    'Backcountry',
    'Tundra',
  ],
  engine: ['600 EFI', '900 ACE', '900 ACE Turbo', '850 E-TEC', '600R E-TEC', '850 E-TEC Turbo R'],
  colour: ['Musta', 'Keltainen', 'Punainen', 'Valkoinen', 'Жёлтый', 'Чёрный', 'Blue'],
};
const WISHES = [
  ...[
    'abcd',
    'expediton',
    'снегоход expedition 900',
    'ranger 600r',
    'musta telamatto',
    'ace turbo',
    'pediti',
  ],
  ...['желтый skandic 2026', 'lynx', 'снегоход'],
];

const of = <Value>(values: readonly Value[], at: number): Value => values[at % values.length] as Value;

const codeOf = (at: number): string =>
  [3, 2, 1, 0].map((place) => String.fromCharCode(65 + (Math.floor(at / 26 ** place) % 26))).join('');

const machine = (at: number): Findable => ({
  ...{
    id: `machine:${at}`,
    kind: 'machine',
    code: codeOf(at),
    at: String(at),
    page: null,
    state: 'published',
  },
  title: `Снегоход ${of(AXES.brand, at)} ${of(AXES.family, at)} ${of(AXES.engine, at)} ${2024 + (at % 4)}`,
  words: `${of(AXES.colour, at)} Telamatto ${120 + (at % 50)} in`,
});

const index = openIndex(await indexOf(Array.from({ length: MACHINES }, (_, at) => machine(at))));

const timeOf = (wish: string): number => {
  const begun = performance.now();
  index.find(wish, 5);
  return performance.now() - begun;
};

// One after the other, as people ask, and not the same again and again.
const rounds = Array.from({ length: ROUNDS }, () => WISHES.map(timeOf));
console.log(`Of ${MACHINES} machines, wanted 20 ms:`);
for (const [at, wish] of WISHES.entries()) {
  const times = rounds.map((round) => round[at] ?? 0).toSorted((one, other) => one - other);
  const [p50 = 0, p95 = 0] = [times[ROUNDS >> 1], times[Math.floor(ROUNDS * 0.95)]];
  console.log(`${wish.padEnd(26)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
}
