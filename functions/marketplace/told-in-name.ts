import type { ExtractedProduct } from '#contracts/extracted.ts';
import { translate } from '#reference/glossary/glossary.ts';
import { partsStated } from '#reference/naming/engine.ts';
import { readModel } from '#reference/naming/machine.ts';
import { displayIn, starterIn } from '#reference/naming/specification.ts';
import type { Namesake } from './marketplace.ts';
import { plainText } from './plain-text.ts';

/** A list without a column of engines names them behind the model. */
export const engineStandsInName = ({ extracted: { engine, model } }: Namesake): boolean =>
  !engine && partsStated(readModel(model ?? '').engine) > 0;

type Told = Pick<ExtractedProduct, 'starter' | 'display' | 'trackProfile'>;

/** Of a model's cell: what stands further behind tells nothing. */
const MOST_WORDS = 40;

/** A lug's height in inches, with or without its unit; a screen's size is no such figure. */
const LUG = /^[0-3][.,]\d{1,3}(?:in\.?|["”″])?$/i;

const isOfLug = (word: string): boolean => LUG.test(word) && displayIn(word) === null;

/** The track's profile: the height of its lugs and all behind it, up to a starter or a screen. */
function profileIn(words: readonly string[]): string | null {
  const from = words.findIndex(isOfLug);
  if (from < 0) return null;
  const length = words
    .slice(from + 1)
    .findIndex((word) => starterIn(word) !== null || displayIn(word) !== null);
  return words.slice(from, length < 0 ? undefined : from + 1 + length).join(' ');
}

/** Word by word: a part of a word names no starter, and only figures a screen. */
const toldIn = (words: readonly string[]): Told => ({
  starter: starterIn(words.filter((word) => starterIn(word) !== null).join(' ')),
  display: displayIn(words.filter((word) => /\d/.test(word)).join(' ')),
  trackProfile: profileIn(words),
});

const NOTHING: Told = { starter: null, display: null, trackProfile: null };

const told = new WeakMap<Namesake, Told>();

/** What the name says of starter, screen and track where the list has one column for all of the machine. */
export const toldInName = (machine: Namesake): Told => {
  const words = plainText(machine.extracted.model ?? '').split(' ', MOST_WORDS);
  const found = told.get(machine) ?? (engineStandsInName(machine) ? toldIn(words) : NOTHING);
  told.set(machine, found);
  return found;
};

/**
 * What the machine is started by, as its own cell prints it; by the word of the trade where the glossary has none for what
 * the cell prints ("Manuel"), or where the name says it.
 */
export const starterOf = (machine: Namesake): string | null => {
  const { starter, normalized } = machine.extracted;
  const isKnown = starter !== null && translate('starters', plainText(starter)) !== null;
  return (isKnown ? null : normalized.starter) ?? starter ?? toldInName(machine).starter;
};

/** Its screen, in the same way. */
export const displayOf = (machine: Namesake): string | null =>
  machine.extracted.display ?? toldInName(machine).display;
