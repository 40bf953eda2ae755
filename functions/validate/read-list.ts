import type { Catalogue } from '#contracts/catalogue.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { Extracted } from '#contracts/extracted.ts';
import { Matched, type MatchedProduct } from '#contracts/matched.ts';
import type { RunState } from '#contracts/state.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { cataloguesOf } from '#shared/catalogues.ts';
import { ConfigurationError, ValidationError } from '#shared/errors.ts';
import { dealerIn } from '#shared/in-channel.ts';
import { readJson } from '#shared/json.ts';
import { modelValuesOf } from '#shared/model-values.ts';
import type { Ports } from '#shared/ports.ts';
import type { AdLedgerEntry } from '#shared/table/feed-records.ts';
import type { ModelValue } from '#shared/table/knowledge-records.ts';
import type { ProductAnswer } from '#shared/table/records.ts';
import { withSaid } from './review/apply-answers.ts';

type ReadPorts = Pick<Ports, 'artefacts' | 'table'>;

/** Which list of which dealer, and where its artefacts lie. */
type ListKeys = Pick<RunState, 'dealerId' | 'artefacts'>;

/** A matched price list with what it is judged by, the rules apart. */
export interface ListToJudge {
  extracted: Extracted;
  matched: Matched;
  /** With the values that people have set. */
  listings: Listing[];
  /** What people have said of the dealer's machines, and of models and their engines. */
  answers: ProductAnswer[];
  values: ModelValue[];
  dealer: Dealer;
  catalogues: Catalogue[];
  /** The Ids that the dealer's ads for several codes have had so far. */
  adLedger: AdLedgerEntry[];
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

/** Reads a matched list, its dealer and its spec books. Throws where one of them is missing. */
export const readList = async (keys: ListKeys, ports: ReadPorts): Promise<ListToJudge> => {
  const extracted = await readJson(ports.artefacts, keyOf(keys, 'extracted'), Extracted);
  const matched = await readJson(ports.artefacts, keyOf(keys, 'matched'), Matched);
  const [dealer, catalogues] = [await dealerOf(keys, ports), await cataloguesOf(keys.dealerId, ports)];
  // An ad for one code bears the code's own Id.
  const adLedger = dealer.adPer === 'code' ? [] : await ports.table.ads.query({ dealerId: keys.dealerId });
  const answers = await ports.table.productAnswers.query({ dealerId: keys.dealerId });
  const values = await modelValuesOf(keys.dealerId, ports);
  const listings = withSaid(listingsOf(extracted, matched, catalogues), { answers, values });
  return { extracted, matched, listings, answers, values, dealer, catalogues, adLedger };
};
