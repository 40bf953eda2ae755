/** What the samples say of an engine. The names are the trade's; every number is invented. */
export interface EngineData {
  inPriceList: string;
  inBook: string;
  details: string;
  stroke: 2 | 4 | null;
  cylinders: number | null;
  displacementCc: number | null;
  boreMm: number | null;
  strokeMm: number | null;
  powerHp: number;
  fuelSystem: string | null;
  fuelType: string | null;
  octane: number | null;
  fuelTankL: number | null;
  oilTankL: number | null;
  driveClutch: string | null;
  drivenClutch: string | null;
  weightKg: number;
  starter: string;
  /** Euros of a machine with this engine and nothing else. */
  basePrice: number;
}

const petrol = {
  fuelType: 'Premium unleaded',
  octane: 98,
  driveClutch: 'Roller',
  drivenClutch: 'Cam 2',
} as const;

const twoStroke = {
  ...petrol,
  stroke: 2,
  cylinders: 2,
  fuelSystem: 'Direct injection',
  fuelTankL: 38,
  oilTankL: 3.1,
} as const;

const fourStroke = {
  ...petrol,
  stroke: 4,
  fuelSystem: 'Port injection',
  fuelTankL: 43,
  oilTankL: 3.6,
  starter: 'Electric',
} as const;

const large = { displacementCc: 851, boreMm: 82.4, strokeMm: 79.8 } as const;
const medium = { displacementCc: 597.7, boreMm: 72, strokeMm: 73.4 } as const;
const triple = { cylinders: 3, displacementCc: 898.6, boreMm: 73.6, strokeMm: 70.4 } as const;

export const ENGINES = {
  '850 E-TEC Turbo R': {
    ...twoStroke,
    ...large,
    inPriceList: '850 E-TEC Turbo R',
    inBook: '850 E-TEC Turbo R',
    details: 'Liquid-cooled, two-stroke, turbocharged',
    powerHp: 178,
    weightKg: 221,
    starter: 'SHOT',
    basePrice: 21400,
  },
  '850 E-TEC': {
    ...twoStroke,
    ...large,
    inPriceList: '850 E-TEC',
    inBook: '850 E-TEC',
    details: 'Liquid-cooled, two-stroke',
    powerHp: 158,
    weightKg: 212,
    starter: 'Electric with manual rewind',
    basePrice: 18300,
  },
  '600R E-TEC': {
    ...twoStroke,
    ...medium,
    inPriceList: '600R E-TEC',
    inBook: '600R E-TEC',
    details: 'Liquid-cooled, two-stroke',
    powerHp: 121,
    weightKg: 204,
    starter: 'Manual',
    basePrice: 15200,
  },
  '600 EFI - 85': {
    ...twoStroke,
    ...medium,
    inPriceList: '600 EFI - 85 HP',
    inBook: '600 EFI – 85',
    details: 'Liquid-cooled, two-stroke',
    fuelSystem: 'EFI',
    powerHp: 85,
    weightKg: 199,
    starter: 'Electric',
    basePrice: 11350,
  },
  '600 EFI - 55': {
    ...twoStroke,
    ...medium,
    inPriceList: '600 EFI - 55 HP',
    inBook: '600 EFI – 55',
    details: 'Liquid-cooled, two-stroke',
    fuelSystem: 'EFI',
    powerHp: 55,
    weightKg: 187,
    starter: 'Electric',
    basePrice: 9450,
  },
  '900 ACE Turbo R': {
    ...fourStroke,
    ...triple,
    inPriceList: '900 ACE Turbo R',
    inBook: '900 ACE Turbo R',
    details: 'Liquid-cooled, four-stroke, turbocharged with intercooler',
    powerHp: 176,
    weightKg: 262,
    basePrice: 20150,
  },
  '900 ACE Turbo': {
    ...fourStroke,
    ...triple,
    inPriceList: '900 ACE Turbo',
    inBook: '900 ACE Turbo',
    details: 'Liquid-cooled, four-stroke, turbocharged',
    powerHp: 127,
    weightKg: 258,
    basePrice: 17650,
  },
  '900 ACE': {
    ...fourStroke,
    ...triple,
    inPriceList: '900 ACE',
    inBook: '900 ACE',
    details: 'Liquid-cooled, four-stroke',
    powerHp: 93,
    weightKg: 247,
    basePrice: 14850,
  },
  '600 ACE': {
    ...fourStroke,
    cylinders: 2,
    displacementCc: 599,
    boreMm: 73.6,
    strokeMm: 70.4,
    inPriceList: '600 ACE',
    inBook: '600 ACE',
    details: 'Liquid-cooled, four-stroke',
    powerHp: 61,
    weightKg: 226,
    basePrice: 12150,
  },
  'Electric 45/8': {
    inPriceList: 'Electric 45/8',
    inBook: 'Electric 45/8',
    details: 'Liquid-cooled electric motor',
    stroke: null,
    cylinders: null,
    displacementCc: null,
    boreMm: null,
    strokeMm: null,
    powerHp: 60,
    fuelSystem: null,
    fuelType: null,
    octane: null,
    fuelTankL: null,
    oilTankL: null,
    driveClutch: null,
    drivenClutch: null,
    weightKg: 251,
    starter: 'Electric',
    basePrice: 18900,
  },
} as const satisfies Record<string, EngineData>;

export type EngineName = keyof typeof ENGINES;

/** An engine's data by its name. */
export const engineData = (name: EngineName): EngineData => ENGINES[name];
