import type { Catalogue } from '#contracts/catalogue.ts';
import type { ExtractedProduct } from '#contracts/extracted.ts';
import {
  type Matched,
  type MatchedProduct,
  type Source,
  type SpecMatch,
  VALUE_TAGS,
  type ValueTag,
} from '#contracts/matched.ts';
import type { Place, Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { CHOSEN_BASE_CONFIDENCE } from '#reference/matching/confidence.ts';
import { CONFIDENCE_WORDS, DECISION_WORDS, METHOD_WORDS } from '#reference/matching/wording.ts';
import { engineName } from '#reference/naming/engine.ts';
import { type Machine, packageName, packageWords } from '#reference/naming/machine.ts';
import { CHOOSE_BASE_MODEL } from '#reference/prompts/choose-model.ts';
import type { Rewording } from '#shared/taught-meanings.ts';
import { type Choose, choosing } from './choosing/choosers.ts';
import { type Decision, decideTied, forReview } from './decide.ts';
import { type Embedder, type Likeness, similarityBy } from './embedder.ts';
import type { Helpers } from './helpers.ts';
import { lendersOf } from './lenders.ts';
import { indexNames, type NameIndex } from './listed-names.ts';
import { decidedByHand, type NameByHand, withoutListedName } from './manual/manual-decision.ts';
import { namesFor, rankNames, type Subject } from './rank-names.ts';
import { type Row, rowsBeside, subjectOf } from './rows.ts';
import { columnFor, type SpecColumn, type SpecIndex, type SpecPage } from './spec-pages.ts';
import { lengthFits } from './track-width.ts';
import { type Evidence, valuesOf } from './values.ts';

type Values = Pick<MatchedProduct, 'avitoValues' | 'sources'>;

/** Values that a machine inherits from its base model. */
interface Inheritance extends Values {
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
async function inheritanceFor(
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

/** Values that no electric machine has. */
const OF_A_CYLINDER: readonly ValueTag[] = ['EngineCapacity', 'Stroke'];

/** Pages that bear one name and suit the row alike. */
function rivalReason(rivals: readonly SpecPage[]): Reason | null {
  const [first] = rivals;
  if (!first) return null;
  const { document } = first.catalogue;
  const onPages = rivals.map(({ model }) => String(model.page));
  return reason('pages-alike', { document, model: first.model.model, onPages });
}

const placeOn = ({ catalogue: { document }, model: { page } }: SpecPage): Place => ({
  document,
  page,
  box: null,
});

function pageReason({ product, page: book, rivals, column }: Evidence): Reason {
  if (!book) return rivalReason(rivals) ?? reason('page-missing');
  const { page, model } = book.model;
  const at = { document: book.catalogue.document, page, model };
  return column
    ? reason('page-found', { ...at, engine: column.printed.name }, placeOn(book))
    : reason('engine-unlike', { ...at, engine: product.engine }, placeOn(book));
}

/** The list says what is sold: its length stands, and the book's tracks only give what they share. */
function lengthReason({ product: { trackLength: length }, machine, page: book }: Evidence): Reason | null {
  if (!book) return null;
  const { tracks, page } = book.model;
  return tracks.length === 0 || tracks.some((track) => lengthFits(track, machine))
    ? null
    : reason('length-unlike', { page, length }, placeOn(book));
}

const colourWords = (text: string): string[] =>
  text
    .toUpperCase()
    .replace(/\([^)]*\)/g, ' ')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '' && word !== 'AND');

const isPartOf = (some: readonly string[], all: readonly string[]): boolean =>
  some.every((word) => all.includes(word));

/** Either may leave out the second shade ("Neo Yellow / Black", "Neo Yellow"). */
const printsColour = (colour: string, colours: readonly string[]): boolean =>
  colours.some((printed) => {
    const [listed, inBook] = [colourWords(colour), colourWords(printed)];
    return isPartOf(listed, inBook) || isPartOf(inBook, listed);
  });

/** A colour decides neither the name nor a value; the list says what is sold, so its own stands. */
function colourReason({ product: { color: colour }, page: book }: Evidence): Reason | null {
  if (!book || colour === null) return null;
  const { colours, page } = book.model;
  return colours.length === 0 || printsColour(colour, colours)
    ? null
    : reason('colour-unlike', { page, colour, colours }, placeOn(book));
}

const tagsWhere = (
  { sources }: Values,
  test: (source: NonNullable<Values['sources'][ValueTag]>) => boolean,
) =>
  VALUE_TAGS.filter((tag) => {
    const source = sources[tag];
    return source !== undefined && test(source);
  });

function inheritedReason(values: Values): Reason | null {
  const tags = tagsWhere(values, ({ inherited }) => inherited);
  const [first] = tags;
  const source = first && values.sources[first];
  return source
    ? reason('values-inherited', { tags, document: source.document ?? '', page: source.page })
    : null;
}

function inferredReason(values: Values): Reason | null {
  const tags = tagsWhere(values, ({ inherited, confidence }) => !inherited && confidence < 1);
  const [first] = tags;
  return first ? reason('values-inferred', { tags, rule: values.sources[first]?.rule ?? '' }) : null;
}

function missingReason({ machine }: Evidence, { avitoValues }: Values): Reason | null {
  const missing = VALUE_TAGS.filter(
    (tag) => avitoValues[tag] === null && !(machine.engine.electric && OF_A_CYLINDER.includes(tag)),
  );
  return missing.length > 0 ? reason('values-missing', { tags: missing }) : null;
}

/** Where the values come from, what was inferred or inherited, what differs and what is missing. */
const specReasons = (evidence: Evidence, values: Values): Reason[] =>
  [
    pageReason(evidence),
    lengthReason(evidence),
    colourReason(evidence),
    inferredReason(values),
    inheritedReason(values),
    missingReason(evidence, values),
  ].filter((why) => why !== null);

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
  /** Writes words of names as people say that they are meant. */
  readonly reword?: Rewording;
}

const evidenceOf = (row: Row, { document }: Pick<Knowledge, 'document'>, specs: SpecIndex): Evidence => ({
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

/** The pages and values that books give the rows of a list, and nothing of their names: what other books would change. */
export function valuesBeside(
  products: readonly ExtractedProduct[],
  knowledge: Pick<Knowledge, 'document' | 'catalogues' | 'reword'>,
): Pick<MatchedProduct, 'spec' | 'avitoValues' | 'sources'>[] {
  const { rows, specs } = rowsBeside(products, knowledge.catalogues, knowledge.reword);
  return rows.map((row) => ({ spec: specOf(row), ...valuesOf(evidenceOf(row, knowledge, specs)) }));
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
  const { rows, specs } = rowsBeside(products, knowledge.catalogues, knowledge.reword);
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
