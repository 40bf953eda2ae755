import fc from 'fast-check';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import { readName } from '#functions/match/listed-names.ts';
import { avitoNames } from '#functions/match/names.ts';
import { FAMILIES } from '#reference/lexicon/families.ts';
import { PACKAGES } from '#reference/lexicon/packages.ts';
import { row } from './rows.ts';

/** A year that no listed name ends in, and the one that some do. */
const YEARS = [2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027];
const ENGINES = [
  '600 EFI - 55 HP',
  '600 EFI - 85 HP',
  '600 ACE',
  '600 E-TEC',
  '600R E-TEC',
  '600RS E-TEC',
  '800R E-TEC',
  '850 E-TEC',
  '850 E-TEC Turbo',
  '850 E-TEC Turbo R',
  '850 E-TEC Turbo R with WIS',
  '900 ACE',
  '900 ACE Turbo',
  '900 ACE Turbo R',
  '1200 4-TEC',
  '550F',
  '50/9',
  null,
];
const TRACKS = [
  '120in 3050mm',
  '129"',
  '137in 3500mm',
  '146in 3700mm',
  '3900mm',
  '16x154x2.5',
  '165in 4100mm',
  '24x154',
  null,
];
const COLOURS = ['Black', 'Timeless Black (painted)', 'Neo Yellow / Catalyst Grey', 'Scandi Blue', 'White'];

/** A name to the letter, in the year it speaks of. */
export const listedNames = fc.constantFrom(...avitoNames);
export const yearOf = (name: string): number => readName(name).machine.year ?? 2024;

/** A colour or a track that the name says nothing of. */
export const additions = fc.constantFrom(...COLOURS, 'Electric start', 'PowderMax 2.5');

const packageOf = fc.oneof(
  fc.constantFrom(
    null,
    'Standard',
    'X with Expert Pkg',
    'Adrenaline with Edge Pkg',
    'LE 20"',
    'RE 500 mm',
    'Limited + Passenger kit',
  ),
  fc.subarray(Object.values(PACKAGES), { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
);

/** Machines of every family and year with any package, engine and track: most were never built. */
export const anyMachines: fc.Arbitrary<ExtractedProduct> = fc
  .record({
    family: fc.constantFrom(...FAMILIES),
    package: packageOf,
    engine: fc.constantFrom(...ENGINES),
    trackLength: fc.constantFrom(...TRACKS),
    starter: fc.constantFrom('SHOT', 'Electric', null),
    modelYear: fc.constantFrom(...YEARS),
  })
  .map(({ family, ...cells }) => row({ ...cells, brand: family.brand, model: family.name }));
