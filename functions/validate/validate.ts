import type { Catalogue } from '#contracts/catalogue.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { type Matched, MatchedProduct } from '#contracts/matched.ts';
import { rejected } from '#contracts/outcome.ts';
import { type Reason, reasonKey } from '#contracts/reason.ts';
import { endRejected, endWith, type RunState } from '#contracts/state.ts';
import type { Note, Validated, ValidatedProduct } from '#contracts/validated.ts';
import type { Marketplace } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { keptUntil } from '#reference/retention.ts';
import { commonReason } from '#shared/common-reason.ts';
import { inChannel } from '#shared/in-channel.ts';
import { writeLongJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { distinctRates, oldRates } from '#shared/rate-age.ts';
import { rulesOfRun, versionInForce } from '#shared/rules-in-force.ts';
import { artefactKey, sourceOrder, verdictsOf } from '#shared/run.ts';
import type { ProductResult } from '#shared/table/records.ts';
import { adIdsOf, offersOf, writeOffers, writeOffersBeside } from './offers.ts';
import { readList } from './read-list.ts';
import { queueWaiting } from './review/waiting-products.ts';
import { unseenReason } from './unaccounted.ts';
import { judgeList } from './validate-products.ts';

/** Terms that only a reviewed entry of the glossary brings into the descriptions. */
const untranslated = ({ layers }: ValidatedProduct): Reason[] =>
  layers.flatMap(({ suggestions }) => suggestions).filter(({ code }) => code === 'term-untranslated');

/** What a person should know of a list though it keeps no ad out: each remark once, with the codes it is about. */
const notesOf = (products: readonly ValidatedProduct[], dealer: Dealer, now: Date): Note[] => {
  const remarks = products.flatMap((product) => [
    ...oldRates(distinctRates([product.rate]), dealer, 'staleAfterDays', now).map((reason) => ({
      reason,
      product,
    })),
    ...untranslated(product).map((reason) => ({ reason, product })),
  ]);
  return [...Map.groupBy(remarks, ({ reason }) => reasonKey(reason)).values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ reason: first.reason, codes: same.map(({ product }) => product.modelCode) }] : [];
  });
};

const UNKNOWN = { brand: '', modelYear: 0 };

/** What the record keeps of a match; the product's names and values stand beside it and in its ad. */
const Match = MatchedProduct.pick({
  ...{ avitoModel: true, normalized: true, spec: true, method: true, decision: true, reasons: true },
  ...{ confidence: true, confidenceDescription: true, matchDetails: true },
}).strip();

const place = ({ page, row }: { page: number; row: number }) => `${page}-${row}`;

/** The match and the four validations of every product, one record each (S0-16, S0-17). */
function* resultsOf(
  { dealerId, runId }: RunState,
  matched: Matched,
  products: ValidatedProduct[],
  now: Date,
): Generator<ProductResult> {
  const matches = new Map(matched.products.map((product) => [place(product), product]));
  for (const product of products) {
    const match = matches.get(place(product));
    yield {
      dealerId,
      runId,
      brand: product.brand ?? UNKNOWN.brand,
      modelYear: product.modelYear ?? UNKNOWN.modelYear,
      modelCode: product.modelCode,
      row: place(product),
      match: match ? Match.parse(match) : {},
      layers: product.layers,
      createdAt: now.toISOString(),
      ttl: keptUntil('result', now),
    };
  }
}

/** A list of which fewer machines wait for one cause is a list with exceptions. */
const MOST = 0.5;

/** The field that only a spec book gives, where that is what a product lacks. */
const lackedField = ({ code, values }: Reason): string | null => {
  if (code === 'picture-missing') return 'Images';
  return code === 'field-missing' ? String(values.field) : null;
};

type Waiting = readonly ValidatedProduct[];

const isMost = (some: Waiting, all: Waiting): boolean => some.length > 0 && some.length >= all.length * MOST;

const bookOf = ({ brand, modelYear }: Pick<ValidatedProduct, 'brand' | 'modelYear'>): string | null =>
  brand && modelYear ? `${brand} ${modelYear}` : null;

const lacksBookValues = ({ reasons }: ValidatedProduct): boolean =>
  reasons.some((reason) => lackedField(reason) !== null);

/** The list came without its book: each of its machines says so in its own missing values, and the list once. */
const bookMissing = (waiting: Waiting, all: Waiting, catalogues: readonly Catalogue[]): Reason | null => {
  const known = new Set(catalogues.map(bookOf));
  const without = waiting.filter((product) => lacksBookValues(product) && !known.has(bookOf(product)));
  const books = [...new Set(without.flatMap((product) => bookOf(product) ?? []))].sort();
  if (!isMost(without, all) || books.length === 0) return null;
  return reason('book-missing', { waiting: without.length, of: all.length, books });
};

const fieldMissing = (waiting: Waiting, all: Waiting): Reason | null => {
  const missing = waiting.flatMap((product) =>
    product.reasons.flatMap((reason) => {
      const field = lackedField(reason);
      return field && field !== 'Images' ? [{ field, product }] : [];
    }),
  );
  const groups = [...Map.groupBy(missing, ({ field }) => field)].filter(([, some]) =>
    isMost(
      some.map(({ product }) => product),
      all,
    ),
  );
  if (groups.length === 0) return null;
  const held = new Set(groups.flatMap(([, some]) => some.map(({ product }) => product)));
  const fields = groups.map(([field]) => field);
  return reason('book-values-missing', { waiting: held.size, of: all.length, fields });
};

const oneReason = (waiting: Waiting, all: Waiting): Reason | null => {
  const pairs = waiting.flatMap((product) =>
    product.reasons.map((cause) => ({ cause: commonReason(cause), product })),
  );
  const groups = [...Map.groupBy(pairs, ({ cause }) => reasonKey(cause)).values()];
  const [most = []] = groups.toSorted((one, other) => other.length - one.length);
  const [first] = most;
  const some = most.map(({ product }) => product);
  if (!first || !isMost(some, all)) return null;
  return reason('one-cause', { waiting: some.length, of: all.length, cause: first.cause });
};

const isOfMaker = ({ code, values }: Reason): boolean =>
  code === 'value-unlisted' && values.field === 'Brand';

/** Of a maker whose machines are not offered no book or value helps. */
const otherMaker = (waiting: Waiting, all: Waiting): Reason | null =>
  oneReason(
    waiting.map((product) => ({ ...product, reasons: product.reasons.filter(isOfMaker) })),
    all,
  );

/** The one cause for which at least half of a list waits, with its remedy; null where there is none. */
export const sharedCause = (
  products: readonly ValidatedProduct[],
  catalogues: readonly Catalogue[],
): Reason | null => {
  const waiting = products.filter(({ verdict }) => verdict !== 'published');
  return (
    otherMaker(waiting, products) ??
    bookMissing(waiting, products, catalogues) ??
    fieldMissing(waiting, products) ??
    oneReason(waiting, products)
  );
};

type ValidatePorts = Pick<Ports, 'artefacts' | 'table' | 'clock'>;

const counted = (products: ValidatedProduct[], verdict: ValidatedProduct['verdict']) =>
  products.filter((product) => product.verdict === verdict).length;

const countsOf = (products: ValidatedProduct[]): RunState['counts'] => ({
  products: products.length,
  published: counted(products, 'published'),
  review: counted(products, 'review'),
  rejected: counted(products, 'rejected'),
});

const withVerdicts = (
  state: RunState,
  { products, rules }: Validated,
  cause: Reason | undefined,
): RunState => {
  const counts = countsOf(products);
  return {
    ...state,
    pins: { ...state.pins, rulesVersion: rules.version },
    artefacts: { ...state.artefacts, validated: artefactKey(state, 'validated') },
    counts,
    cause,
    tally: {
      processed: counts.products,
      succeeded: counts.published,
      failed: counts.review + counts.rejected,
      engine: `rules ${rules.version} (${rules.source})`,
    },
    route: 'generate',
  };
};

const NONE = { products: 0, published: 0, review: 0, rejected: 0 };

/**
 * The newer list speaks for its products: they are counted there. A later run of this very list, as after a book that came
 * meanwhile, does so as well.
 */
const overtaken = async (state: RunState, { table }: ValidatePorts): Promise<RunState> => {
  const { dealerId, documentId } = state;
  const inForce = await table.lists.query({ dealerId });
  const isInForce = inForce.some((list) => list.documentId === documentId && !list.retired);
  const uncounted = { ...state, counts: NONE };
  return isInForce
    ? endWith(uncounted, { status: 'duplicate', reason: reason('list-in-force') })
    : endRejected(uncounted, rejected(reason('list-superseded')));
};

/** Before the list is in force, so that a refresh which finds it there also finds what to start from. */
const keepArtefacts = (
  { dealerId, documentId, artefacts, lists, sha256 }: RunState,
  order: string,
  { table }: ValidatePorts,
) =>
  table.documents.patchIf({ dealerId, documentId }, { artefacts, lists, order, ...(sha256 && { sha256 }) });

/** A spec book that came between the match and now has seen no list to refresh: match once more. */
const bookCameMeanwhile = async ({ dealerId, pins }: RunState, { table }: ValidatePorts): Promise<boolean> =>
  ((await table.states.get({ dealerId }))?.catalogueRevision ?? 0) !== pins.catalogueRevision;

/** New rules are put in force as a spec book is: first the pointer, then the lists there are. */
const newerRules = async ({ pins }: RunState, name: string, ports: ValidatePorts): Promise<string | null> => {
  const version = await versionInForce(name, ports);
  return pins.rulesVersion === '' || version === pins.rulesVersion ? null : version;
};

/** Goes back to match where something was put in force that saw no list to refresh. */
const again = async (state: RunState, next: RunState, name: string, ports: ValidatePorts) => {
  const rulesVersion = await newerRules(state, name, ports);
  if (rulesVersion) return { ...next, pins: { ...next.pins, rulesVersion }, route: 'match' as const };
  return (await bookCameMeanwhile(next, ports)) ? { ...next, route: 'match' as const } : next;
};

const validateAll = async (state: RunState, ports: ValidatePorts, marketplace: Marketplace) => {
  const list = await readList(state, ports);
  const { rules, source } = await rulesOfRun(marketplace.name, state.pins, ports);
  const products = judgeList(list, { marketplace, rules });
  const validated: Validated = {
    contractVersion: 2,
    document: list.extracted.document,
    rules: { version: rules.version, source },
    products,
    notes: notesOf(products, list.dealer, ports.clock()),
  };
  return { ...list, validated, ledger: adIdsOf(list, marketplace).ledger };
};

/** Judges the list as another channel has it, by the rules in force there, and writes the dealer's offers in it. */
const offerBeside = async (
  state: RunState,
  order: string,
  ports: ValidatePorts,
  marketplace: Marketplace,
): Promise<void> => {
  const pins = { ...state.pins, rulesVersion: '' };
  const { extracted, listings, validated, ledger } = await validateAll(
    { ...state, pins },
    ports,
    marketplace,
  );
  await writeLongJson(ports.artefacts, artefactKey(state, verdictsOf(marketplace.name)), validated);
  await ports.table.ads.putAll(ledger.map((entry) => ({ ...entry, dealerId: state.dealerId })));
  const at = ports.clock().toISOString();
  const offers = offersOf({ state, products: validated.products, listings, order, at });
  await writeOffersBeside({ offers, unseen: unseenReason(extracted) }, state, order, ports);
};

/**
 * Composes each product's ad, runs the four layers over it (`validated.json`) and writes the dealer's
 * offers in the marketplace, and in those of the other channels it sells in (`beside`). Goes back to match where a spec book came, or other rules, in the meantime.
 */
export const validate = async (
  state: RunState,
  given: ValidatePorts,
  marketplace: Marketplace,
  beside: readonly Marketplace[] = [],
): Promise<RunState> => {
  const ports = inChannel(marketplace.name, given);
  const { extracted, matched, listings, catalogues, validated, ledger } = await validateAll(
    state,
    ports,
    marketplace,
  );
  await writeLongJson(ports.artefacts, artefactKey(state, 'validated'), validated);
  await ports.table.results.putAll(resultsOf(state, matched, validated.products, ports.clock()));
  await ports.table.ads.putAll(ledger.map((entry) => ({ ...entry, dealerId: state.dealerId })));
  const next = withVerdicts(state, validated, sharedCause(validated.products, catalogues) ?? undefined);
  const order = sourceOrder(state, extracted.printedDate);
  await keepArtefacts(next, order, ports);
  const at = ports.clock().toISOString();
  const judged = { state: next, products: validated.products, listings, order, at };
  const offers = offersOf(judged);
  for (const other of beside) await offerBeside(next, order, inChannel(other.name, given), other);
  const written = await writeOffers({ offers, unseen: unseenReason(extracted) }, next, order, ports);
  if (!written) return overtaken(next, ports);
  await queueWaiting(judged, written.carried, ports);
  return again(state, { ...next, offersRevision: written.revision }, marketplace.name, ports);
};
