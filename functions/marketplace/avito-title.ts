import { isElectric } from './machine-engine.ts';
import { engineStandsInName, type MachineName, machineName, spoken } from './machine-name.ts';
import { type Listing, type Neighbours, NO_NEIGHBOURS } from './marketplace.ts';
import { TITLE_OPTIONS, type TitleOption } from './title-options.ts';

const MAX_LENGTH = 50;

const fits = (title: string): boolean => title.length <= MAX_LENGTH;

/** Every turbo of 850 is an E-TEC, of 900 an ACE: the shorter name is as unmistakable, and buyers use it too. */
const withShortEngine = (name: MachineName): MachineName => ({
  ...name,
  engine: name.engine.replace(/ (?:E-TEC|ACE)(?= Turbo\b)/i, ''),
});

/** The same name with ever fewer words of its package, the last word first; more words than this never fit. */
const shorterNames = (name: MachineName): MachineName[] => {
  const words = name.package.split(' ', MAX_LENGTH / 2).filter(Boolean);
  return [...words.keys(), words.length]
    .toReversed()
    .map((count) => ({ ...name, package: words.slice(0, count).join(' ') }));
};

/** What may stand before an option, the clearest first. */
const SEPARATORS = [', ', ' '] as const;

/** A title with one more option in the first of its words that fits and that it does not say yet. */
const longer = (title: string, words: string[], separators: readonly string[]): string | undefined =>
  separators
    .flatMap((between) => words.filter((word) => !title.includes(word)).map((word) => title + between + word))
    .find(fits);

const NONE: readonly Listing[] = [];

/** A title on its way: what it says, and which namesakes, itself among them, it could still be taken for. */
interface Telling {
  title: string;
  said: readonly TitleOption[];
  others: readonly Listing[];
}

const parted = new WeakMap<readonly Listing[], Map<TitleOption, Map<unknown, Listing[]>>>();

/** Machines by what they have of an option, reckoned once: thousands of namesakes ask the same of one another. */
const partsBy = (option: TitleOption, listings: readonly Listing[]): Map<unknown, Listing[]> => {
  const known = parted.get(listings) ?? new Map<TitleOption, Map<unknown, Listing[]>>();
  const parts = known.get(option) ?? Map.groupBy(listings, (listing): unknown => option.of(listing));
  parted.set(listings, known.set(option, parts));
  return parts;
};

/** Says an option where some of the machines that the title could be taken for have another. */
const tellApart =
  (listing: Listing, separators: readonly string[]) =>
  (so: Telling, option: TitleOption): Telling => {
    const alike = partsBy(option, so.others).get(option.of(listing)) ?? NONE;
    const differs = alike.length < so.others.length;
    const title = differs ? longer(so.title, option.words(listing), separators) : undefined;
    return title === undefined ? so : { title, said: [...so.said, option], others: alike };
  };

/** What the variants of one ad differ in is in none of their titles. */
const commonTo = (variants: readonly Listing[]) => (option: TitleOption) =>
  new Set(variants.map(option.of)).size < 2;

/** The parts of the name without which there is no title; an electric machine's engine has no name. */
const unknownParts = (name: MachineName, listing: Listing): string[] => {
  const isToldElsewhere = isElectric(listing) || engineStandsInName(listing);
  const needed = isToldElsewhere ? { ...name, engine: 'told' } : name;
  return (['brand', 'family', 'engine', 'year'] as const).filter((part) => !needed[part]);
};

/** The name with the most words of its package that fits, with the engine in full if that fits too. */
const namesThatFit = (name: MachineName): string[] =>
  shorterNames(name)
    .map((each) => [each, withShortEngine(each)].map(spoken).filter(fits))
    .find((names) => names.length > 0) ?? [];

/** So is every other 850 and 900, but a title says it as long as that costs nothing. */
const withEngineClass = (title: string): string => title.replace(/(?<=\b850) E-TEC\b|(?<=\b900) ACE\b/i, '');

/** What a buyer gains by a title: it is taken for few others, and says what a dearer machine is dearer for. */
const worse = (one: Telling, other: Telling): number =>
  one.others.length - other.others.length ||
  other.said.filter(({ paid }) => paid).length - one.said.filter(({ paid }) => paid).length;

/** Of names the first whose title tells most, if need be without a comma, or with the engine's class alone. */
const tellingMost = (
  names: string[],
  listing: Listing,
  others: readonly Listing[],
  options: readonly TitleOption[],
): Telling | undefined => {
  const attempts = [
    ...names.map((title) => ({ title, separators: SEPARATORS })),
    ...names.map((title) => ({ title, separators: [' '] })),
    ...names.map((title) => ({ title: withEngineClass(title), separators: [' '] })),
  ];
  const titles = attempts.map(({ title, separators }) =>
    options.reduce(tellApart(listing, separators), { title, said: [], others }),
  );
  return titles.toSorted(worse)[0];
};

/** Says also what no namesake differs in, as far as there is room. */
const withFurther = (listing: Listing, { title, said }: Telling, options: readonly TitleOption[]): string =>
  options
    .filter((option) => option.always && !said.includes(option))
    .reduce((sofar, option) => longer(sofar, option.words(listing), SEPARATORS) ?? sofar, title);

/** A title, or why there is none. */
export type Title = { title: string } | { problem: string };

/**
 * The title of a listing, ≤ 50 characters: brand, family, package, engine and year, then the options that
 * still fit, first those in which its namesakes differ. Too long, it loses words of the package, never a
 * part of a word.
 */
export const avitoTitle = (listing: Listing, { namesakes, variants }: Neighbours = NO_NEIGHBOURS): Title => {
  const name = machineName(listing);
  const unknown = unknownParts(name, listing);
  if (unknown.length > 0) return { problem: `${unknown.join(' and ')} not known` };
  const options = TITLE_OPTIONS.filter(commonTo(variants));
  const telling = tellingMost(namesThatFit(name), listing, namesakes, options);
  if (!telling) return { problem: `brand, family, engine and year need over ${MAX_LENGTH} characters` };
  return { title: withFurther(listing, telling, options) };
};
