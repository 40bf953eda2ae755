import type { Dealer } from '#contracts/dealer.ts';
import { MatchedProduct } from '#contracts/matched.ts';
import { rejected } from '#contracts/outcome.ts';
import { type Reason, reasonKey } from '#contracts/reason.ts';
import { endRejected, endWith, type RunState } from '#contracts/state.ts';
import type { Note, ValidatedProduct } from '#contracts/validated.ts';
import type { Marketplace } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { keptUntil } from '#reference/retention.ts';
import { inChannel } from '#shared/in-channel.ts';
import { writeLongJson } from '#shared/json.ts';
import { LongList } from '#shared/long-list.ts';
import type { Ports } from '#shared/ports.ts';
import { distinctRates, oldRates } from '#shared/rate-age.ts';
import { type RulesInForce, rulesOfRun, versionInForce } from '#shared/rules-in-force.ts';
import { artefactKey, sourceOrder, verdictsOf } from '#shared/run.ts';
import type { Offer, ProductResult } from '#shared/table/records.ts';
import { adIdsOf, offersOf, writeOffers, writeOffersBeside } from './offers.ts';
import { openList, type RowsToJudge } from './read-list.ts';
import { type JudgedList, queueWaiting } from './review/waiting-products.ts';
import { SharedCause } from './shared-cause.ts';
import { unseenReason } from './unaccounted.ts';
import { besideProducts, type JudgedRow, judgeRows } from './validate-products.ts';

/** Terms that only a reviewed entry of the glossary brings into the descriptions. */
const untranslated = ({ layers }: ValidatedProduct): Reason[] =>
  layers.flatMap(({ suggestions }) => suggestions).filter(({ code }) => code === 'term-untranslated');

/** What a person should know of a list though it keeps no ad out: each remark once, with the codes it is about. */
class Notes {
  readonly #notes = new Map<string, Note>();
  readonly #dealer: Dealer;
  readonly #now: Date;

  constructor(dealer: Dealer, now: Date) {
    this.#dealer = dealer;
    this.#now = now;
  }

  hear(product: ValidatedProduct): void {
    const old = oldRates(distinctRates([product.rate]), this.#dealer, 'staleAfterDays', this.#now);
    for (const reason of [...old, ...untranslated(product)]) this.#note(reason, product.modelCode);
  }

  #note(reason: Reason, code: string): void {
    const key = reasonKey(reason);
    const note = this.#notes.get(key) ?? { reason, codes: [] };
    note.codes.push(code);
    this.#notes.set(key, note);
  }

  get all(): Note[] {
    return [...this.#notes.values()];
  }
}

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
  rows: Iterable<JudgedRow>,
  now: Date,
): Generator<ProductResult> {
  for (const { product, listing } of rows)
    yield {
      dealerId,
      runId,
      brand: product.brand ?? UNKNOWN.brand,
      modelYear: product.modelYear ?? UNKNOWN.modelYear,
      modelCode: product.modelCode,
      row: place(product),
      match: Match.parse((listing.printed ?? listing).matched),
      layers: product.layers,
      createdAt: now.toISOString(),
      ttl: keptUntil('result', now),
    };
}

type ValidatePorts = Pick<Ports, 'artefacts' | 'table' | 'clock'>;

/** Products by what became of them. */
class Counts {
  readonly of = { products: 0, published: 0, review: 0, rejected: 0 };

  hear({ verdict }: ValidatedProduct): void {
    this.of.products += 1;
    this.of[verdict] += 1;
  }
}

const withVerdicts = (
  state: RunState,
  { inForce: { rules, source }, said: { counts, cause } }: JudgedWhole,
): RunState => ({
  ...state,
  pins: { ...state.pins, rulesVersion: rules.version },
  artefacts: { ...state.artefacts, validated: artefactKey(state, 'validated') },
  counts,
  cause,
  tally: {
    processed: counts.products,
    succeeded: counts.published,
    failed: counts.review + counts.rejected,
    engine: `rules ${rules.version} (${source})`,
  },
  route: 'generate',
});

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

/** What a list comes to as a whole. */
interface Said {
  counts: RunState['counts'];
  cause: Reason | undefined;
  notes: Note[];
}

/** A list as it was judged in a channel; to be disposed of. */
interface JudgedWhole extends Disposable {
  extracted: RowsToJudge['extracted'];
  rows: Iterable<JudgedRow>;
  said: Said;
  inForce: RulesInForce;
  ledger: ReturnType<typeof adIdsOf>['ledger'];
}

/** Judges every row and hears what it says of the list. */
const judgeAll = (
  list: RowsToJudge,
  judges: Parameters<typeof judgeRows>[1],
  now: Date,
  products: LongList<ValidatedProduct>,
): Said => {
  const [counts, notes, cause] = [
    new Counts(),
    new Notes(list.dealer, now),
    new SharedCause(list.catalogues),
  ];
  for (const { product } of judgeRows(list, judges)) {
    for (const hearer of [counts, notes, cause]) hearer.hear(product);
    products.add(product);
  }
  return { counts: counts.of, notes: notes.all, cause: cause.found ?? undefined };
};

/** Judges the list by the rules that the run goes by, and writes the artefact of what became of it. */
const judgedWhole = async (
  state: RunState,
  artefact: string,
  ports: ValidatePorts,
  marketplace: Marketplace,
): Promise<JudgedWhole> => {
  using scratch = new DisposableStack();
  const list = await openList(state, ports);
  scratch.use(list.listings);
  const products = scratch.use(new LongList<ValidatedProduct>());
  const inForce = await rulesOfRun(marketplace.name, state.pins, ports);
  const { rules, source } = inForce;
  const said = judgeAll(list, { marketplace, rules }, ports.clock(), products);
  const { ledger } = adIdsOf(list, marketplace);
  const { document } = list.extracted;
  const { version } = rules;
  const validated = { contractVersion: 2, document, rules: { version, source }, products, notes: said.notes };
  await writeLongJson(ports.artefacts, artefactKey(state, artefact), validated);
  const kept = scratch.move();
  const rows = besideProducts(list.listings, products);
  return { extracted: list.extracted, rows, said, inForce, ledger, [Symbol.dispose]: () => kept.dispose() };
};

/** Judges the list as another channel has it, by the rules in force there, and writes the dealer's offers in it. */
const offerBeside = async (
  state: RunState,
  order: string,
  ports: ValidatePorts,
  marketplace: Marketplace,
): Promise<void> => {
  const pins = { ...state.pins, rulesVersion: '' };
  const key = verdictsOf(marketplace.name);
  using judged = await judgedWhole({ ...state, pins }, key, ports, marketplace);
  await putLedger(state, judged, ports);
  const at = ports.clock().toISOString();
  const offers = offersAnew({ state, rows: judged.rows, order, at });
  await writeOffersBeside({ offers, unseen: unseenReason(judged.extracted) }, state, order, ports);
};

/** Offers are made whenever they are asked for. */
const offersAnew = (list: JudgedList): Iterable<Offer> => ({ [Symbol.iterator]: () => offersOf(list) });

const putLedger = (
  { dealerId }: RunState,
  { ledger }: JudgedWhole,
  { table }: ValidatePorts,
): Promise<void> => table.ads.putAll(ledger.map((entry) => ({ ...entry, dealerId })));

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
  using judged = await judgedWhole(state, 'validated', ports, marketplace);
  const { rows, extracted } = judged;
  await ports.table.results.putAll(resultsOf(state, rows, ports.clock()));
  await putLedger(state, judged, ports);
  const next = withVerdicts(state, judged);
  const order = sourceOrder(state, extracted.printedDate);
  await keepArtefacts(next, order, ports);
  const list = { state: next, rows, order, at: ports.clock().toISOString() };
  for (const other of beside) await offerBeside(next, order, inChannel(other.name, given), other);
  const offers = offersAnew(list);
  const written = await writeOffers({ offers, unseen: unseenReason(extracted) }, next, order, ports);
  if (!written) return overtaken(next, ports);
  using carried = written.carried;
  await queueWaiting(list, carried, ports);
  return again(state, { ...next, offersRevision: written.revision }, marketplace.name, ports);
};
