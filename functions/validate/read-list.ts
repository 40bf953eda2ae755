import type { Catalogue } from '#contracts/catalogue.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { Extracted, ExtractedProduct } from '#contracts/extracted.ts';
import { Matched, MatchedProduct } from '#contracts/matched.ts';
import type { RunState } from '#contracts/state.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { cataloguesOf } from '#shared/catalogues.ts';
import { ConfigurationError, ValidationError } from '#shared/errors.ts';
import { dealerIn } from '#shared/in-channel.ts';
import { readJson } from '#shared/json.ts';
import { LongArtefact } from '#shared/long-json.ts';
import { LongList } from '#shared/long-list.ts';
import { modelValuesOf } from '#shared/model-values.ts';
import type { Ports } from '#shared/ports.ts';
import type { AdLedgerEntry } from '#shared/table/feed-records.ts';
import type { ModelValue } from '#shared/table/knowledge-records.ts';
import type { ProductAnswer } from '#shared/table/records.ts';
import { saidOf } from './review/apply-answers.ts';

type ReadPorts = Pick<Ports, 'artefacts' | 'table'>;

/** Which list of which dealer, and where its artefacts lie. */
type ListKeys = Pick<RunState, 'dealerId' | 'artefacts'>;

/** What a list is judged by, the rules apart. */
interface Besides {
  /** What people have said of the dealer's machines, and of models and their engines. */
  answers: ProductAnswer[];
  values: ModelValue[];
  dealer: Dealer;
  catalogues: Catalogue[];
  /** The Ids that the dealer's ads for several codes have had so far. */
  adLedger: AdLedgerEntry[];
}

/** A matched price list whose rows come one by one, with the values that people have set. */
export interface RowsToJudge extends Besides {
  /** Its products apart. */
  extracted: Omit<Extracted, 'products'>;
  /** May be gone through as often as wanted. */
  listings: Iterable<Listing>;
}

/** The same of a list that is whole in memory. */
export interface ListToJudge extends RowsToJudge {
  extracted: Extracted;
  listings: Listing[];
}

/** The same of one whose rows lie outside of memory; to be disposed of. */
interface LongListToJudge extends RowsToJudge {
  listings: LongList<Listing, Pair>;
}

const keyOf = ({ artefacts }: ListKeys, name: 'extracted' | 'matched'): string => {
  const key = artefacts[name];
  if (key) return key;
  throw new ValidationError(`The document has no ${name} products to validate`, { stage: 'validate' });
};

const dealerOf = async ({ dealerId }: ListKeys, { table }: ReadPorts): Promise<Dealer> => {
  const record = await table.dealers.get({ dealerId });
  const dealer = record && dealerIn(table.channel, record.configuration);
  if (!dealer) throw new ConfigurationError(`No dealer is called ${dealerId}`, { stage: 'validate' });
  return dealer;
};

/** The page of the books that a row was matched with. */
export const modelOf = (catalogues: readonly Catalogue[], { spec }: Pick<MatchedProduct, 'spec'>) =>
  catalogues.find(({ sha256 }) => sha256 === spec?.sha256)?.models.find(({ page }) => page === spec?.page) ??
  null;

const besides = async (keys: ListKeys, ports: ReadPorts): Promise<Besides> => {
  const [dealer, catalogues] = [await dealerOf(keys, ports), await cataloguesOf(keys.dealerId, ports)];
  // An ad for one code bears the code's own Id.
  const adLedger = dealer.adPer === 'code' ? [] : await ports.table.ads.query({ dealerId: keys.dealerId });
  const answers = await ports.table.productAnswers.query({ dealerId: keys.dealerId });
  const values = await modelValuesOf(keys.dealerId, ports);
  return { answers, values, dealer, catalogues, adLedger };
};

/** A row and what it was matched with, as their artefacts have them. */
type Pair = Pick<Listing, 'extracted' | 'matched'>;

const place = ({ page, row }: { page: number; row: number }) => `${page}/${row}`;

/** Both artefacts at once: a match is there when its row comes, and waits in memory where the rows are in another order. */
class Matches {
  readonly #products: AsyncIterator<MatchedProduct>;
  readonly #before = new Map<string, MatchedProduct>();

  constructor(products: AsyncIterator<MatchedProduct>) {
    this.#products = products;
  }

  /** Throws where the row was never matched. */
  async of(product: ExtractedProduct): Promise<MatchedProduct> {
    const key = place(product);
    while (!this.#before.has(key)) {
      const { done, value } = await this.#products.next();
      if (done) throw unmatched(product);
      this.#before.set(place(value), value);
    }
    const found = this.#before.get(key) as MatchedProduct;
    this.#before.delete(key);
    return found;
  }
}

const unmatched = ({ modelCode }: ExtractedProduct) =>
  new ValidationError(`${modelCode} of the list was never matched`, { stage: 'validate' });

type Each<Item> = Iterable<Item> | AsyncIterable<Item>;

/** The rows of a list with the values that people have set. */
async function* listingsOf(
  products: Each<ExtractedProduct>,
  matched: AsyncIterator<MatchedProduct>,
  listingOf: (pair: Pair) => Listing,
): AsyncGenerator<Listing> {
  const matches = new Matches(matched);
  try {
    for await (const extracted of products)
      yield listingOf({ extracted, matched: await matches.of(extracted) });
  } finally {
    await matched.return?.();
  }
}

const listingBeside = ({ catalogues, ...said }: Besides): ((pair: Pair) => Listing) => {
  const withValues = saidOf(said);
  return ({ extracted, matched }) => withValues({ extracted, matched, model: modelOf(catalogues, matched) });
};

/** Reads a matched list, its dealer and its spec books. Throws where one of them is missing. */
export const readList = async (keys: ListKeys, ports: ReadPorts): Promise<ListToJudge> => {
  const extracted = await readJson(ports.artefacts, keyOf(keys, 'extracted'), Extracted);
  const matched = await readJson(ports.artefacts, keyOf(keys, 'matched'), Matched);
  const beside = await besides(keys, ports);
  const all = listingsOf(extracted.products, inTurn(matched.products), listingBeside(beside));
  return { ...beside, extracted, listings: await Array.fromAsync(all) };
};

async function* inTurn<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** The same of a list that may be longer than memory is large. */
export const openList = async (keys: ListKeys, ports: ReadPorts): Promise<LongListToJudge> => {
  const beside = await besides(keys, ports);
  const listingOf = listingBeside(beside);
  using scratch = new DisposableStack();
  const listings = scratch.use(new LongList<Listing, Pair>({ keep: printedPair, back: listingOf }));
  const contract = { whole: Extracted, product: ExtractedProduct };
  const extracted = new LongArtefact(ports.artefacts, keyOf(keys, 'extracted'), contract);
  const matched = new LongArtefact(ports.artefacts, keyOf(keys, 'matched'), {
    whole: Matched,
    product: MatchedProduct,
  });
  for await (const listing of listingsOf(extracted.products(), matched.products(), listingOf))
    listings.add(listing);
  scratch.move();
  return { ...beside, extracted: extracted.rest, listings };
};

/** People's values are set anew whenever a row comes back. */
const printedPair = ({ printed, ...listing }: Listing): Pair => {
  const { extracted, matched } = printed ?? listing;
  return { extracted, matched };
};
