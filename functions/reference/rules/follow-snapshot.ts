import { isDeepStrictEqual } from 'node:util';
import type { Snapshot } from '../avito/snapshot.ts';
import { deriveLayers } from './derive-layers.ts';
import type { FieldRule, ModelCatalogueRule, RuleSet } from './rule-set.ts';

/** Rules that follow another snapshot, and those of them that a person had changed where the snapshot did too. */
export interface Followed {
  layers: RuleSet['layers'];
  /** Ids of the rules that stayed as the person made them. */
  conflicts: string[];
}

/** Names a person added stay added, and those he took out stay out. */
const mergedNames = (base: string[], ours: string[], theirs: string[]): string[] => {
  const [removed, added] = [new Set(base.filter((name) => !ours.includes(name))), new Set(ours)];
  for (const name of base) added.delete(name);
  return [...new Set([...theirs.filter((name) => !removed.has(name)), ...added])];
};

const mergedCatalogue = (
  base: ModelCatalogueRule[],
  ours: ModelCatalogueRule[],
  theirs: ModelCatalogueRule[],
): ModelCatalogueRule[] =>
  ours.map((rule) => {
    const [from, to] = [base, theirs].map((rules) => rules.find(({ id }) => id === rule.id));
    return from && to ? { ...rule, names: mergedNames(from.names, rule.names, to.names) } : rule;
  });

/** The rule that stands where all three may differ; undefined where it goes. */
const chosen = (
  base: FieldRule | undefined,
  ours: FieldRule | undefined,
  theirs: FieldRule | undefined,
): FieldRule | undefined => (isDeepStrictEqual(base, ours) ? theirs : ours);

const isConflict = (
  base: FieldRule | undefined,
  ours: FieldRule | undefined,
  theirs: FieldRule | undefined,
): boolean =>
  !isDeepStrictEqual(base, ours) && !isDeepStrictEqual(base, theirs) && !isDeepStrictEqual(ours, theirs);

/**
 * The layers in force, made to follow another snapshot: what a person changed stays as he made it, all else
 * is derived anew. Field rules stand in the new snapshot's order, a person's own behind them.
 */
export const followSnapshot = (layers: RuleSet['layers'], base: Snapshot, wanted: Snapshot): Followed => {
  const [from, to] = [deriveLayers(base), deriveLayers(wanted)];
  const ids = new Set([...to['field-rules'], ...layers['field-rules']].map(({ id }) => id));
  const three = [...ids].map((id) => {
    const [one, two, other] = [from, layers, to].map((set) =>
      set['field-rules'].find((rule) => rule.id === id),
    );
    return { id, rules: [one, two, other] as const };
  });
  return {
    layers: {
      ...layers,
      'model-catalogue': mergedCatalogue(
        from['model-catalogue'],
        layers['model-catalogue'],
        to['model-catalogue'],
      ),
      'field-rules': three.flatMap(({ rules }) => chosen(...rules) ?? []),
    },
    conflicts: three.filter(({ rules }) => isConflict(...rules)).map(({ id }) => id),
  };
};
