export const TYPES = ['Детский', 'Спортивный или горный', 'Туристический', 'Утилитарный'] as const;
export type MachineType = (typeof TYPES)[number];

/** A model family and the brand that builds it. */
export interface Family {
  readonly name: string;
  readonly brand: 'SKI-DOO' | 'LYNX';
  /** Avito's Type; null where the machines of the family were of more than one. */
  readonly type: MachineType | null;
  /** Other ways in which lists and marketplaces write the name; case, hyphens and spaces aside. */
  readonly spellings?: readonly string[];
  /** Abbreviations of the name where it begins: behind another family they are packages ("Commander GT"). */
  readonly atStart?: readonly string[];
}

const SPORT = 'Спортивный или горный';
const TOURING = 'Туристический';
const UTILITY = 'Утилитарный';

/** A family by its name alone, or with its other spellings. */
type Named = string | Pick<Family, 'name' | 'spellings' | 'atStart'>;

const families = (
  brand: Family['brand'],
  type: MachineType | null,
  ...named: readonly Named[]
): readonly Family[] =>
  named.map((one) => ({ ...(typeof one === 'string' ? { name: one } : one), brand, type }));

/**
 * Model families of BRP's two brands, those sold today and those that only Avito's list still names.
 * A price list often shows its brand only as a logo, which is no text: the families in its rows then tell
 * the brand, for no family bears the name of one of the other brand.
 * A longer name is a family of its own: "MXZ Renegade" was sold before the Renegade stood alone,
 * "Xterrain Brutal" before the Brutal did, and the Grand Touring is no Touring.
 * Source: BRP's spec books and price lists of 2025 and 2026, and Avito's list of BRP models for older ones.
 */
export const FAMILIES: readonly Family[] = [
  // Mountain: long tracks with deep lugs.
  ...families(
    'SKI-DOO',
    SPORT,
    { name: 'Summit', atStart: ['Sum', 'Summ'] },
    { name: 'Freeride', spellings: ['Free Ride'], atStart: ['FR'] },
  ),
  ...families(
    'LYNX',
    SPORT,
    { name: 'Shredder', atStart: ['Shred'] },
    { name: 'BoonDocker', spellings: ['Boon Docker'], atStart: ['BD'] },
  ),
  // Crossover: half trail, half deep snow.
  ...families('SKI-DOO', SPORT, {
    name: 'Backcountry',
    spellings: ['Back Country'],
    atStart: ['BC', 'Backc'],
  }),
  ...families('LYNX', SPORT, { name: 'XTerrain', spellings: ['X Terrain'] }, 'Xterrain Brutal', 'Brutal'),
  ...families('LYNX', SPORT, 'Xtrim'),
  // Sporting trail machines, and the race machines they come from.
  ...families('SKI-DOO', SPORT, { name: 'MXZ', spellings: ['MX Z'] }, 'MXZ Renegade', {
    name: 'Renegade',
    atStart: ['Ren', 'Reneg'],
  }),
  ...families('SKI-DOO', SPORT, 'Mach Z', 'Formula', 'Freestyle'),
  ...families('LYNX', SPORT, 'Rave', 'Enduro', 'Racing C Enduro'),
  // Two seats, long distances.
  ...families(
    'SKI-DOO',
    TOURING,
    { name: 'Grand Touring', spellings: ['GrandTouring'], atStart: ['GT', 'Grand Tour'] },
    'Touring',
  ),
  ...families('SKI-DOO', TOURING, 'GTX', 'GSX', 'Legend', 'Elite'),
  ...families('LYNX', TOURING, { name: 'Adventure', atStart: ['Adv'] }, 'Safari', 'ST', 'GLX 5900'),
  // Work: wide tracks, towing, cargo.
  ...families(
    'SKI-DOO',
    UTILITY,
    { name: 'Expedition', atStart: ['Exp', 'Exped'] },
    { name: 'Skandic', atStart: ['Skan', 'Skand'] },
    { name: 'Tundra', atStart: ['Tund'] },
  ),
  ...families('SKI-DOO', UTILITY, { name: 'Tundra II', spellings: ['Tundra 2'] }),
  ...families('LYNX', UTILITY, { name: '49 Ranger', spellings: ['Ranger 49'] }),
  ...families('LYNX', UTILITY, { name: '59 Ranger', spellings: ['Ranger 59'] }),
  ...families('LYNX', UTILITY, { name: '69 Ranger', spellings: ['Ranger 69'] }),
  ...families('LYNX', UTILITY, 'Ranger', { name: 'Commander', atStart: ['Comm'] }, 'Xtrim Commander'),
  ...families('LYNX', UTILITY, 'Yeti', '59 Yeti', '69 Yeti', 'Forest Fox', 'V800 Army'),
  ...families('LYNX', null, 'Explorer', '5900', '6900'),
  // Cub machines of 120 cm³.
  ...families('SKI-DOO', 'Детский', 'Mini Z'),
];

/** Up to this displacement (cm³) BRP builds for children only: 50, 120 and 200. */
export const YOUTH_DISPLACEMENT = 200;
