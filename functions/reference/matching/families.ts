export const TYPES = ['Детский', 'Спортивный или горный', 'Туристический', 'Утилитарный'] as const;
export type MachineType = (typeof TYPES)[number];

export interface Family {
  readonly name: string;
  readonly brand: 'Ski-Doo' | 'Lynx';
  /** Avito's Type; null where the machines of the family were of more than one. */
  readonly type: MachineType | null;
}

const SPORT = 'Спортивный или горный';
const TOURING = 'Туристический';
const UTILITY = 'Утилитарный';

const families = (
  brand: Family['brand'],
  type: MachineType | null,
  ...names: readonly string[]
): readonly Family[] => names.map((name) => ({ name, brand, type }));

/**
 * Model families of BRP's two brands, those sold today and those that only Avito's list still names.
 * No family bears the name of one of the other brand, so a name without a brand still has one.
 * A longer name is a family of its own: "MXZ Renegade" was sold before the Renegade stood alone,
 * "Xterrain Brutal" before the Brutal did, and the Grand Touring is no Touring.
 */
export const FAMILIES: readonly Family[] = [
  // Mountain: long tracks with deep lugs.
  ...families('Ski-Doo', SPORT, 'Summit', 'Freeride'),
  ...families('Lynx', SPORT, 'Shredder', 'BoonDocker'),
  // Crossover: half trail, half deep snow.
  ...families('Ski-Doo', SPORT, 'Backcountry'),
  ...families('Lynx', SPORT, 'Xterrain', 'Xterrain Brutal', 'Brutal', 'Xtrim'),
  // Sporting trail machines, and the race machines they come from.
  ...families('Ski-Doo', SPORT, 'MXZ', 'MXZ Renegade', 'Renegade', 'Mach Z', 'Formula', 'Freestyle'),
  ...families('Lynx', SPORT, 'Rave', 'Enduro', 'Racing C Enduro'),
  // Two seats, long distances.
  ...families('Ski-Doo', TOURING, 'Grand Touring', 'Touring', 'GTX', 'GSX', 'Legend', 'Elite'),
  ...families('Lynx', TOURING, 'Adventure', 'Safari', 'ST', 'GLX 5900'),
  // Work: wide tracks, towing, cargo.
  ...families('Ski-Doo', UTILITY, 'Expedition', 'Skandic', 'Tundra', 'Tundra II'),
  ...families(
    'Lynx',
    UTILITY,
    '49 Ranger',
    '59 Ranger',
    '69 Ranger',
    'Ranger',
    'Commander',
    'Xtrim Commander',
  ),
  ...families('Lynx', UTILITY, 'Yeti', '59 Yeti', '69 Yeti', 'Forest Fox', 'V800 Army'),
  ...families('Lynx', null, 'Explorer', '5900', '6900'),
  // Cub machines of 120 cm³.
  ...families('Ski-Doo', 'Детский', 'Mini Z'),
];

/** Up to this displacement (cm³) BRP builds for children only: 50, 120 and 200. */
export const YOUTH_DISPLACEMENT = 200;
