import { rejected } from '#contracts/outcome.ts';
import type { Reason } from '#contracts/reason.ts';
import { endRejected, type RunState } from '#contracts/state.ts';
import type { Validated, ValidatedProduct } from '#contracts/validated.ts';
import type { Marketplace } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { inChannel } from '#shared/in-channel.ts';
import { writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesOfRun, versionInForce } from '#shared/rules-in-force.ts';
import { artefactKey, sourceOrder } from '#shared/run.ts';
import { adIdsOf } from './ad-ids.ts';
import { notesOf } from './notes.ts';
import { offersOf, writeOffers } from './offers.ts';
import { readList } from './read-list.ts';
import { resultsOf } from './results.ts';
import { queueWaiting } from './review/waiting-products.ts';
import { sharedCause } from './shared-cause.ts';
import { unseenReason } from './unaccounted.ts';
import { judgeList } from './validate-products.ts';

export type ValidatePorts = Pick<Ports, 'artefacts' | 'table' | 'clock'>;

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

/** The newer list speaks for its products: they are counted there. */
const overtaken = (state: RunState) =>
  endRejected({ ...state, counts: NONE }, rejected(reason('list-superseded')));

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

/**
 * Composes each product's ad, runs the four layers over it (`validated.json`) and writes the dealer's
 * offers in the marketplace. Goes back to match where a spec book came, or other rules, in the meantime.
 */
export const validate = async (
  state: RunState,
  given: ValidatePorts,
  marketplace: Marketplace,
): Promise<RunState> => {
  const ports = inChannel(marketplace.name, given);
  const { extracted, matched, listings, catalogues, validated, ledger } = await validateAll(
    state,
    ports,
    marketplace,
  );
  await writeJson(ports.artefacts, artefactKey(state, 'validated'), validated);
  await ports.table.results.putAll(resultsOf(state, matched, validated.products, ports.clock()));
  await ports.table.ads.putAll(ledger.map((entry) => ({ ...entry, dealerId: state.dealerId })));
  const next = withVerdicts(state, validated, sharedCause(validated.products, catalogues) ?? undefined);
  const order = sourceOrder(state, extracted.printedDate);
  await keepArtefacts(next, order, ports);
  const at = ports.clock().toISOString();
  const judged = { state: next, products: validated.products, listings, order, at };
  const offers = offersOf(judged);
  const written = await writeOffers({ offers, unseen: unseenReason(extracted) }, next, order, ports);
  if (!written) return overtaken(next);
  await queueWaiting(judged, written.carried, ports);
  return again(state, { ...next, offersRevision: written.revision }, marketplace.name, ports);
};
