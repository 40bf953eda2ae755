import type { Catalogue } from '#contracts/catalogue.ts';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import type { Matched, MatchedProduct, SpecMatch } from '#contracts/matched.ts';
import { CONFIDENCE_WORDS, DECISION_WORDS, METHOD_WORDS } from '#reference/matching/wording.ts';
import { engineName } from '#reference/naming/engine.ts';
import { type Machine, packageName, packageWords } from '#reference/naming/machine.ts';
import { choosing } from './choosing/chooser.ts';
import { type Decision, decideTied, forReview } from './decide.ts';
import { type Embedder, type Likeness, similarityBy } from './embedder.ts';
import type { Helpers } from './helpers.ts';
import { type Inheritance, inheritanceFor } from './inheritance.ts';
import { lendersOf } from './lenders.ts';
import { indexNames, type NameIndex } from './listed-names.ts';
import { decidedByHand, type NameByHand, withoutListedName } from './manual/manual-decision.ts';
import { namesFor, rankNames, type Subject } from './rank-names.ts';
import { type Row, rowsBeside, subjectOf } from './rows.ts';
import type { SpecIndex } from './spec-pages.ts';
import { specReasons } from './spec-reasons.ts';
import { type Evidence, valuesOf } from './values.ts';

/** What products are matched against. */
export interface Knowledge {
  /** The price list's name, for the sources of values. */
  readonly document: string;
  /** The marketplace's model names, to the letter. */
  readonly names: readonly string[];
  /** Spec books of any brand and year; those of other years may lend values. */
  readonly catalogues: readonly Catalogue[];
  /** Names set by hand, by `modelKey`: codes change from year to year. */
  readonly manual?: ReadonlyMap<string, NameByHand>;
}

const evidenceOf = (row: Row, { document }: Knowledge, specs: SpecIndex): Evidence => ({
  ...row,
  document,
  lenders: lendersOf(row.machine, specs),
});

/** Products and the names that can be theirs, measured in one go. */
function measured(
  subjects: readonly Subject[],
  index: NameIndex,
  embedders: readonly Embedder[],
): Promise<Likeness> {
  const names = subjects.flatMap(({ machine }) => namesFor(machine, index).map(({ text }) => text));
  return similarityBy(embedders, [...new Set([...subjects.map(({ text }) => text), ...names])]);
}

/** The engine's decision, or a person's where he has set the name. */
function decided(
  subject: Subject,
  byEngine: Decision,
  byHand: NameByHand | undefined,
  { names }: Knowledge,
): Decision {
  if (!byHand) return byEngine;
  return names.includes(byHand.name) ? decidedByHand(byHand, subject) : withoutListedName(byEngine, byHand);
}

const specOf = ({ page, column }: Row): SpecMatch | null =>
  page && {
    document: page.catalogue.document,
    sha256: page.catalogue.sha256,
    page: page.model.page,
    model: page.model.model,
    engine: column?.printed.name ?? null,
    picture: page.model.picture,
  };

/** What a chooser found is a person's to confirm: it may be published under no circumstances before. */
const inherited = (decision: Decision, { reason }: Inheritance): Decision => ({
  ...forReview(decision),
  method: 'llm-inheritance',
  reasons: [...decision.reasons, reason],
});

/** The row's model, package and engine as this project writes them, whatever the list's spelling (S0-12). */
function normalizedNames(machine: Machine): MatchedProduct['normalized'] {
  const { family, engine } = machine;
  const named = engineName(engine) || null;
  return {
    model: family?.name ?? null,
    package: packageName(packageWords(machine)),
    engine: engine.electric ? 'Electric' : named,
  };
}

/** How sure the match is, in a sentence for the dealer (S0-12). */
function describeConfidence({
  method,
  confidence,
  decision,
}: Pick<MatchedProduct, 'method' | 'confidence' | 'decision'>): string {
  const [, likely] = CONFIDENCE_WORDS.find(([from]) => confidence >= from) ?? [];
  return `${METHOD_WORDS[method] ?? `${likely} (${confidence.toFixed(2)})`}: ${DECISION_WORDS[decision]}.`;
}

function matched(row: Row, byName: Decision, evidence: Evidence, base: Inheritance | null): MatchedProduct {
  const { modelCode, brand, modelYear, page, row: line } = row.product;
  const own = valuesOf(evidence);
  const decision = base ? inherited(byName, base) : byName;
  const { avitoValues, sources } = base ?? own;
  return {
    modelCode,
    brand,
    modelYear,
    page,
    row: line,
    normalized: normalizedNames(row.machine),
    ...decision,
    confidenceDescription: describeConfidence(decision),
    reasons: [...decision.reasons, ...row.respelt, ...specReasons(evidence, own)],
    spec: specOf(row),
    avitoValues,
    sources,
  };
}

/**
 * Finds for every product the marketplace's most specific name that contradicts it in nothing, its page and
 * engine column in the spec book, and the values that the documents give. The order of products, names
 * and books changes nothing.
 */
export async function matchProducts(
  products: readonly ExtractedProduct[],
  knowledge: Knowledge,
  { embedders, tieBreakers = [], inheritors = [] }: Helpers,
): Promise<Pick<Matched, 'engine' | 'products'>> {
  const index = indexNames(knowledge.names);
  const { rows, specs } = rowsBeside(products, knowledge.catalogues);
  const subjects = rows.map(subjectOf);
  const likeness = await measured(subjects, index, embedders);
  const [chooseName, chooseBase] = [choosing(tieBreakers), choosing(inheritors)];
  const finish = async (row: Row, subject: Subject): Promise<MatchedProduct> => {
    const ranked = { subject, ranking: rankNames(subject, index, likeness) };
    const byHand = knowledge.manual?.get(subject.text);
    const byEngine = await decideTied(ranked, likeness.engine.name, byHand ? null : chooseName);
    const evidence = evidenceOf(row, knowledge, specs);
    const base = await inheritanceFor(evidence, specs, chooseBase);
    return matched(row, decided(subject, byEngine, byHand, knowledge), evidence, base);
  };
  const finished: MatchedProduct[] = [];
  // One after the other: a question that an earlier row has asked is not asked again.
  for (const [at, row] of rows.entries()) finished.push(await finish(row, subjects[at] as Subject));
  return { engine: likeness.engine, products: finished };
}
