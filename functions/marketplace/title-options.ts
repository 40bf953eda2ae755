import { type Subject, shortTerm, translate } from '#reference/glossary/glossary.ts';
import type { Listing } from './marketplace.ts';
import { packageExtras } from './package-extras.ts';
import { plainText } from './plain-text.ts';
import { trackProfile } from './track-profile.ts';

/** Something that tells two machines of one name apart. */
export interface TitleOption {
  /** What it is, to be compared. */
  of(listing: Listing): string | number | null;
  /** Each word for it as a title may say it, the fullest first; none where there is no word. */
  words(listing: Listing): string[];
  /** Said of every machine that has it, and not only where others differ in it. */
  always: boolean;
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

/** All options that a title has a word for, else the first; what other columns tell too has none. */
const springWords = ({ extracted: { springOptions } }: Listing): string[] => {
  const words = (springOptions ?? '').split(',').flatMap((option) => short('options', option));
  return words.length === 0 ? [] : [...new Set([words.join(', '), ...words])];
};

const extraWords = ({ extracted }: Listing): string[] =>
  packageExtras(extracted.package).flatMap((extra) => short('options', extra));

/** In the order in which a buyer asks for them. */
export const TITLE_OPTIONS: readonly TitleOption[] = [
  {
    of: ({ extracted }) => extracted.normalized.trackLengthIn,
    words: ({ extracted: { normalized } }) =>
      normalized.trackLengthIn ? [`${normalized.trackLengthIn}"`] : [],
    always: true,
  },
  {
    of: ({ matched }) => matched.avitoValues.PersonCapacity,
    words: ({ matched }) => (matched.avitoValues.PersonCapacity === 2 ? ['2-местный', '2 места'] : []),
    always: true,
  },
  { of: ({ extracted }) => packageExtras(extracted.package).join(), words: extraWords, always: false },
  {
    of: ({ matched }) => matched.avitoValues.TrackWidth,
    words: ({ matched: { avitoValues } }) =>
      avitoValues.TrackWidth ? [`гусеница ${avitoValues.TrackWidth} мм`, `${avitoValues.TrackWidth} мм`] : [],
    always: false,
  },
  { of: (listing) => trackProfile(listing)?.name ?? null, words: trackWords, always: false },
  {
    of: ({ extracted }) => extracted.display,
    words: ({ extracted }) => short('displays', extracted.display),
    always: false,
  },
  {
    of: ({ extracted }) => extracted.starter,
    words: ({ extracted }) => short('starters', extracted.starter),
    always: false,
  },
  { of: ({ extracted }) => extracted.springOptions, words: springWords, always: false },
  { of: ({ extracted }) => extracted.color, words: colourWords, always: true },
];
