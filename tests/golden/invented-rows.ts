import type { PrintedRow } from './typesetting.ts';

const SECTIONS = ['Trail', 'Crossover', 'Deep Snow', 'Utility'];
const MODELS = ['Rave', 'Adventure', 'XTerrain', 'Commander', '49 Ranger'];
const PACKAGES = ['RE', 'Limited + Passenger kit', 'LE 20"', null, 'X with Expert Pkg'];
const ENGINES = ['600R E-TEC', '850 E-TEC Turbo R with WIS', '900 ACE Turbo', '600 EFI - 85 HP'];
const TRACKS = ['129in 3300mm', '146in 3700mm', '154in 3900mm'];
const PROFILES = ['1.6in 41mm Pine Cone', '2.0in 51mm Snow Shovel Extra Long', '3.0in 76mm Deep X-light'];
const STARTERS = ['Manual', 'SHOT', 'Electric with manual rewind', 'Electric'];
const DISPLAYS = ['4.5 in. Digital Display', '10.25 in. Color Touchscreen Display'];
const OPTIONS = [null, null, 'Black edition', null, 'Studded Track, Lingonberry Red colour'];
const COLORS = ['Lingonberry / Tar', 'Frost White', 'Sea Smoke Satin / Birch Black'];

const pick = <Value>(values: readonly Value[], index: number): Value =>
  values[index % values.length] as Value;

/** As many rows as asked for: wrapped cells, empty cells, rows that may be ordered in spring only. */
export function inventedRows(count: number, firstLetter = 'Q'): PrintedRow[] {
  return Array.from({ length: count }, (_, index) => ({
    section: pick(SECTIONS, Math.floor((index * SECTIONS.length) / count)),
    modelCode: `${firstLetter}${String.fromCharCode(65 + (index % 26))}${index % 10}${String.fromCharCode(65 + Math.floor(index / 26))}`,
    model: pick(MODELS, Math.floor(index / 3)),
    package: pick(PACKAGES, index),
    engine: pick(ENGINES, Math.floor(index / 2)),
    trackLength: pick(TRACKS, index),
    trackProfile: pick(PROFILES, Math.floor(index / 2)),
    starter: pick(STARTERS, index),
    display: pick(DISPLAYS, Math.floor(index / 3)),
    springOptions: pick(OPTIONS, index),
    color: pick(COLORS, index),
    price: `${10 + (index % 19)} ${String(100 + index * 7).slice(-3)},00 €`,
    springOnly: pick(OPTIONS, index) !== null,
  }));
}
