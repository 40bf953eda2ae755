import type { Dice } from './dice.ts';
import { type Language, SPOKEN } from './spoken.ts';
import { LOOK_ALIKES, type LookAlike, type Told, WORDINGS } from './wording.ts';

/** An engine as the trade builds it: name, strokes, cylinders, cm³, bore and stroke in mm, hp. */
const ENGINES = [
  ['850 E-TEC Turbo R', 2, 2, 849, 82, 80.4, 180],
  ['850 E-TEC', 2, 2, 849, 82, 80.4, 165],
  ['600R E-TEC', 2, 2, 599.4, 72.3, 73, 125],
  ['600 EFI', 2, 2, 599.4, 72.3, 73, 85],
  ['900 ACE Turbo R', 4, 3, 899, 74, 69.7, 180],
  ['900 ACE', 4, 3, 899, 74, 69.7, 95],
  ['600 ACE', 4, 2, 600, 74, 69.7, 62],
] as const;
export type Engine = (typeof ENGINES)[number];

/** Inches and the millimetres they are sold as. */
const TRACKS = [
  [129, 15, 1.6],
  [137, 15, 1.5],
  [146, 16, 2],
  [154, 16, 2.5],
  [154, 20, 1.5],
  [165, 16, 3],
] as const;
const NAMES = [
  'RAVE RE',
  'XTERRAIN BRUTAL',
  'COMMANDER LTD',
  '69 RANGER ALPINE',
  'ADVENTURE LX',
  'SHREDDER DS',
  'RAVE RS',
  'BOONDOCKER RE',
  'RANGER PRO',
  'ADVENTURE GT',
];

export interface Machine {
  name: string;
  engines: Engine[];
  track: (typeof TRACKS)[number];
  /** Kilograms, engine by engine. */
  weights: number[];
  fuelL: number;
  oilL: number;
  lengthMm: number;
  widthMm: number;
  heightMm: number;
  stanceMm: number;
  seat: readonly [text: string, places: number];
  starter: string;
}

export function machinesOf(dice: Dice, language: Language, count: number): Machine[] {
  const { seats, starters } = SPOKEN[language];
  return dice.some(NAMES, count).map((name) => {
    const engines = dice.some(ENGINES, dice.of([1, 2, 2, 3]));
    return {
      ...{ name, engines, track: dice.of(TRACKS), seat: dice.of(seats), starter: dice.of(starters) },
      weights: engines.map(() => dice.between(195, 310)),
      fuelL: dice.between(32, 45),
      oilL: dice.between(28, 42) / 10,
      lengthMm: dice.between(2850, 3400),
      widthMm: dice.between(1150, 1290),
      heightMm: dice.between(1150, 1480),
      stanceMm: dice.between(910, 1100),
    };
  });
}

/** Where a book prints the units of its measures; those of engines stand in labels where others are in titles. */
export type UnitsAt = 'value' | 'label' | 'title';

/** One row of a drawn page: what it tells, its label, and a value for each engine or one for all. */
export interface DrawnRow {
  told: Told | LookAlike;
  label: string;
  values: string[];
  /** What its values are measured in where its section's title says so. */
  unit?: string;
}

export interface DrawnSection {
  title: string;
  rows: DrawnRow[];
}

export interface Style {
  language: Language;
  unitsAt: UnitsAt;
  /** Whole sizes in one row, or a row for each measure. */
  tracks: 'one row' | 'three rows';
  /** Which of the wordings a row bears. */
  wording: Record<Told | LookAlike, string>;
  lookAlikes: LookAlike[];
}

export function styleOf(dice: Dice, language: Language): Style {
  const all = { ...WORDINGS[language], ...LOOK_ALIKES[language] };
  const wording = Object.fromEntries(Object.entries(all).map(([told, words]) => [told, dice.of(words)]));
  return {
    ...{ language, wording: wording as Style['wording'] },
    unitsAt: dice.of(['value', 'label', 'title']),
    tracks: dice.of(['one row', 'three rows']),
    lookAlikes: dice.some(Object.keys(LOOK_ALIKES[language]) as LookAlike[], 5),
  };
}

const MM_PER_INCH = 25.4;
export const millimetres = (inches: number): number => Math.round(inches * MM_PER_INCH);

/** The rows of a machine under three titles, as a book of the style words them. */
export function sectionsOf(machine: Machine, style: Style): DrawnSection[] {
  const { units, sections, twoStroke, fourStroke } = SPOKEN[style.language];
  const plain = (told: DrawnRow['told'], ...values: string[]): DrawnRow => ({
    told,
    label: style.wording[told],
    values,
  });
  const measuredIn =
    (unitsAt: UnitsAt): Measured =>
    (told, unit, ...values) => {
      const [label, printed, numbers] = [style.wording[told], units[unit], values.map(String)];
      if (unitsAt === 'title') return { told, label, values: numbers, unit: printed };
      return unitsAt === 'label'
        ? { told, label: `${label} (${printed})`, values: numbers }
        : plain(told, ...numbers.map((number) => `${number} ${printed}`));
    };
  const measured = measuredIn(style.unitsAt);
  const ofEngine = measuredIn(style.unitsAt === 'title' ? 'label' : style.unitsAt);
  const { engines, track } = machine;
  const each = (give: (engine: Engine) => number) => engines.map(give);
  const lookAlikes = style.lookAlikes.map((told) => lookAlike(told, measured, plain));
  const tracks =
    style.tracks === 'one row'
      ? [plain('track', `${track[0]} x ${track[1]} x ${track[2].toFixed(2)} ${units.in}`)]
      : [
          measured('trackWidth', 'mm', millimetres(track[1])),
          measured('trackLength', 'mm', millimetres(track[0])),
          measured('trackProfile', 'mm', millimetres(track[2])),
        ];
  return [
    {
      title: sections[0],
      rows: [
        plain('details', ...engines.map(([, strokes]) => (strokes === 2 ? twoStroke : fourStroke))),
        ofEngine('power', 'hp', ...each((engine) => engine[6])),
        plain('cylinders', ...each((engine) => engine[2]).map(String)),
        ofEngine('displacement', 'cc', ...each((engine) => engine[3])),
        ofEngine('bore', 'mm', ...each((engine) => engine[4])),
        ofEngine('stroke', 'mm', ...each((engine) => engine[5])),
        ofEngine('fuelTank', 'l', machine.fuelL),
        ofEngine('oilTank', 'l', machine.oilL),
        ofEngine('weight', 'kg', ...machine.weights),
      ],
    },
    ...byUnit({
      title: sections[1],
      rows: [
        measured('length', 'mm', machine.lengthMm),
        measured('width', 'mm', machine.widthMm),
        measured('height', 'mm', machine.heightMm),
        measured('stance', 'mm', machine.stanceMm),
        ...lookAlikes.slice(0, 3),
        ...tracks,
      ],
    }),
    ...byUnit({
      title: sections[2],
      rows: [plain('seat', machine.seat[0]), plain('starter', machine.starter), ...lookAlikes.slice(3)],
    }),
  ];
}

/** A section for each run of rows that are measured in one unit. */
function byUnit({ title, rows }: DrawnSection): DrawnSection[] {
  const runs: { unit: string | undefined; rows: DrawnRow[] }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && last.unit === row.unit) last.rows.push(row);
    else runs.push({ unit: row.unit, rows: [row] });
  }
  return runs.map((run) => ({ title: run.unit ? `${title} (${run.unit})` : title, rows: run.rows }));
}

type Measured = (
  told: DrawnRow['told'],
  unit: keyof (typeof SPOKEN)['en']['units'],
  ...values: number[]
) => DrawnRow;

function lookAlike(
  told: LookAlike,
  measured: Measured,
  plain: (told: LookAlike, value: string) => DrawnRow,
): DrawnRow {
  const values: Record<Exclude<LookAlike, 'stator'>, number> = {
    seatHeight: 890,
    beltWidth: 36,
    clearance: 210,
    handlebarWidth: 760,
    lugSpacing: 73,
    skiWidth: 178,
    towing: 272,
  };
  if (told === 'stator') return plain(told, '480 W');
  return measured(told, told === 'towing' ? 'kg' : 'mm', values[told]);
}
