import type { Spelling } from './spelled.ts';

/**
 * Colours as BRP names them ("Neo Yellow", "Timeless Black", "Manta Green"). A list without a column for it
 * writes the colour behind the model, where it tells nothing of the model.
 */
const COLOURS = [
  'BLACK',
  'WHITE',
  'GREY',
  'GRAY',
  'SILVER',
  'RED',
  'BLUE',
  'GREEN',
  'YELLOW',
  'ORANGE',
  'NAVY',
  'MINT',
  'TITANIUM',
  'GOLD',
  'BRONZE',
  'PURPLE',
  'PINK',
  'CAMO',
];

/** The words before a colour that make it BRP's own. */
const SHADES = [
  'TIMELESS',
  'CATALYST',
  'MONUMENT',
  'DUSTY',
  'FLARE',
  'MINERAL',
  'SCANDI',
  'TERRA',
  'MANTA',
  'OCTANE',
  'LIQUID',
  'LAVA',
  'VIPER',
  'HYPER',
  'SUNBURST',
  'PHOENIX',
  'ARCTIC',
  'BRIGHT',
  'DEEP',
  'MATTE',
  'PAINTED',
];

/** Colours that begin like a package: "Neo Yellow" is a colour, "Neo" a package, and a "Neo Black" is that package in black. */
const COLOURS_LIKE_PACKAGES = ['NEO YELLOW', 'PLATINUM SILVER'];

/** Tracks by their makers' names; the length and the profile beside them are read as sizes. */
const TRACK_NAMES = [
  'POWDERMAX',
  'COBRA',
  'RIPSAW',
  'CHARGER',
  'CROSSCUT',
  'HURRICANE',
  'FLEXEDGE',
  'LIGHTFLEX',
  'RIPPER',
  'XT',
  'STORM',
  'ICE',
  'FLEX',
  'SILENT',
  'STUDDED',
  'TRACK',
];

/** What a snowmobile is called before its name, in the languages of price lists. */
const KINDS = [
  ...['SNOWMOBILE', 'MOOTTORIKELKKA', 'SNÖSKOTER', 'SNOSKOTER', 'SNØSCOOTER', 'SCHNEEMOBIL'],
  ...['MOTORSCHLITTEN', 'СНЕГОХОД'],
];

/** What a list says of a machine that is new on it. */
export const NEWS: readonly string[] = ['NEW', 'UUSI', 'UUTUUS', 'NYHET', 'NYTT', 'NEU', 'НОВИНКА', 'НОВЫЙ'];

/** "ES" is the electric starter in BRP's model lists. */
const STARTERS = ['ES'];

/** Words of equipment, colour and kind: they stand beside a model's name and make no other model of it. */
export const EQUIPMENT: readonly string[] = [
  ...COLOURS,
  ...SHADES,
  ...TRACK_NAMES,
  ...KINDS,
  ...NEWS,
  ...STARTERS,
];

/** What would otherwise read as a package: the electric starter, and colours that begin like one. */
export const EQUIPMENT_SPELLINGS: readonly Spelling[] = [
  [/\b(?:ELECTRIC|MANUAL|ELEKTRISK|ELEKTRO)[\s-]*START(?:ER)?\b/gi, ' '],
  [
    /(?<!\p{L})(?:EL-?START|ELSTART|SÄHKÖ(?:KÄYNNISTYS|KÄYNNISTIN|STARTTI)|ЭЛЕКТРОСТАРТЕР\p{L}*)(?!\p{L})/giu,
    ' ',
  ],
  [
    /(?<!\p{L})(?:NASTAMATTO|NASTOITETTU|DUBBMATTA|DUBBAD|PIGGBELTE|PIGGET|SPIKES|ШИПОВАНН\p{L}*|С?\s?ШИПАМИ)(?!\p{L})/giu,
    ' ',
  ],
  // Behind a track's name its kind: "PowderMax X-Light" is no package X, "PowderMax II" no second model.
  [
    /(?<=\b(?:POWDERMAX|COBRA|RIPSAW|SILENT|TRACK)\s+)(?:X[\s-]?LI?GH?T|SILENT|LIGHT|II{1,2}|D80|2[\s-]?PLY|FAMILY)\b/gi,
    ' ',
  ],
  [/\bSILENT\s?D80\b/gi, ' '],
  // Behind the height of its lugs a "Wide Track" is that track, and no package WT.
  [/(?<=\d[.,]\d{1,2}\s?(?:IN\b\.?|"|”)?\s+)WIDE\s+TRACK\b/gi, ' '],
  [/\bSMART[\s-]?SHOX\b/gi, ' '],
  [/\bELECTRIC\s+WITH\s+MANUAL\s+REWIND\b/gi, ' '],
  [new RegExp(`\\b(?:${COLOURS_LIKE_PACKAGES.join('|')})\\b`, 'gi'), ' '],
  // "MY23": the model year, which the list's title tells.
  [/\bMY\s?(?:20)?(\d{2})\b/gi, '20$1'],
];
