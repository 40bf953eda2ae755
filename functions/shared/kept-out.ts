import type { Ports } from './ports.ts';
import type { ListInForce, Offer } from './table/records.ts';

type Machine = Pick<Offer, 'brand' | 'modelYear' | 'modelCode'>;
type OfList = Pick<Offer, 'brand' | 'modelYear' | 'market'>;
type TablePorts = Pick<Ports, 'table'>;

const keyOf = ({ brand, modelYear, modelCode }: Machine): string => [brand, modelYear, modelCode].join('#');

/** Machines that people keep out of the dealer's feed, whatever its lists say. */
export class KeptOut {
  readonly #keys: Set<string>;

  constructor(machines: readonly Machine[]) {
    this.#keys = new Set(machines.map(keyOf));
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }

  has(machine: Machine): boolean {
    return this.#keys.has(keyOf(machine));
  }
}

/** Those that people have withdrawn so far, and the others given. */
export const keptOutOf = async (
  dealerId: string,
  { table }: TablePorts,
  others: readonly Machine[] = [],
): Promise<KeptOut> => {
  const answers = await table.productAnswers.query({ dealerId });
  return new KeptOut([...answers.filter(({ keptOut }) => keptOut), ...others]);
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
    if (!offer.adId) continue;
    if (keptOut.has(offer)) out.add(offer.adId);
    else if (!isGone(offer, listOf(offer))) standing.add(offer.adId);
  }
  return out.difference(standing);
};
