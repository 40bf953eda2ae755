/**
 * The brands of BRP price lists, and other makers whose lists a dealer may drop by mistake, by the letters of their name as titles spell it ("SKI-DOO", "Ski Doo").
 * BRP itself is no brand: its name stands in the small print of every list.
 */
export const BRANDS: Readonly<Record<string, string>> = {
  SKIDOO: 'SKI-DOO',
  LYNX: 'LYNX',
  SEADOO: 'SEA-DOO',
  CANAM: 'CAN-AM',
  YAMAHA: 'YAMAHA',
  POLARIS: 'POLARIS',
  ARCTICCAT: 'ARCTIC CAT',
};
