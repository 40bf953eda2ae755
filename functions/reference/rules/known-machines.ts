import type { Catalogue, CatalogueModel } from '#contracts/catalogue.ts';
import { type Engine, readEngine } from '../naming/engine.ts';
import { familyOf, readModel } from '../naming/machine.ts';
import type { CompatibilityRule, RuleSet } from './rule-set.ts';

/** What a document says goes together, in the words of compatibility rules; null = it does not say. */
type KnownMachine = Record<CompatibilityRule['of'] | CompatibilityRule['allows'], string | null>;

const engineClass = ({ electric, displacement }: Engine): string | null =>
  electric ? 'electric' : (displacement?.toString() ?? null);

const machineOfName = (name: string): KnownMachine => {
  const { brand, family, engine } = readModel(name);
  return { brand, family: family?.name ?? null, 'engine class': engineClass(engine) };
};

const machinesOfModel = (brand: string, { family, isElectric, engines }: CatalogueModel): KnownMachine[] =>
  (engines.length > 0 ? engines : [{ name: '' }]).map(({ name }) => ({
    brand,
    family: familyOf(family) ?? family,
    'engine class': isElectric ? 'electric' : engineClass(readEngine(name)),
  }));

const ofNames = new WeakMap<RuleSet, KnownMachine[]>();

const machinesOfNames = (rules: RuleSet): KnownMachine[] => {
  const known =
    ofNames.get(rules) ??
    rules.layers['model-catalogue'].flatMap(({ names }) => names.map((name) => machineOfName(name)));
  ofNames.set(rules, known);
  return known;
};

const extended = (rule: CompatibilityRule, machines: KnownMachine[]): CompatibilityRule => {
  const table = new Map(Object.entries(rule.table).map(([value, allowed]) => [value, new Set(allowed)]));
  for (const machine of machines) {
    const [value, other] = [machine[rule.of]?.toUpperCase(), machine[rule.allows]];
    if (value && other) table.set(value, (table.get(value) ?? new Set()).add(other));
  }
  return {
    ...rule,
    table: Object.fromEntries([...table].map(([value, allowed]) => [value, [...allowed]])),
  };
};

/** The names span two decades: they speak only of what has no line of its own in the rule. */
const unlisted = ({ of, table }: CompatibilityRule, machines: KnownMachine[]): KnownMachine[] =>
  machines.filter((machine) => !(machine[of] && Object.hasOwn(table, machine[of].toUpperCase())));

/**
 * The rules with what the marketplace's names and the dealer's spec books show to go together: a machine that
 * a manufacturer's own book prints contradicts no rule. What neither knows stays unknown, and a warning.
 */
export const withKnownMachines = (rules: RuleSet, catalogues: readonly Catalogue[]): RuleSet => {
  const named = machinesOfNames(rules);
  const books = catalogues.flatMap(({ brand, models }) =>
    models.flatMap((model) => machinesOfModel(brand, model)),
  );
  const layer = rules.layers['business-rules'].map((rule) =>
    extended(rule, [...unlisted(rule, named), ...books]),
  );
  return { ...rules, layers: { ...rules.layers, 'business-rules': layer } };
};
