import { type Subject, say, shortTerm, translate } from '#reference/glossary/glossary.ts';
import { machineName, spoken } from './machine-name.ts';
import type { Listing } from './marketplace.ts';
import { plainText } from './plain-text.ts';
import { packageExtras, says, springOptionsOf } from './sold-options.ts';
import { trackProfile } from './track-profile.ts';

/** Something that tells two machines of one name apart. */
export interface TitleOption {
  /** What it is, to be compared. */
  of(listing: Listing): string | number | null;
  /** Each word for it as a title may say it, the fullest first; none where there is no word. */
  words(listing: Listing): string[];
  /** The same where there is no room for more; else the last of its words. */
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
export const TITLE_OPTIONS: readonly TitleOption[] = [
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
    of: ({ extracted }) => extracted.display,
    words: ({ extracted }) =>
      short('displays', extracted.display).flatMap((word) => [...new Set([word, roundedInches(word)])]),
    always: false,
  },
  {
    of: ({ extracted }) => extracted.starter,
    words: ({ extracted }) => short('starters', extracted.starter),
    always: false,
  },
  { of: ({ extracted }) => extracted.springOptions, words: springWords, always: false, paid: true },
  { of: ({ extracted }) => extracted.color, words: colourWords, always: true },
];
