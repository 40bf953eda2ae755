import { CatalogueModel } from '#contracts/catalogue.ts';

const track = (
  name: string,
  lengthIn: number,
  widthIn: number,
  profileIn: number,
  engine: string | null = null,
) => ({
  ...{ name, lengthIn, widthIn, profileIn, engine },
  ...{ lengthMm: null, widthMm: null, profileMm: null, note: null },
});

interface EngineSketch {
  name: string;
  details: string;
  stroke: 2 | 4 | null;
  /** Cylinders, displacement in cm³, bore and stroke in mm; null for an electric motor. */
  build: readonly [number, number, number, number] | null;
  hp: number | null;
  kg: number;
  fuelTankL?: number;
  oilTankL?: number;
}

const engine = ({ name, details, stroke, build, hp, kg, fuelTankL, oilTankL }: EngineSketch) => ({
  ...{ name, details, stroke, powerHp: hp, powerSource: hp === null ? null : ('model_page' as const) },
  ...{ fromEnginePage: false, powerNote: null, fuelSystem: null, fuelType: null, octane: null },
  ...{ cylinders: build?.[0] ?? null, displacementCc: build?.[1] ?? null },
  ...{ boreMm: build?.[2] ?? null, strokeMm: build?.[3] ?? null },
  ...{ fuelTankL: fuelTankL ?? null, oilTankL: oilTankL ?? null },
  ...{ driveClutch: build ? 'pDrive' : null, drivenClutch: null, dryWeightKg: [{ for: null, kg }] },
});

const E850 = { details: 'Liquid-cooled, two-stroke', stroke: 2, build: [2, 849, 82, 80.4] } as const;
const E600 = { details: 'Liquid-cooled, two-stroke', stroke: 2, build: [2, 599.4, 72.3, 73] } as const;
const E900 = { details: 'Liquid-cooled, four-stroke', stroke: 4, build: [3, 899, 74, 69.7] } as const;

const ENGINES = {
  turbo850: engine({ name: '850 E-TEC Turbo R', ...E850, hp: 180, kg: 226, fuelTankL: 36, oilTankL: 3.4 }),
  plain850: engine({ name: '850 E-TEC', ...E850, hp: 165, kg: 215, fuelTankL: 36, oilTankL: 3.4 }),
  plain600: engine({ name: '600R E-TEC', ...E600, hp: 125, kg: 208, fuelTankL: 36, oilTankL: 3.4 }),
  turbo900: engine({ name: '900 ACE Turbo R', ...E900, hp: 180, kg: 268, fuelTankL: 42, oilTankL: 3.3 }),
  plain900: engine({ name: '900 ACE', ...E900, hp: 95, kg: 255, fuelTankL: 42, oilTankL: 3.3 }),
  fan: engine({
    ...{ name: '120', details: 'Fan-cooled, four-stroke', stroke: 4, build: [1, 120.3, 60, 42.5] },
    ...{ hp: 4, kg: 67, fuelTankL: 2, oilTankL: 0.6 },
  }),
  electric: engine({
    ...{
      name: 'Rotax E-Power',
      details: 'Liquid-cooled electric motor',
      stroke: null,
      build: null,
      hp: null,
      kg: 252,
    },
  }),
};

interface ModelSketch {
  page: number;
  family: string;
  kit: string | null;
  engines: ReturnType<typeof engine>[];
  tracks: ReturnType<typeof track>[];
  lengthMm: number;
  seating: string;
  seats: number[];
}

const modelOf = ({
  page,
  family,
  kit,
  engines,
  tracks,
  lengthMm,
  seating,
  seats,
}: ModelSketch): CatalogueModel =>
  CatalogueModel.parse({
    page,
    model: kit === null ? family : `${family} ${kit}`,
    family,
    package: kit,
    tagline: 'A machine for the whole family, from the first snow to the last.',
    isElectric: engines.every(({ stroke }) => stroke === null),
    strokes: [...new Set(engines.flatMap(({ stroke }) => stroke ?? []))],
    highlights: ['Rotax engine', 'LED headlights'],
    engines,
    tracks,
    dimensions: {
      overallLength: [{ mm: lengthMm }],
      overallWidth: [{ mm: 1211 }],
      skiStance: [{ mm: 1000 }],
    },
    powertrain: {},
    suspension: { front: 'LFS+', frontShock: 'KYB 36', rear: 'PPS2' },
    seating,
    seatsPrinted: seats,
    starter: ['Electric'],
    gauges: ['4.5 in. digital display'],
    colours: ['Viper Red', 'Black'],
    features: { headlights: 'LED', skis: 'Blade XC', reverse: 'RER' },
    picture: null,
  });

/** Machines that the books beside the project do not have: other brand, youth, electric, up to five engines. */
export const BOOK_MODELS: readonly CatalogueModel[] = [
  modelOf({
    ...{ page: 2, family: 'Xterrain', kit: 'RE', lengthMm: 3174, seating: '1-up', seats: [1] },
    engines: [ENGINES.turbo850, ENGINES.plain850, ENGINES.plain600],
    tracks: [track('PowderMax', 146, 16, 2), track('Ice Ripper XT', 146, 15, 1.6)],
  }),
  modelOf({
    ...{ page: 3, family: 'Rave', kit: 'RE', lengthMm: 3050, seating: '1-up', seats: [1] },
    engines: [ENGINES.turbo850, ENGINES.plain850, ENGINES.plain600, ENGINES.turbo900, ENGINES.plain900],
    tracks: [track('Ice Ripper XT', 137, 15, 1.5)],
  }),
  modelOf({
    ...{ page: 4, family: '69 Ranger', kit: null, lengthMm: 3270, seating: '1-up or 2-up', seats: [1, 2] },
    engines: [ENGINES.turbo900, ENGINES.plain900],
    tracks: [
      track('Cobra WT', 154, 20, 1.5, '900 ACE Turbo R'),
      track('Silent Cobra WT', 154, 24, 1.5, '900 ACE'),
    ],
  }),
  modelOf({
    ...{ page: 5, family: 'Adventure', kit: 'Electric', lengthMm: 2880, seating: '2-up', seats: [2] },
    engines: [ENGINES.electric],
    tracks: [track('RipSaw', 120, 15, 1.25)],
  }),
  modelOf({
    ...{ page: 6, family: 'Rave', kit: '120', lengthMm: 1880, seating: '1-up', seats: [1] },
    engines: [ENGINES.fan],
    tracks: [track('Youth', 67.7, 10, 1)],
  }),
];
