import { type MatchedProduct, type Source, VALUE_TAGS, type ValueTag } from '#contracts/matched.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { CHOSEN_BASE_CONFIDENCE } from '#reference/matching/confidence.ts';
import { CHOOSE_BASE_MODEL } from '#reference/prompts/choose-model.ts';
import type { Choose } from './choosing/chooser.ts';
import { columnFor, type SpecColumn, type SpecIndex } from './spec-pages.ts';
import { type Evidence, valuesOf } from './values.ts';

type Values = Pick<MatchedProduct, 'avitoValues' | 'sources'>;

/** Values that a machine inherits from its base model. */
export interface Inheritance extends Values {
  /** What was taken over from where, for the person who must confirm it. */
  readonly reason: Reason;
}

/** A class ("850") fits several engines; whose values would be inherited nobody knows. */
const isNamed = ({ machine: { engine } }: Evidence): boolean => engine.technology !== null || engine.electric;

/** Pages of the same family in any book whose one column has the very engine: nothing else is ever offered. */
function baseModels(evidence: Evidence, specs: SpecIndex): ReadonlyMap<string, SpecColumn> {
  const { machine } = evidence;
  if (machine.family === null || !isNamed(evidence)) return new Map();
  const columns = (specs.byFamily.get(machine.family) ?? []).flatMap(
    (page) => columnFor(machine, page) ?? [],
  );
  return new Map(columns.map((column) => [labelOf(column), column]));
}

const labelOf = ({ page: { catalogue, model }, printed }: SpecColumn): string =>
  `${catalogue.brand} ${catalogue.modelYear}, ${catalogue.document}, page ${model.page}: ${model.model}, ${printed.name}`;

const printed = ({ product }: Evidence): string =>
  [
    product.brand,
    product.modelYear,
    product.model,
    product.package,
    product.engine,
    product.trackLength,
    product.trackProfile,
  ]
    .filter(Boolean)
    .join(' ');

const missingIn = ({ avitoValues }: Values): ValueTag[] =>
  VALUE_TAGS.filter((tag) => avitoValues[tag] === null);

const asChosen = (source: Source, by: string): Source => ({
  ...source,
  rule: `base model chosen by ${by}`,
  confidence: CHOSEN_BASE_CONFIDENCE,
});

/** Only what nothing else gives, and only what the base model's own page prints. */
function inherit(evidence: Evidence, own: Values, column: SpecColumn, by: string): Inheritance | null {
  const lent = valuesOf({ ...evidence, lenders: { columns: [column], pages: [column.page] } });
  const taken = missingIn(own).filter((tag) => lent.sources[tag]?.inherited);
  if (taken.length === 0) return null;
  const sources = taken.map((tag) => [tag, asChosen(lent.sources[tag] as Source, by)]);
  return {
    avitoValues: {
      ...own.avitoValues,
      ...Object.fromEntries(taken.map((tag) => [tag, lent.avitoValues[tag]])),
    },
    sources: { ...own.sources, ...Object.fromEntries(sources) },
    reason: reason('values-chosen', { tags: taken, from: labelOf(column), by }),
  };
}

/**
 * What a machine without a page of its own inherits from a base model that is chosen for it (S0-33); null
 * where it lacks nothing, nothing may be inherited, or nobody chose. Family and engine are the machine's own.
 */
export async function inheritanceFor(
  evidence: Evidence,
  specs: SpecIndex,
  choose: Choose | null,
): Promise<Inheritance | null> {
  if (!choose || evidence.page !== null) return null;
  const own = valuesOf(evidence);
  if (missingIn(own).length === 0) return null;
  const models = baseModels(evidence, specs);
  if (models.size === 0) return null;
  const options = [...models.keys()].sort();
  const choice = await choose({ instructions: CHOOSE_BASE_MODEL, product: printed(evidence), options });
  const column = choice.chosen === null ? undefined : models.get(choice.chosen);
  return column && choice.chosen !== null ? inherit(evidence, own, column, choice.by) : null;
}
