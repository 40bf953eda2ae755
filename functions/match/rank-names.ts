import type { MatchDetails } from '#contracts/matched.ts';
import type { Reason } from '#contracts/reason.ts';
import { BOOSTS, TECHNOLOGIES } from '#reference/lexicon/engines.ts';
import { PACKAGES } from '#reference/lexicon/packages.ts';
import { BOOST_CAP, EXACT_ATTRIBUTE, RESEMBLES, SHARED_TERM } from '#reference/matching/confidence.ts';
import type { Machine } from '#reference/naming/machine.ts';
import { bySpecificity, type Comparison, compare } from './claims.ts';
import type { Likeness } from './embedder.ts';
import type { ListedName, NameIndex } from './listed-names.ts';

/** A product ready to be matched: what it says, and its text for comparison. */
export interface Subject {
  readonly machine: Machine;
  readonly text: string;
  /** Where its row contradicts itself. */
  readonly contradictions: readonly Reason[];
}

export interface RankedName {
  readonly listed: ListedName;
  /** The product's words are the name, no more and no less. */
  readonly repeated: boolean;
  readonly comparison: Comparison;
  readonly details: MatchDetails;
}

export interface Ranking {
  /** Names that do not contradict the product, the most specific first. */
  readonly fitting: readonly RankedName[];
  /** Names of the family (or alike, where the family is not known) that do, the nearest first. */
  readonly contradicting: readonly RankedName[];
}

/** The names that can be asked about: those of the family, or all where nobody knows the family. */
export const namesFor = ({ family }: Machine, index: NameIndex): readonly ListedName[] =>
  family === null ? index.all : (index.byFamily.get(family) ?? []);

/** A product that repeats a name to the letter means it, and by its slip of the pen the engine that the name means. */
const meant = (subject: Subject, { printed, text, machine }: ListedName): Machine =>
  printed === subject.text && printed !== text
    ? { ...subject.machine, engine: machine.engine }
    : subject.machine;

function rank(subject: Subject, listed: ListedName, { similarity }: Likeness): RankedName {
  const comparison = compare(listed.machine, meant(subject, listed));
  const exact = comparison.weights.filter((weight) => weight > 0).length;
  const texts = { product: subject.text, name: listed.text };
  return {
    listed,
    repeated: listed.printed === subject.text,
    comparison,
    details: confidenceOf(texts, similarity(texts.product, texts.name), exact),
  };
}

const bySimilarity = (one: RankedName, other: RankedName): number =>
  other.details.similarity - one.details.similarity || (one.listed.name < other.listed.name ? -1 : 1);

const byFit = (one: RankedName, other: RankedName): number =>
  Number(other.repeated) - Number(one.repeated) ||
  bySpecificity(one.comparison, other.comparison) ||
  bySimilarity(one, other);

const byObjections = (one: RankedName, other: RankedName): number =>
  one.comparison.objections.length - other.comparison.objections.length || byFit(one, other);

const fits = ({ comparison }: RankedName): boolean => comparison.objections.length === 0;

/** Where even the family is not known only likeness is left to suggest a name to a person. */
const suggested = ({ machine }: Subject, ranked: readonly RankedName[]): readonly RankedName[] =>
  machine.family === null
    ? ranked.filter(({ details }) => details.similarity >= RESEMBLES).toSorted(bySimilarity)
    : ranked.toSorted(byObjections);

/** Holds the product against the names and sorts them by the rules, likeness last. */
export function rankNames(subject: Subject, index: NameIndex, likeness: Likeness): Ranking {
  const ranked = namesFor(subject.machine, index).map((listed) => rank(subject, listed, likeness));
  return {
    fitting: ranked.filter(fits).toSorted(byFit),
    contradicting: suggested(
      subject,
      ranked.filter((name) => !fits(name)),
    ),
  };
}

const TERMS: ReadonlySet<string> = new Set([PACKAGES, TECHNOLOGIES, BOOSTS].flatMap(Object.keys));

/** Sums of tenths leave dust ("0.30000000000000004") that no artefact should carry. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

function sharedTerms(one: string, other: string): number {
  const words = new Set(other.split(' '));
  return one.split(' ').filter((word) => TERMS.has(word) && words.has(word)).length;
}

/** S0-30 and S0-31, every number kept; the boost counts once. */
function confidenceOf(
  texts: { product: string; name: string },
  similarity: number,
  exactMatches: number,
): MatchDetails {
  const domainBoost = Math.min(BOOST_CAP, sharedTerms(texts.product, texts.name) * SHARED_TERM);
  return {
    similarity: rounded(similarity),
    domainBoost: rounded(domainBoost),
    exactMatches,
    finalScore: rounded(Math.min(1, similarity + domainBoost)),
    confidence: rounded(Math.min(1, similarity + exactMatches * EXACT_ATTRIBUTE + domainBoost)),
  };
}
