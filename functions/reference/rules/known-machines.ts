import type { Catalogue, CatalogueModel } from '#contracts/catalogue.ts';
import { BRANDS } from '../lexicon/brands.ts';
import { brandOfModel, canonicalFamily } from '../lexicon/canonical.ts';
import { DISPLACEMENTS } from '../lexicon/engines.ts';
import type { CompatibilityRule, RuleSet } from './rule-set.ts';

/** What a document says goes together, in the words of compatibility rules; null = it does not say. */
type KnownMachine = Record<CompatibilityRule['of'] | CompatibilityRule['allows'], string | null>;

const ELECTRIC = /\belectric\b/i;
/** "600R", "V800", "850"; a width in millimetres is no engine. */
const CLASS = /(?<![\p{L}\d])V?(\d{3,4})(?:RS|RR|R|HO|F)?(?![\p{L}\d])(?!\s*mm)/giu;

/** In a name other numbers stand beside the displacement; a book has a place of its own for the engine. */
const engineClass = (text: string): string | null => {
  if (ELECTRIC.test(text)) return 'electric';
  const sizes = [...text.matchAll(CLASS)].map(([, size]) => size as string);
  return sizes.find((size) => DISPLACEMENTS.has(Number(size))) ?? null;
};

const BRAND_FIRST = /^(Ski-Doo|Lynx)\s+/i;

const machineOfName = (name: string): KnownMachine => {
  const [, printed = ''] = BRAND_FIRST.exec(name) ?? [];
  const model = name.replace(BRAND_FIRST, '');
  return {
    brand: BRANDS[printed.toUpperCase().replace('-', '')] ?? brandOfModel(model),
    family: canonicalFamily(model),
    'engine class': engineClass(model),
  };
};

const machinesOfModel = (brand: string, { family, isElectric, engines }: CatalogueModel): KnownMachine[] =>
  (engines.length > 0 ? engines : [{ name: '' }]).map(({ name }) => ({
    brand,
    family: canonicalFamily(family) ?? family,
    'engine class': isElectric ? 'electric' : (/\d{3,4}/.exec(name)?.[0] ?? null),
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
