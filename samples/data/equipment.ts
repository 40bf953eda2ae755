import type { Section } from './machine.ts';

export const SMALL_DISPLAY = '5.5 in. Digital Display';
export const MEDIUM_DISPLAY = '6.8 in. Digital Display';
export const LARGE_DISPLAY = '9.4 in. Colour Touch Display';

/** Rows of a book's specification table that depend on what the machine is for. */
export interface Equipment {
  widthMm: number;
  heightMm: number;
  skiStanceMm: number;
  sprocketPitchMm: number;
  suspension: {
    front: string;
    frontShock: string;
    frontTravel: string;
    rear: string;
    centerShock: string;
    rearShock: string;
    rearTravel: string;
  };
  features: {
    platform: string;
    headlights: string;
    skis: string;
    handlebar: string;
    riserBlockHeight: string;
    reverse: string;
    brakeSystem: string;
    heatedThrottleGrips: string;
    windshield: string;
    runnerCarbide: string;
    bumpers: string;
  };
}

const shared = {
  platform: 'Frame N3',
  headlights: 'LED pair',
  reverse: 'Electronic',
  heatedThrottleGrips: 'Standard',
  bumpers: 'Standard / Standard',
} as const;

export const EQUIPMENT: Record<Section, Equipment> = {
  Trail: {
    widthMm: 1205,
    heightMm: 1255,
    skiStanceMm: 1080,
    sprocketPitchMm: 72,
    suspension: {
      front: 'Double arm T',
      frontShock: 'Gas 30',
      frontTravel: '231 mm',
      rear: 'Long link T',
      centerShock: 'Gas 30',
      rearShock: 'Gas 36 with reservoir',
      rearTravel: '255 mm',
    },
    features: {
      ...shared,
      skis: 'Track line 2',
      handlebar: 'Straight with hooks / Wide handguards for cold days',
      riserBlockHeight: '85 mm',
      brakeSystem: 'Two-piston disc',
      windshield: 'Medium',
      runnerCarbide: '3/8 square – 5',
    },
  },
  Crossover: {
    widthMm: 1150,
    heightMm: 1285,
    skiStanceMm: 1010,
    sprocketPitchMm: 72,
    suspension: {
      front: 'Double arm C',
      frontShock: 'Gas 36',
      frontTravel: '222 mm',
      rear: 'Free link C',
      centerShock: 'Gas 36',
      rearShock: 'Gas 36 with reservoir',
      rearTravel: '262 mm',
    },
    features: {
      ...shared,
      skis: 'Twin line 1',
      handlebar: 'Straight with hooks',
      riserBlockHeight: '110 mm',
      brakeSystem: 'Two-piston disc',
      windshield: 'Low',
      runnerCarbide: '3/8 square – 4',
    },
  },
  'Deep Snow': {
    widthMm: 1018,
    heightMm: 1335,
    skiStanceMm: 880,
    sprocketPitchMm: 88,
    suspension: {
      front: 'Double arm D',
      frontShock: 'Gas 36 light',
      frontTravel: '209 mm',
      rear: 'Short link D with rigid arm',
      centerShock: 'Gas 30',
      rearShock: 'Gas 36 light',
      rearTravel: '268 mm',
    },
    features: {
      ...shared,
      skis: 'Float line 3',
      handlebar: 'Tapered with hooks / Grab handle',
      riserBlockHeight: '125 mm',
      brakeSystem: 'Light disc',
      windshield: 'No',
      runnerCarbide: '3/8 square – 3',
    },
  },
  Utility: {
    widthMm: 1110,
    heightMm: 1395,
    skiStanceMm: 905,
    sprocketPitchMm: 78,
    suspension: {
      front: 'Telescopic U',
      frontShock: 'Oil 25',
      frontTravel: '158 mm',
      rear: 'Folding rail U',
      centerShock: 'Oil 25',
      rearShock: 'Oil 30',
      rearTravel: '236 mm',
    },
    features: {
      ...shared,
      skis: 'Broad line 5',
      handlebar: 'High bend with hooks',
      riserBlockHeight: '60 mm',
      brakeSystem: 'Large disc',
      windshield: 'High',
      runnerCarbide: '3/8 round – 4',
    },
  },
};
