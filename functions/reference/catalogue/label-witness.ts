import { keptReadings } from '../naming/kept-readings.ts';
import { distanceOf } from '../naming/letter-distance.ts';
import { LABEL_MEANINGS, type LabelMeaning } from './label-fields.ts';
import { CONCEPT_WORDS, type Concept, NEUTRAL_WORDS, WITHOUT_WORDS } from './label-words.ts';
import { plainLabel, type RowField, rowFieldOf } from './row-labels.ts';

/**
 * How well a label's words name a field: the lexicon's own label; words that are all about it and nothing else;
 * such words and others that nobody knows; words that other labels have too, or more unknown words than known ones; or
 * what a namer takes a label for of which nobody knows a word.
 */
export type LabelStrength = 'exact' | 'words' | 'partly' | 'hinted' | 'said';

export interface LabelWitness {
  field: RowField;
  strength: LabelStrength;
  /** How much the words say: "track width" is about two things, "width" about one. */
  says: number;
}

/** What a label says: the fields it may name, and whether it is about something that no field is. */
export interface LabelReading {
  named: LabelWitness[];
  isOfSomethingElse: boolean;
}

/** What one word is about: the empty list for words that change nothing, null for a word nobody knows. */
type WordMeaning = readonly Concept[] | null;

/** Reads a label under the title of its section. */
export function readLabel(label: string, section: string): LabelReading {
  const exact = rowFieldOf(label);
  const words = meaningsOf(label);
  const title = new Set(meaningsOf(section).flatMap((meaning) => meaning ?? []));
  const fitting = Object.entries(LABEL_MEANINGS).flatMap(([field, meaning]) =>
    fits(field as RowField, meaning, words, title),
  );
  const most = Math.max(0, ...fitting.map(({ says }) => says));
  const named = fitting.filter(({ says }) => says === most);
  const inSection = named.some(({ field }) => field.startsWith('track.')) && title.has('track');
  if (exact !== null && !inSection && !isOfAPart(exact, title))
    return {
      named: [{ field: exact, strength: 'exact', says: most }, ...besides(exact, named)],
      isOfSomethingElse: false,
    };
  const isAboutSomething = words.some((meaning) => (meaning?.length ?? 0) > 0);
  return { named, isOfSomethingElse: isAboutSomething && fitting.length === 0 };
}

/** "Fuel" is by heart what an engine burns, and by its words a tank too where litres stand beside it. */
const besides = (exact: RowField, named: readonly LabelWitness[]): LabelWitness[] =>
  named.filter(({ field, strength }) => field !== exact && strength === 'words');

/** The one alternative of a field's meaning that the words, and the title above them, cover whole. */
function fits(
  field: RowField,
  { needs, may = [], hints = [] }: LabelMeaning,
  words: readonly WordMeaning[],
  title: ReadonlySet<Concept>,
): LabelWitness[] {
  const unknown = words.filter((meaning) => meaning === null).length;
  const telling = words.filter((meaning): meaning is readonly Concept[] => (meaning?.length ?? 0) > 0);
  if (telling.length === 0) return [];
  if (isOfAPart(field, title)) return [];
  const told = unknown === 0 ? 'words' : unknown <= telling.length ? 'partly' : 'hinted';
  const meant = (alternatives: LabelMeaning['needs'], strength: LabelStrength): LabelWitness[] =>
    alternatives.filter(isMeant).map(({ length }) => ({ field, strength, says: length }));
  return [...meant(needs, told), ...meant(hints, 'hinted')];

  function isMeant(alternative: readonly Concept[]): boolean {
    const allowed = new Set<Concept>([...alternative, ...may]);
    const isCovered = alternative.every(
      (concept) => title.has(concept) || telling.some((meaning) => meaning.includes(concept)),
    );
    const isAlone = telling.every((meaning) => meaning.some((concept) => allowed.has(concept)));
    const hasOwn = telling.some((meaning) => alternative.some((concept) => meaning.includes(concept)));
    return isCovered && isAlone && hasOwn;
  }
}

/** What each word of a label is about, brackets included; null for a word nobody knows. */
export const conceptsOf = (label: string): readonly WordMeaning[] =>
  meaningsOf(label.replace(/[()[\]]/g, ' '));

const isOfAPart = (field: RowField, title: ReadonlySet<Concept>): boolean => {
  if (field === 'engine.dryWeight') return [...title].some((concept) => WEIGHED_APART.has(concept));
  return field.startsWith('dimensions.overall') && [...title].some((concept) => !WHOLE_MACHINE.has(concept));
};

/** What is weighed by itself: a trailer, a rack, a box. */
const WEIGHED_APART: ReadonlySet<Concept> = new Set<Concept>(['load', 'hitch', 'body', 'battery', 'ski']);

/** How surely a label says that a machine is weighed dry: in a word, by what it is weighed without, or not at all. */
export function drynessOf(label: string): 0 | 1 | 2 {
  const words = meaningsOf(label);
  if (!words.some((meaning) => meaning?.includes('dry'))) return 0;
  return withoutAt(wordsOf(label)) < 0 ? 2 : 1;
}

/** Sections about a part of the machine give that part's measures. */
const WHOLE_MACHINE: ReadonlySet<Concept> = new Set<Concept>([
  'engine',
  'platform',
  'weight',
  'dry',
  'suspension',
  'length',
  'width',
  'height',
  'gearbox',
]);

/** What each word is about, a compound's halves each on their own; what a machine is weighed without is dryness. */
function meaningsOf(text: string): WordMeaning[] {
  const words = wordsOf(text);
  const without = withoutAt(words);
  const before = (without < 0 ? words : words.slice(0, without)).flatMap(meaningOf);
  return without < 0 ? before : [...before, ['dry']];
}

const WITHOUT = new Set(WITHOUT_WORDS);
const withoutAt = (words: readonly string[]): number => words.findIndex((word) => WITHOUT.has(word));
const wordsOf = (text: string): string[] =>
  plainLabel(text)
    .split(' ')
    .filter((word) => /\p{L}{2}/u.test(word));

const meaningOf = keptReadings((word): WordMeaning[] => {
  const whole = listed(word, WHOLE_WORD);
  return whole
    ? [whole]
    : (compound(word) ?? single(listed(word, LEAST_STEM) ?? misspelled(word)) ?? half(word));
});

const single = (meaning: WordMeaning): WordMeaning[] | null => (meaning === null ? null : [meaning]);

/** A stem that makes so much of a word is the word; a shorter one may be the first half of a compound. */
const WHOLE_WORD = 0.8;
const LEAST_STEM = 0.35;
const SHORTEST_PART = 3;
/** Letters that join the halves of a compound. */
const JOINTS = ['', 's', 'n', 'en', 'es'];
/** Words of so many letters may be misspelled by one, by two. */
const LONG = 6;
const LONGER = 10;

interface Entry {
  word: string;
  isStem: boolean;
  concept: Concept | null;
}

const entryOf = (word: string, concept: Concept | null): Entry => ({
  word: word.replace('*', '').replace(/ё/g, 'е'),
  isStem: word.endsWith('*'),
  concept,
});

const ENTRIES: readonly Entry[] = [
  ...Object.entries(CONCEPT_WORDS).flatMap(([concept, words]) =>
    words.map((word) => entryOf(word, concept as Concept)),
  ),
  ...NEUTRAL_WORDS.map((word) => entryOf(word, null)),
];

/** The longest listed words that this one is, or begins with. */
function listed(word: string, leastShare: number): WordMeaning {
  const found = ENTRIES.filter(
    (entry) =>
      entry.word === word ||
      (entry.isStem && word.startsWith(entry.word) && entry.word.length >= leastShare * word.length),
  );
  return longestOf(found);
}

function longestOf(entries: readonly Entry[]): WordMeaning {
  const longest = Math.max(0, ...entries.map(({ word }) => word.length));
  const best = entries.filter(({ word }) => word.length === longest);
  return best.length === 0 ? null : best.flatMap(({ concept }) => concept ?? []);
}

/** Of two ways to take it apart that with the longer second half: "sylinder-antall", no "sylindera-n-tall". */
function compound(word: string): WordMeaning[] | null {
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
    const right = listed(word.slice(at), WHOLE_WORD);
    const left =
      right && JOINTS.map((joint) => withoutEnd(word.slice(0, at), joint)).find((part) => part !== null);
    if (right && left) return [left, right];
  }
  return null;
}

function withoutEnd(part: string, joint: string): WordMeaning {
  const stem = part.endsWith(joint) ? part.slice(0, part.length - joint.length) : '';
  return stem.length < SHORTEST_PART ? null : listed(stem, WHOLE_WORD);
}

/** A compound of which one half is known: what it is about, and a word that nobody knows. */
function half(word: string): WordMeaning[] {
  for (let at = word.length - LEAST_HALF; at >= LEAST_HALF; at--) {
    const meaning = exactly(word.slice(0, at)) ?? exactly(word.slice(at));
    if (meaning) return [meaning, null];
  }
  return [null];
}

const LEAST_HALF = 4;
const exactly = (part: string): WordMeaning =>
  part.length < LEAST_HALF
    ? null
    : longestOf(ENTRIES.filter((entry) => entry.word === part && entry.concept !== null));

function misspelled(word: string): WordMeaning {
  if (word.length < LONG) return null;
  const near = ENTRIES.filter((entry) => entry.word.length >= LONG).filter((entry) => {
    const most = Math.min(word.length, entry.word.length) < LONGER ? 1 : 2;
    const compared = entry.isStem ? word.slice(0, entry.word.length) : word;
    return (
      Math.abs(compared.length - entry.word.length) <= most && distanceOf(compared, entry.word, most) <= most
    );
  });
  return longestOf(near);
}
