import type { Ports } from './ports.ts';
import { Stock, type StockedAd, stockOf } from './stock.ts';
import type { ListInForce, Offer } from './table/records.ts';

type Machine = Pick<Offer, 'brand' | 'modelYear' | 'modelCode'>;
type OfList = Pick<Offer, 'brand' | 'modelYear' | 'market'>;
type TablePorts = Pick<Ports, 'table'>;

const keyOf = ({ brand, modelYear, modelCode }: Machine): string => [brand, modelYear, modelCode].join('#');

/** An ad for an offer, and whether people keep it out of the feed: it is withdrawn, or sold. */
export interface AdToKeep extends StockedAd {
  isOut: boolean;
}

/** What people keep out of the dealer's feed, whatever its lists say. */
export class KeptOut {
  readonly #keys: Set<string>;
  readonly #stock: Stock;

  constructor(machines: readonly Machine[], stock: Stock = new Stock([])) {
    this.#keys = new Set(machines.map(keyOf));
    this.#stock = stock;
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0 && this.#stock.isEmpty;
  }

  /** The ads that stand for an offer: one, or one for each piece that is told apart; none without an Id. */
  adsOf(offer: Machine & Pick<Offer, 'adId'>): AdToKeep[] {
    const isWithdrawn = this.#keys.has(keyOf(offer));
    return this.#stock.adsOf(offer).map((ad) => ({ ...ad, isOut: isWithdrawn || ad.standing === 'sold' }));
  }
}

/** What people have withdrawn or sold so far, and the others given. */
export const keptOutOf = async (
  dealerId: string,
  { table }: TablePorts,
  others: readonly Machine[] = [],
  stock?: Stock,
): Promise<KeptOut> => {
  const answers = await table.productAnswers.query({ dealerId });
  const withdrawn = answers.filter(({ keptOut }) => keptOut);
  return new KeptOut([...withdrawn, ...others], stock ?? (await stockOf(dealerId, { table })));
};

const listKey = ({ brand, modelYear, market }: OfList): string => `${brand}#${modelYear}#${market}`;

/** Finds the list that is in force for an offer; null where there is none. */
export const listFinder = async (
  dealerId: string,
  { table }: TablePorts,
): Promise<(offer: OfList) => ListInForce | null> => {
  const lists = new Map((await table.lists.query({ dealerId })).map((list) => [listKey(list), list]));
  return (offer) => lists.get(listKey(offer)) ?? null;
};

/** A newer list has replaced the one that the offer stands on, and does not name the machine. */
export const isGone = (offer: Pick<Offer, 'order'>, list: Pick<ListInForce, 'order'> | null): boolean =>
  offer.order < (list?.order ?? '');

/**
 * Ids of the ads that no feed may hold: of the codes that each stands for a person keeps one out, and no list in
 * force offers another.
 */
export const adsKeptOut = async (
  dealerId: string,
  keptOut: KeptOut,
  ports: TablePorts,
): Promise<ReadonlySet<string>> => {
  if (keptOut.isEmpty) return new Set();
  const listOf = await listFinder(dealerId, ports);
  const [out, standing] = [new Set<string>(), new Set<string>()];
  for await (const offer of ports.table.offers.stream({ dealerId })) {
    for (const { id, isOut } of keptOut.adsOf(offer)) {
      if (isOut) out.add(id);
      else if (!isGone(offer, listOf(offer))) standing.add(id);
    }
  }
  return out.difference(standing);
};
