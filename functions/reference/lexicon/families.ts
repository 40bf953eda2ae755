/** A model family: the brand that builds it and the other ways in which lists and marketplaces spell it. */
export interface Family {
  name: string;
  brand: string;
  spellings?: readonly string[];
}

/**
 * BRP's snowmobile families. A price list often shows its brand only as a logo, which is no text:
 * the families in its rows then tell the brand, for no family is sold under both.
 * Source: BRP's spec books and price lists of 2025 and 2026, and Avito's list of BRP models for older ones.
 */
export const FAMILIES: readonly Family[] = [
  { name: 'Backcountry', brand: 'SKI-DOO' },
  { name: 'Elite', brand: 'SKI-DOO' },
  { name: 'Expedition', brand: 'SKI-DOO' },
  { name: 'Formula', brand: 'SKI-DOO' },
  { name: 'Freeride', brand: 'SKI-DOO', spellings: ['Free Ride'] },
  { name: 'Freestyle', brand: 'SKI-DOO' },
  { name: 'Grand Touring', brand: 'SKI-DOO', spellings: ['GrandTouring'] },
  { name: 'GSX', brand: 'SKI-DOO' },
  { name: 'GTX', brand: 'SKI-DOO' },
  { name: 'Legend', brand: 'SKI-DOO' },
  { name: 'Mach Z', brand: 'SKI-DOO' },
  { name: 'Mini Z', brand: 'SKI-DOO' },
  { name: 'MXZ', brand: 'SKI-DOO', spellings: ['MX Z', 'MX-Z'] },
  { name: 'Renegade', brand: 'SKI-DOO' },
  { name: 'Skandic', brand: 'SKI-DOO' },
  { name: 'Summit', brand: 'SKI-DOO' },
  { name: 'Tundra', brand: 'SKI-DOO' },
  { name: '49 Ranger', brand: 'LYNX', spellings: ['Ranger 49'] },
  { name: '59 Ranger', brand: 'LYNX', spellings: ['Ranger 59'] },
  { name: '69 Ranger', brand: 'LYNX', spellings: ['Ranger 69'] },
  { name: '59 Yeti', brand: 'LYNX' },
  { name: '69 Yeti', brand: 'LYNX' },
  { name: 'Adventure', brand: 'LYNX' },
  { name: 'BoonDocker', brand: 'LYNX' },
  { name: 'Brutal', brand: 'LYNX', spellings: ['Xterrain Brutal'] },
  { name: 'Commander', brand: 'LYNX', spellings: ['Xtrim Commander'] },
  { name: 'Rave', brand: 'LYNX' },
  { name: 'Shredder', brand: 'LYNX' },
  { name: 'XTerrain', brand: 'LYNX', spellings: ['X-Terrain'] },
  { name: 'Xtrim', brand: 'LYNX' },
  { name: 'Yeti', brand: 'LYNX' },
];
