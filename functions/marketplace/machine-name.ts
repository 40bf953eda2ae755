import type { ExtractedProduct } from '#contracts/extracted.ts';
import { engineName as engineTitle } from '#reference/naming/engine.ts';
import {
  familyOf,
  packageName as packageTitle,
  readModel,
  wordsOfFamily,
} from '#reference/naming/machine.ts';
import { isElectric } from './machine-engine.ts';
import type { Listing } from './marketplace.ts';
import { plainText } from './plain-text.ts';
import { withoutExtras } from './sold-options.ts';
import { engineStandsInName } from './told-in-name.ts';

/** Of a model's cell: what stands further behind is in no title. */
const MOST_WORDS = 25;

/** How buyers write the brands that the lists print in capitals. */
const BRAND_NAMES: Record<string, string> = { 'SKI-DOO': 'Ski-Doo', LYNX: 'Lynx', BRP: 'BRP' };

/** What the lists print and a buyer does not search for, or writes differently. */
const SHORTER: [RegExp, string][] = [
  [/\bwith WIS\b/gi, ''],
  [/\s+[-–]\s+(\d+) HP\b/gi, ' $1 л.с.'],
  [/(?<!\p{L})(?:with\b|w[/.](?!\p{L})|w\/|Pkg\b\.?|Package\b)/giu, ''],
];

const shortened = (text: string | null): string =>
  plainText(SHORTER.reduce((short, [long, by]) => short.replace(long, by), plainText(text ?? '')));

/** The words a machine is called by; a part that is not known is empty. */
export interface MachineName {
  brand: string;
  family: string;
  package: string;
  engine: string;
  year: string;
}

/**
 * The family by its own name where the list abbreviates or misspells it, and what the cell says behind it: a list
 * without a column of packages has them there ("Summit X with Expert package").
 */
const familyName = ({ model }: ExtractedProduct): Pick<MachineName, 'family' | 'package'> => {
  const words = plainText(model ?? '').split(' ', MOST_WORDS);
  const family = familyOf(words.join(' '));
  return family === null
    ? { family: plainText(model ?? ''), package: '' }
    : { family, package: shortened(words.slice(wordsOfFamily(words)).join(' ')) };
};

/** An electric machine's list prints figures ("50/9") where others have the engine's name. */
const engineName = (listing: Listing): string => {
  const { engine, package: kit } = listing.extracted;
  if (engineStandsInName(listing)) return '';
  if (!isElectric(listing)) return shortened(engine);
  return /electric/i.test(kit ?? '') ? '' : 'Electric';
};

const brandName = ({ brand }: ExtractedProduct): string =>
  BRAND_NAMES[brand?.toUpperCase() ?? ''] ?? plainText(brand ?? '');

/** "Standard" is what lists print where there is no package. */
const packageName = ({ package: printed, normalized }: ExtractedProduct): string =>
  normalized.package === null ? '' : shortened(withoutExtras(plainText(printed ?? '')));

/** A list that has one column for all of the machine says more there than its name: track, lug, starter, display. */
const describedName = (listing: Listing): Pick<MachineName, 'family' | 'package' | 'engine'> | null => {
  const { family, packages, engine } = readModel(listing.extracted.model ?? '');
  if (!engineStandsInName(listing) || !family) return null;
  const power = engine.powerHp === null ? '' : `${engine.powerHp} л.с.`;
  return {
    family: family.name,
    package: packageTitle(packages),
    engine: [engineTitle(engine), power].filter(Boolean).join(' '),
  };
};

const nameOf = (listing: Listing): MachineName => {
  const { family, package: behind } = familyName(listing.extracted);
  return {
    brand: brandName(listing.extracted),
    family,
    package: [behind, packageName(listing.extracted)].filter(Boolean).join(' '),
    engine: engineName(listing),
    ...describedName(listing),
    year: String(listing.extracted.modelYear ?? ''),
  };
};

/** Title and description ask for it again and again. */
const named = new WeakMap<Listing, MachineName>();

/** What a buyer calls the machine, from its row of the price list. */
export const machineName = (listing: Listing): MachineName => {
  const name = named.get(listing) ?? nameOf(listing);
  named.set(listing, name);
  return name;
};

/** The parts of a name in one line, empty ones dropped. */
export const spoken = ({ brand, family, package: kit, engine, year }: MachineName): string =>
  [brand, family, kit, engine, year].filter(Boolean).join(' ');
