import type { Catalogue } from '#contracts/catalogue.ts';
import { Extracted } from '#contracts/extracted.ts';
import { Matched, type MatchedProduct } from '#contracts/matched.ts';
import { endRejected, type RunState } from '#contracts/state.ts';
import type { Validated, ValidatedProduct } from '#contracts/validated.ts';
import type { Listing, Marketplace } from '#marketplace/marketplace.ts';
import { cataloguesOf } from '#shared/catalogues.ts';
import { ConfigurationError, ValidationError } from '#shared/errors.ts';
import { readJson, writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import { artefactKey, sourceOrder } from '#shared/run.ts';
import { offersOf, writeOffers } from './offers.ts';
import { resultsOf } from './results.ts';
import { holdUnaccounted, unseenReason } from './unaccounted.ts';
import { validateProducts } from './validate-products.ts';

export type ValidatePorts = Pick<Ports, 'artefacts' | 'table' | 'clock'>;

const artefact = (state: RunState, name: 'extracted' | 'matched'): string => {
  const key = state.artefacts[name];
  if (key) return key;
  throw new ValidationError(`The document has no ${name} products to validate`, { stage: 'validate' });
};

const dealerOf = async ({ dealerId }: RunState, { table }: ValidatePorts) => {
  const record = await table.dealers.get({ dealerId });
  if (!record) throw new ConfigurationError(`No dealer is called ${dealerId}`, { stage: 'validate' });
  return record.configuration;
};

const modelOf = (catalogues: Catalogue[], { spec }: MatchedProduct) =>
  catalogues.find(({ sha256 }) => sha256 === spec?.sha256)?.models.find(({ page }) => page === spec?.page) ??
  null;

const place = ({ page, row }: { page: number; row: number }) => `${page}/${row}`;

const listingsOf = (extracted: Extracted, matched: Matched, catalogues: Catalogue[]): Listing[] => {
  const matches = new Map(matched.products.map((product) => [place(product), product]));
  return extracted.products.map((product) => {
    const match = matches.get(place(product));
    if (!match)
      throw new ValidationError(`${product.modelCode} of the list was never matched`, { stage: 'validate' });
    return { extracted: product, matched: match, model: modelOf(catalogues, match) };
  });
};

const counted = (products: ValidatedProduct[], verdict: ValidatedProduct['verdict']) =>
  products.filter((product) => product.verdict === verdict).length;

const countsOf = (products: ValidatedProduct[]): RunState['counts'] => ({
  products: products.length,
  published: counted(products, 'published'),
  review: counted(products, 'review'),
  rejected: counted(products, 'rejected'),
});

const withVerdicts = (state: RunState, { products, rules }: Validated): RunState => {
  const counts = countsOf(products);
  return {
    ...state,
    pins: { ...state.pins, rulesVersion: rules.version },
    artefacts: { ...state.artefacts, validated: artefactKey(state, 'validated') },
    counts,
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
  endRejected(
    { ...state, counts: NONE },
    {
      outcome: 'rejected',
      category: 'superseded',
      reason: 'A newer price list of this brand, year and market is in force.',
      whatToDo:
        'Nothing. Of two lists the one with the later printed date is in force, then the one that came later.',
    },
  );

/** Before the list is in force, so that a refresh which finds it there also finds what to start from. */
const keepArtefacts = (
  { dealerId, documentId, artefacts, lists, sha256 }: RunState,
  { table }: ValidatePorts,
) => table.documents.patchIf({ dealerId, documentId }, { artefacts, lists, ...(sha256 && { sha256 }) });

/** A spec book that came between the match and now has seen no list to refresh: match once more. */
const bookCameMeanwhile = async ({ dealerId, pins }: RunState, { table }: ValidatePorts): Promise<boolean> =>
  ((await table.states.get({ dealerId }))?.catalogueRevision ?? 0) !== pins.catalogueRevision;

const validateAll = async (state: RunState, ports: ValidatePorts, marketplace: Marketplace) => {
  const extracted = await readJson(ports.artefacts, artefact(state, 'extracted'), Extracted);
  const matched = await readJson(ports.artefacts, artefact(state, 'matched'), Matched);
  const [dealer, catalogues] = [await dealerOf(state, ports), await cataloguesOf(state.dealerId, ports)];
  const { rules, source } = await rulesInForce(marketplace.name, ports);
  const listings = listingsOf(extracted, matched, catalogues);
  const products = [...validateProducts(listings, { marketplace, rules, dealer })];
  const validated: Validated = {
    contractVersion: 1,
    document: extracted.document,
    rules: { version: rules.version, source },
    products: holdUnaccounted(products, extracted),
  };
  return { extracted, matched, validated };
};

/**
 * Composes each product's ad, runs the four layers over it (`validated.json`) and writes the dealer's
 * offers. Goes back to match where a spec book came in the meantime.
 */
export const validate = async (
  state: RunState,
  ports: ValidatePorts,
  marketplace: Marketplace,
): Promise<RunState> => {
  const { extracted, matched, validated } = await validateAll(state, ports, marketplace);
  await writeJson(ports.artefacts, artefactKey(state, 'validated'), validated);
  await ports.table.results.putAll(resultsOf(state, matched, validated.products, ports.clock()));
  const next = withVerdicts(state, validated);
  await keepArtefacts(next, ports);
  const order = sourceOrder(state, extracted.printedDate);
  const offers = offersOf(next, validated.products, order, ports.clock());
  const written = await writeOffers({ offers, unseen: unseenReason(extracted) }, next, order, ports);
  if (!written) return overtaken(next);
  return (await bookCameMeanwhile(next, ports)) ? { ...next, route: 'match' } : next;
};
