import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { type Subject, say, shortTerm, translate } from '#reference/glossary/glossary.ts';
import { ADDED_PACKAGES } from '#reference/lexicon/packages.ts';
import { isElectric } from './machine-engine.ts';
import { type MachineName, machineName, spoken } from './machine-name.ts';
import { type Listing, type Namesake, type Neighbours, NO_NEIGHBOURS } from './marketplace.ts';
import { plainText } from './plain-text.ts';
import { packageExtras, says, springOptionsOf } from './sold-options.ts';
import { displayOf, engineStandsInName, starterOf } from './told-in-name.ts';
import { trackProfile } from './track-profile.ts';

/** Something that tells two machines of one name apart. */
interface TitleOption {
  /** What it is, to be compared. */
  of(machine: Namesake): string | number | null;
  /** Each word for it as a title may say it, the fullest first; none where there is no word. */
  words(listing: Listing): string[];
  /** The same where there is no room for more, the clearest first; else the last of its words. */
  tersely?(listing: Listing): string[];
  /** Said of every machine that has it, and not only where others differ in it. */
  always: boolean;
  /** It costs money: where a namesake has another, a buyer asks first what the dearer one is dearer for. */
  paid?: true;
}

const short = (subject: Subject, printed: string | null | undefined): string[] => {
  const russian = printed ? translate(subject, plainText(printed)) : null;
  const word = russian && shortTerm(russian);
  return word ? [word] : [];
};

/** A studded track by its studs, any other by its name. */
const trackWords = (listing: Listing): string[] => {
  const name = trackProfile(listing)?.name;
  const studded = short('tracks', name);
  if (studded.length > 0) return studded;
  const russian = name && translate('tracks', plainText(name));
  return russian ? [russian.replace(/,.*/, '')] : [];
};

/** "жёлтый Neo Yellow / чёрный" in as few words as a title has room for: "жёлтый/чёрный", or "жёлтый". */
const colourWords = ({ extracted: { color } }: Listing): string[] => {
  const colour = color && translate('colours', plainText(color));
  if (!colour) return [];
  const both = colour.replace(/([^\s,/]+)[^/]*/g, '$1').replaceAll(' ', '');
  return [...new Set([both, both.replace(/\/.*/, '')])];
};

/** "экран 10,25\"" as buyers say it where there is less room. */
const roundedInches = (word: string): string => word.replace(/(\d+),\d+"/, '$1"');

/** A screen by its size alone. */
const screenAlone = (words: readonly string[]): string[] => words.map((word) => word.replace(/^экран /, ''));

/** What is told by another column, in words of its own. */
const TOLD_ELSEWHERE = /^(?:цвет |гусеница |шипованная гусеница$|только по весеннему заказу$)/;

/** The words for an option, the fullest first; a title has none for what another column tells. */
const optionWords = (option: string): string[] => {
  const { russian } = say('options', option);
  const word = shortTerm(russian) ?? (TOLD_ELSEWHERE.test(russian) ? null : russian);
  return word ? [...new Set([word, roundedInches(word)])] : [];
};

/** All options that a title has a word for, else one of them, the last first: lists end with the dearest. */
const springWords = ({ extracted }: Listing): string[] => {
  const each = springOptionsOf(extracted)
    .map(optionWords)
    .filter((words) => words.length > 0);
  const all = [0, -1].map((at) => each.map((words) => words.at(at)).join(', '));
  return [...new Set([...all, ...each.toReversed().flat()])].filter(Boolean);
};

/** By its size where the glossary has no word for the rest of it. */
const displayWords = (listing: Listing): string[] => {
  const words = [displayOf(listing), listing.extracted.normalized.display].flatMap((display) =>
    short('displays', display),
  );
  return words.slice(0, 1).flatMap((word) => [...new Set([word, roundedInches(word)])]);
};

const extraWords = ({ extracted }: Listing): string[] =>
  packageExtras(extracted.package).flatMap(optionWords);

/** None where the machine's name says its length already ("Summit X 154"). */
const lengthWords = (listing: Listing): string[] => {
  const { trackLengthIn, trackLengthMm } = listing.extracted.normalized;
  const name = spoken(machineName(listing));
  const isSaid = [trackLengthIn, trackLengthMm].some((length) => length && says(name, String(length)));
  return trackLengthIn && !isSaid ? [`${trackLengthIn}"`] : [];
};

/** In the order in which a buyer asks for them. */
const TITLE_OPTIONS: readonly TitleOption[] = [
  {
    of: (listing) => listing.words ?? null,
    words: (listing) => (listing.words ? [plainText(listing.words)] : []),
    always: true,
    paid: true,
  },
  {
    of: ({ extracted }) => extracted.normalized.trackLengthIn,
    words: lengthWords,
    tersely: (listing) => lengthWords(listing).map((word) => word.replace('"', '')),
    always: true,
  },
  {
    of: ({ matched }) => matched.avitoValues.PersonCapacity,
    words: ({ matched }) => (matched.avitoValues.PersonCapacity === 2 ? ['2-местный', '2 места'] : []),
    always: true,
  },
  {
    of: ({ extracted }) => packageExtras(extracted.package).join(),
    words: extraWords,
    tersely: (listing) => extraWords(listing).map((word) => word.replace('+пассажир', '+пасс.')),
    always: false,
    paid: true,
  },
  {
    of: ({ matched }) => matched.avitoValues.TrackWidth,
    words: ({ matched: { avitoValues } }) =>
      avitoValues.TrackWidth ? [`гусеница ${avitoValues.TrackWidth} мм`, `${avitoValues.TrackWidth} мм`] : [],
    always: false,
  },
  { of: (listing) => trackProfile(listing)?.name ?? null, words: trackWords, always: false },
  {
    of: displayOf,
    words: displayWords,
    tersely: (listing) => screenAlone(displayWords(listing)),
    always: false,
  },
  {
    of: starterOf,
    words: (listing) =>
      [starterOf(listing), listing.extracted.normalized.starter]
        .flatMap((starter) => short('starters', starter))
        .slice(0, 1),
    always: false,
  },
  {
    of: ({ extracted }) => extracted.springOptions,
    words: springWords,
    tersely: (listing) => screenAlone(springWords(listing)),
    always: false,
    paid: true,
  },
  { of: ({ extracted }) => extracted.color, words: colourWords, always: true },
];

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
const longer = (title: string, words: readonly string[], separators: readonly string[]): string | undefined =>
  separators
    .flatMap((between) => words.filter((word) => !title.includes(word)).map((word) => title + between + word))
    .find(fits);

const NONE: readonly Namesake[] = [];

/** An option as this machine has it: its words are made once, and tried in many titles. */
interface OwnOption {
  option: TitleOption;
  value: ReturnType<TitleOption['of']>;
  words: readonly string[];
  /** The same where there is no room for more. */
  terse: readonly string[];
}

const ownOption =
  (listing: Listing) =>
  (option: TitleOption): OwnOption => {
    const words = option.words(listing);
    const terse = option.tersely?.(listing) ?? words.slice(-1);
    return { option, value: option.of(listing), words, terse };
  };

/** A title on its way: what it says, and which namesakes, itself among them, it could still be taken for. */
interface Telling {
  title: string;
  said: readonly OwnOption[];
  others: readonly Namesake[];
}

const parted = new WeakMap<readonly Namesake[], Map<TitleOption, Map<unknown, Namesake[]>>>();

/** Machines by what they have of an option, reckoned once: thousands of namesakes ask the same of one another. */
const partsBy = (option: TitleOption, machines: readonly Namesake[]): Map<unknown, Namesake[]> => {
  const known = parted.get(machines) ?? new Map<TitleOption, Map<unknown, Namesake[]>>();
  const parts = known.get(option) ?? Map.groupBy(machines, (machine): unknown => option.of(machine));
  parted.set(machines, known.set(option, parts));
  return parts;
};

/** How a title is tried: its name, what may stand before options, and whether they are said in their shortest words. */
interface Attempt {
  title: string;
  separators: readonly string[];
  isTerse?: true;
}

/** Says an option where some of the machines that the title could be taken for have another. */
const tellApart =
  ({ separators, isTerse }: Attempt) =>
  (so: Telling, own: OwnOption): Telling => {
    const alike = partsBy(own.option, so.others).get(own.value) ?? NONE;
    const differs = alike.length < so.others.length;
    const title = differs ? longer(so.title, isTerse ? own.terse : own.words, separators) : undefined;
    return title === undefined ? so : { title, said: [...so.said, own], others: alike };
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

const paidIn = ({ said }: Telling): number => said.filter(({ option }) => option.paid).length;

/** What a buyer gains by a title: it is taken for few others, and says what a dearer machine is dearer for. */
const worse = (one: Telling, other: Telling): number =>
  one.others.length - other.others.length || paidIn(other) - paidIn(one);

/** "X with Expert" is also sold as the "Expert": no other package has that word added to it. */
const withoutBase = (name: MachineName): MachineName => {
  const [, ...added] = name.package.split(' ');
  const isAdded = added.length > 0 && added.every((word) => ADDED_PACKAGES.has(word.toUpperCase()));
  return isAdded ? { ...name, package: added.join(' ') } : name;
};

/** BRP's own letters for its longest package. */
const abbreviated = (name: MachineName): MachineName => ({
  ...name,
  package: name.package.replace(/\bLimited\b/i, 'LTD'),
});

/** The ways to say a name and its options, the clearest first: without a comma, with the engine's class, tersely. */
const attemptsAt = (name: MachineName): Attempt[] => {
  const names = namesThatFit(name);
  const terse = [name, withoutBase(name), abbreviated(name)].flatMap(namesThatFit);
  return [
    ...names.map((title) => ({ title, separators: SEPARATORS })),
    ...names.map((title) => ({ title, separators: [' '] })),
    ...names.map((title) => ({ title: withEngineClass(title), separators: [' '] })),
    ...terse.map((title) => ({ title, separators: [' '], isTerse: true as const })),
    ...terse.map((title) => ({ title: withEngineClass(title), separators: [' '], isTerse: true as const })),
  ];
};

/** All options, and all but one: what stands first may take the room of two behind it. */
const selections = (options: readonly OwnOption[]): (readonly OwnOption[])[] => [
  options,
  ...options.map((left) => options.filter((option) => option !== left)),
];

/** The first title that tells most; options are left out only where it could still be another's. */
const tellingMost = (
  name: MachineName,
  others: readonly Namesake[],
  options: readonly OwnOption[],
): Telling | undefined => {
  let best: Telling | undefined;
  const attempts = attemptsAt(name);
  for (const chosen of selections(options)) {
    const titles = attempts.map((attempt) =>
      chosen.reduce(tellApart(attempt), { title: attempt.title, said: [], others }),
    );
    [best] = [...(best ? [best] : []), ...titles].toSorted(worse);
    if (best === undefined || best.others.length < 2) return best;
  }
  return best;
};

/** Says also what no namesake differs in, as far as there is room. */
const withFurther = ({ title, said }: Telling, options: readonly OwnOption[]): string =>
  options
    .filter((own) => own.option.always && !said.includes(own))
    .reduce(
      (sofar, { words, terse }) => longer(sofar, words, SEPARATORS) ?? longer(sofar, terse, [' ']) ?? sofar,
      title,
    );

/** A title, or why there is none. */
export type Title = { title: string } | { problem: Reason };

const titleBeside = (listing: Listing, { namesakes, variants }: Neighbours): Title => {
  const name = machineName(listing);
  const unknown = unknownParts(name, listing);
  if (unknown.length > 0) return { problem: reason('title-unknown', { unknown }) };
  const options = TITLE_OPTIONS.filter(commonTo(variants)).map(ownOption(listing));
  const telling = tellingMost(name, namesakes, options);
  if (!telling) return { problem: reason('title-too-long', { most: MAX_LENGTH }) };
  return { title: withFurther(telling, options) };
};

/** The title that a listing was given last: what it reads like is asked before its ad is composed. */
const given = new WeakMap<Listing, { namesakes: readonly Namesake[]; title: Title }>();

/**
 * The title of a listing, ≤ 50 characters: brand, family, package, engine and year, then the options that
 * still fit, first those in which its namesakes differ. Too long, it loses words of the package, never a
 * part of a word.
 */
export const avitoTitle = (listing: Listing, neighbours: Neighbours = NO_NEIGHBOURS): Title => {
  const { namesakes, variants } = neighbours;
  const last = given.get(listing);
  if (last?.namesakes === namesakes && variants.length === 0) return last.title;
  const title = titleBeside(listing, neighbours);
  if (variants.length === 0) given.set(listing, { namesakes, title });
  return title;
};
