import type * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import type { AdChange } from '#contracts/feed-diff.ts';
import type { PriceDerivation } from '#contracts/pricing.ts';
import { type Reason, reasonKey } from '#contracts/reason.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import { adChanges } from '#functions/generate/ad-changes.ts';
import type { Question } from '#functions/generate/choose-ad.ts';
import { type Tried, type TriedFeed, tryFeed } from '#functions/generate/try-feed.ts';
import { readList } from '#functions/validate/read-list.ts';
import { judgeList } from '#functions/validate/validate-products.ts';
import type { Marketplace } from '#marketplace/marketplace.ts';
import { marketplaceOf } from '#marketplace/marketplaces.ts';
import { type PricedMachine, speaksOf } from '#marketplace/price.ts';
import { reason } from '#messages/reason.ts';
import { feedStateOf } from '#shared/feed-state.ts';
import { dealerIn } from '#shared/in-channel.ts';
import { wordsMeant } from '#shared/meant.ts';
import { mergeById } from '#shared/merge-by-id.ts';
import type { Ports } from '#shared/ports.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import { scopeText } from '#shared/spoken-price.ts';
import type { Offer } from '#shared/table/records.ts';
import type { Actor } from '../acts.ts';
import { documentsInForce } from '../documents/documents.ts';
import { Refusal } from '../refusal.ts';
import { refuseUnknownDealer } from './known-dealer.ts';
import { PutDealer, readConfiguration } from './put-dealer.ts';

/** A configuration that is not in use yet, and what to call it where it is wrong. */
export const TryDealer = PutDealer;

/** An ad that would come, go or change, and how its price would come about. */
export type TriedChange = AdChange & { priceBefore: string | null; derivation: PriceDerivation | null };

/** What would come of putting a configuration. */
export interface DealerTried {
  dealerId: string;
  /** In the next feed as it is configured, and as it would be. */
  ads: { before: number; after: number };
  /** The first of them, by Id; `changed` counts all. */
  changes: TriedChange[];
  changed: number;
  /** Of them those whose price would be another. */
  prices: number;
  /** What the guard would ask of single ads, whose live ads stay until that is answered. */
  asked: { adId: string; reason: Reason }[];
  /** Why the whole feed would wait. */
  heldFor: Reason[];
  /** Rules of prices that speak of nothing on offer. */
  idle: Reason[];
}

type TryPorts = Pick<Ports, 'table' | 'artefacts' | 'clock' | 'parts'>;

const keyOf = ({
  documentId,
  brand,
  modelYear,
  modelCode,
}: Pick<Offer, 'documentId'> & Pick<ValidatedProduct, 'brand' | 'modelYear' | 'modelCode'>): string =>
  JSON.stringify([documentId, brand, modelYear, modelCode]);

/** What the lists in force would offer by a configuration. */
const judgedBy = async (dealer: Dealer, ports: TryPorts): Promise<Map<string, ValidatedProduct>> => {
  const marketplace = marketplaceOf(ports);
  const { rules } = await rulesInForce(marketplace.name, ports);
  const judged = new Map<string, ValidatedProduct>();
  for (const documentId of await documentsInForce(dealer.id, ports)) {
    const document = await ports.table.documents.get({ dealerId: dealer.id, documentId });
    if (!document?.artefacts?.matched) continue;
    const list = await readList({ dealerId: dealer.id, artefacts: document.artefacts }, ports);
    for (const product of judgeList({ ...list, dealer }, { marketplace, rules }))
      judged.set(keyOf({ documentId, ...product }), product);
  }
  return judged;
};

/** An offer as a list that is judged anew has it; one that stands on no list any more stays what it is. */
const offerAnew = (offer: Offer, product: ValidatedProduct | undefined): Offer => {
  if (!product) return offer;
  const { ad: _ad, adId: _adId, rate: _rate, derivation: _derivation, ...rest } = offer;
  const { ad, rate, derivation, verdict, reasons } = product;
  return {
    ...{ ...rest, verdict, reasons },
    ...(ad && { ad, adId: ad.id }),
    ...(rate && { rate }),
    ...(derivation && { derivation }),
  };
};

interface OnOffer {
  machine: PricedMachine;
  currency: string | undefined;
}

const familiesOf = (offered: readonly OnOffer[]): string[] => [
  ...new Set(offered.flatMap(({ machine }) => machine.family ?? [])),
];

const idleRules = ({ pricing = [] }: Dealer, offered: readonly OnOffer[]): Reason[] =>
  pricing.flatMap(({ when }, at) => {
    if (offered.some(({ machine, currency }) => speaksOf(when, machine, currency))) return [];
    const near = when.family === undefined ? [] : wordsMeant(when.family, familiesOf(offered));
    return [reason('price-rule-idle', { rule: at + 1, text: scopeText(when), near })];
  });

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** More are told by their number: whoever tries a rule looks at the first of them. */
const MOST_CHANGES = 500;

const newlyAsked = (before: readonly Question[], after: readonly Question[]): DealerTried['asked'] => {
  const known = new Set(before.map(({ adId, reason }) => `${adId} ${reasonKey(reason)}`));
  return after
    .map(({ adId, reason }) => ({ adId, reason }))
    .filter(({ adId, reason }) => !known.has(`${adId} ${reasonKey(reason)}`));
};

const isPriced = (change: AdChange): boolean => change.change === 'changed' && change.pricePercent !== null;

/** The dealer as it is configured and as it would be, in the table's channel. Throws `Refusal`. */
const bothOf = async (
  { configuration, origin }: z.infer<typeof TryDealer>,
  { table }: TryPorts,
): Promise<{ now: Dealer; next: Dealer }> => {
  const given = readConfiguration(configuration, origin);
  await refuseUnknownDealer(given.id, { table });
  const inUse = (await table.dealers.get({ dealerId: given.id }))?.configuration ?? given;
  const [now, next] = [dealerIn(table.channel, inUse), dealerIn(table.channel, given)];
  if (now && next) return { now, next };
  throw new Refusal(reason('dealer-wrong', { detail: `${given.id} does not sell in ${table.channel}.` }));
};

/** What is on offer by a configuration, and how its prices come about, noted while a feed is tried. */
class Noted {
  readonly offered: OnOffer[] = [];
  readonly derivations = new Map<string, PriceDerivation>();

  note({ brand, modelYear, modelCode, listed, adId, derivation }: Offer, location: string | undefined): void {
    const machine = { brand, modelYear, modelCode, family: listed?.family ?? null, location };
    this.offered.push({ machine, currency: listed?.price?.currency });
    if (adId && derivation) this.derivations.set(adId, derivation);
  }
}

const compared = async (
  before: TriedFeed,
  after: TriedFeed,
  { derivations }: Noted,
  { feed }: Marketplace,
): Promise<Omit<DealerTried, 'dealerId' | 'idle'>> => {
  const pairs = mergeById(each(before.ads), each(after.ads));
  const changes = await Array.fromAsync(adChanges(pairs, feed));
  return {
    ads: { before: before.ads.length, after: after.ads.length },
    changes: changes.slice(0, MOST_CHANGES).map((change) => ({
      ...change,
      priceBefore: change.change === 'changed' ? (change.fields[feed.price]?.from ?? null) : null,
      derivation: derivations.get(change.id) ?? null,
    })),
    changed: changes.length,
    prices: changes.filter(isPriced).length,
    asked: newlyAsked(before.questions, after.questions),
    heldFor: after.heldFor,
  };
};

const NOTHING: TriedFeed = { ads: [], questions: [], heldFor: [], evaluated: [] };

/**
 * What putting a configuration would do to the dealer's next feed, the lists judged by it, the guard asked; nothing is
 * written. Throws `Refusal` where the configuration is wrong or no such dealer is in use.
 */
export const tryDealer = async (
  _actor: Actor,
  wish: z.infer<typeof TryDealer>,
  ports: TryPorts,
): Promise<DealerTried> => {
  const { now, next } = await bothOf(wish, ports);
  const [marketplace, state] = [marketplaceOf(ports), await feedStateOf(next.id, ports)];
  const tried = (feed: Tried) => (state ? tryFeed(state, feed, ports, marketplace) : NOTHING);
  const before = await tried({ dealer: now, offerAs: (offer) => offer });
  const [judged, noted] = [await judgedBy(next, ports), new Noted()];
  const after = await tried({
    dealer: next,
    offerAs: (offer) => offerAnew(offer, judged.get(keyOf(offer))),
    note: (offer, location) => noted.note(offer, location),
  });
  return {
    dealerId: next.id,
    ...(await compared(before, after, noted, marketplace)),
    idle: idleRules(next, noted.offered),
  };
};
