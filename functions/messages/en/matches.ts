import type { Reason } from '#contracts/reason.ts';
import type { Say } from '../message.ts';
import { enumerated } from './words.ts';

/** What a name and a machine can agree or differ in, as one lacks it or says less of it. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  brand: 'brand',
  family: 'family',
  package: 'package',
  engine: 'engine',
  trackWidth: 'track width',
  trackLength: 'track length',
  modelYear: 'model year',
  starter: 'starter',
};

/** The same as one of a list of what agrees; `value` is what the name says of it, where that is told. */
const AGREEMENTS: Readonly<Record<string, (value: string | number) => string>> = {
  trackWidth: (mm) => `${mm} mm track width`,
  trackLength: (inches) => `${inches} in track`,
  engine: (name) => `engine class ${name}`,
  modelYear: (year) => `model year ${year}`,
  starter: (name) => `${name} starter`,
};

interface Attribute {
  readonly [name: string]: string;
  attribute: string;
}
interface Numbers {
  readonly [name: string]: number | null;
  named: number | null;
  own: number | null;
}
interface Against {
  readonly [name: string]: readonly Reason[];
  against: readonly Reason[];
}
interface PageOf {
  readonly [name: string]: string | number | null;
  document: string;
  page: number;
  model: string;
}

const attributeOf = (attribute: string): string => ATTRIBUTES[attribute] ?? attribute;

/** What a measure of a row is said in. */
const UNITS: Readonly<Record<string, string>> = { trackWidth: 'mm', trackLength: 'in' };
const unitOf = (attribute: string): string => (UNITS[attribute] ? ` (${UNITS[attribute]})` : '');

const inUnit = (value: number | null, unit: string, none: string): string =>
  value === null ? none : `${value} ${unit}`;

const names = (of: readonly string[]): string => of.map((name) => `\`${name}\``).join(' and ');

const pageOf = ({ document, page, model }: PageOf): string => `${document}, page ${page}, \`${model}\``;

const next = (following: Reason | null, say: Say): string => (following ? `; ${say(following)}` : '');

/** How a name speaks against a machine, going on with "this name …". */
const OBJECTIONS = {
  'name-of-brand': {
    why: ({ brand }: { brand: string | null }) => `is a ${brand ?? 'machine of no known brand'}`,
  },
  'name-of-family': {
    why: ({ family }: { family: string | null }) => `is of another family (${family ?? 'not known'})`,
  },
  'name-has-package': {
    why: ({ package: kit }: { package: string }) => `has ${kit}, which the product does not have`,
  },
  'name-has-width': {
    why: ({ named, own }: Numbers) =>
      `has a track ${inUnit(named, 'mm', 'no width')} wide, the product ${inUnit(own, 'mm', 'no width')}`,
  },
  'name-has-engine': {
    why: ({ named, own }: { named: string; own: string }) =>
      `has the engine ${named}, the product ${own || 'none of that name'}`,
  },
  'name-has-length': {
    why: ({ named, own }: Numbers) =>
      `has a track of ${inUnit(named, 'in', 'no length')}, the product ${inUnit(own, 'in', 'no length')}`,
  },
  'name-of-year': { why: ({ year }: { year: number | null }) => `is of model year ${year}` },
  'name-has-starter': {
    why: ({ starter }: { starter: string }) => `has the ${starter} starter, which the product does not have`,
  },
  'name-lacks': { why: ({ attribute }: Attribute) => `lacks the ${attributeOf(attribute)}` },
  'name-says-less': { why: ({ attribute }: Attribute) => `says less of the ${attributeOf(attribute)}` },
  'name-less-alike': { why: 'is less alike in its spelling' },
  'name-as-good': { why: 'fits equally well and was not chosen' },
};

/** How the name of a machine was found, by an engine or a person, and why it may be another. */
const NAMES = {
  agrees: {
    why: ({ attribute, value }: { attribute: string; value: string | number | null }) =>
      value === null ? attributeOf(attribute) : (AGREEMENTS[attribute] ?? String)(value),
  },
  'next-best': {
    why: ({ name, against }: { name: string; against: readonly Reason[] }, say: Say) =>
      `next best \`${name}\` ${enumerated(against.map(say))}`,
  },
  'name-chosen': {
    why: (
      { name, agreed, best }: { name: string; agreed: readonly Reason[]; best: Reason | null },
      say: Say,
    ) =>
      `Avito model \`${name}\`: ${enumerated(agreed.map(say))} ${agreed.length > 1 ? 'agree' : 'agrees'}${next(best, say)}.`,
  },
  'family-unknown': {
    why: ({ best }: { best: Reason | null }, say: Say) =>
      `The model family is not known, so no Avito model was chosen${next(best, say)}.`,
  },
  'no-name-fits': {
    why: ({ family, best }: { family: string; best: Reason | null }, say: Say) =>
      `No listed ${family} name fits this product${next(best, say)}.`,
  },
  'words-unknown': {
    why: ({ words }: { words: readonly string[] }) =>
      `Not understood in the product's name: ${words.map((word) => `\`${word}\``).join(', ')}. It may be another model; a ` +
      'person must confirm the name.',
  },
  'row-contradicts-itself': {
    why: ({ attribute, named, own }: { attribute: string; named: string | number; own: string | number }) =>
      `The row contradicts itself in the ${attributeOf(attribute)}${unitOf(attribute)}: its name ` +
      `says ${named}, another cell ${own}.`,
  },
  respelt: {
    why: ({ printed, meant }: { printed: string; meant: string }) => `\`${printed}\` is read as ${meant}.`,
  },
  'names-tie': {
    why: ({ names: tied, by, name }: { names: readonly string[]; by: string; name: string }) =>
      `${names(tied)} fit equally well; ${by} chose \`${name}\`.`,
  },
  'names-tie-open': {
    why: ({ names: tied, reasons }: { names: readonly string[]; reasons: readonly Reason[] }, say: Say) =>
      `${names(tied)} fit equally well, and nobody could choose (${reasons.map(say).join('; ')}): a person must.`,
  },
  'chose-none': { why: ({ by }: { by: string }) => `${by} chose none of them` },
  'chooser-away': { why: ({ by, detail }: { by: string; detail: string }) => `${by}: ${detail}` },
  'too-many-questions': {
    why: ({ most }: { most: number }) => `more than ${most} questions about one list`,
  },
  'name-by-hand': {
    why: ({ name, by }: { name: string; by: string }) => `Avito model \`${name}\` was set by hand by ${by}.`,
  },
  'name-edited': {
    why: ({ name, by, on }: { name: string; by: string; on: string }) =>
      `Avito model \`${name}\` was set by hand by ${by} on ${on}.`,
  },
  'set-although': {
    why: ({ against }: Against, say: Say) => `It was set although it ${against.map(say).join(' and ')}.`,
  },
  'set-unknowing': {
    why: ({ against }: Against, say: Say) =>
      `Nobody knew when it was set that it ${against.map(say).join(' and ')}: set it again, or remove it.`,
  },
  'name-delisted': {
    why: ({ name, by }: { name: string; by: string }) =>
      `\`${name}\`, set by hand by ${by}, is no longer on Avito's list: set another name, or remove it.`,
  },
};

/** Where a machine's technical values come from, and where list and book differ. */
const VALUES = {
  'page-missing': { why: 'No spec book of this brand and year describes this model.' },
  'pages-alike': {
    why: ({ document, model, onPages }: { document: string; model: string; onPages: readonly string[] }) =>
      `Several pages of ${document} are called \`${model}\` (${onPages.join(', ')}), and the row's engine, ` +
      'track length and width suit each: compare them, then `review edit` the values or complete the row on the list.',
  },
  'page-found': {
    why: (of: PageOf & { engine: string }) => `Spec book: ${pageOf(of)}, engine column \`${of.engine}\`.`,
  },
  'engine-unlike': {
    why: (of: PageOf & { engine: string | null }) =>
      `List and book differ: ${pageOf(of)} has no single engine column for \`${of.engine ?? 'an engine not printed'}\`.`,
  },
  'length-unlike': {
    why: ({ page, length }: { page: number; length: string | null }) =>
      `List and book differ: page ${page} has no track of ${length ?? 'that length'}; the list's stands.`,
  },
  'colour-unlike': {
    why: ({ page, colour, colours }: { page: number; colour: string; colours: readonly string[] }) =>
      `List and book differ: page ${page} has no colour \`${colour}\` (it has ${colours.join(', ')}); the list's stands.`,
  },
  'values-inferred': {
    why: ({ tags, rule }: { tags: readonly string[]; rule: string }) =>
      `${tags.join(', ')} inferred: ${rule}.`,
  },
  'values-inherited': {
    why: ({ tags, document, page }: { tags: readonly string[]; document: string; page: number | null }) =>
      `${tags.join(', ')} inherited from the same engine or model in another spec book (${document}, page ${page}).`,
  },
  'values-chosen': {
    why: ({ tags, from, by }: { tags: readonly string[]; from: string; by: string }) =>
      `${tags.join(', ')} taken over from ${from}, the base model that ${by} chose: a person must confirm it.`,
  },
  'values-missing': {
    why: ({ tags }: { tags: readonly string[] }) => `No document gives ${tags.join(', ')}.`,
  },
};

/** What matching says of a machine: its name, its page of the spec book, its values. */
export const MATCHES = { ...OBJECTIONS, ...NAMES, ...VALUES };
