import type { Ad } from '#contracts/validated.ts';
import { reason } from '#messages/reason.ts';
import type { Finding } from './finding.ts';
import type { ModelCatalogueRule } from './rule-set.ts';

const NEAREST = 3;

/** A name as its words: the source of S0-38 puts the maker before it, Avito's list does not (C8). */
const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .replace(/^brp\s+/, '')
    .split(/[\s-]+/)
    .filter(Boolean);

/** Share of words that two names have in common (Dice). */
const likeness = (one: string[], other: string[]): number =>
  (2 * one.filter((word) => other.includes(word)).length) / (one.length + other.length);

/** The listed names most like one that is not listed, best first, for a person to choose from. */
export const nearestNames = (name: string, listed: string[]): string[] => {
  const words = wordsOf(name);
  return listed
    .map((candidate) => ({ candidate, score: likeness(words, wordsOf(candidate)) }))
    .filter(({ score }) => score >= 0.5)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, NEAREST)
    .map(({ candidate }) => candidate);
};

/** Holds the ad's model name against the listed names; a missing name is the field rules' business. */
export const checkModel = (ad: Ad, rule: ModelCatalogueRule): Finding[] => {
  const name = ad.fields[rule.tag];
  if (!name || rule.names.includes(name)) return [];
  const why = reason('value-uncatalogued', { field: rule.tag, value: name });
  const suggestions = nearestNames(name, rule.names);
  return [{ rule: rule.id, severity: rule.severity, reason: why, suggestions }];
};
