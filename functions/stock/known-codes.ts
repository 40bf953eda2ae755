import { distanceOf } from '#reference/naming/letter-distance.ts';
import { isGone, listFinder } from '#shared/kept-out.ts';
import type { Ports } from '#shared/ports.ts';
import type { Offer } from '#shared/table/records.ts';

/** What the dealer's lists in force offer, by code; of a code in several years or markets each. */
export const offersByCode = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<Map<string, Offer[]>> => {
  const listOf = await listFinder(dealerId, { table });
  const offers = new Map<string, Offer[]>();
  for await (const offer of table.offers.stream({ dealerId })) {
    if (isGone(offer, listOf(offer))) continue;
    const same = offers.get(offer.modelCode);
    if (same) same.push(offer);
    else offers.set(offer.modelCode, [offer]);
  }
  return offers;
};

/** More codes are found sooner by reading all offers. */
const MOST_LOOKED_UP = 20;

/**
 * The same of a few codes by the index, which may lack what a list has just brought: then, as for many, all offers are
 * read.
 */
export const offersOfCodes = async (
  dealerId: string,
  codes: ReadonlySet<string>,
  { table }: Pick<Ports, 'table'>,
): Promise<Map<string, Offer[]>> => {
  if (codes.size > MOST_LOOKED_UP) return offersByCode(dealerId, { table });
  const listOf = await listFinder(dealerId, { table });
  const found = new Map<string, Offer[]>();
  for (const modelCode of codes) {
    const named = await table.offers.queryIndex('GSI2', { modelCode, dealerId });
    const own = named.filter((offer) => !isGone(offer, listOf(offer)));
    if (own.length === 0) return offersByCode(dealerId, { table });
    found.set(modelCode, own);
  }
  return found;
};

/** Of codes of four signs, two that differ in more have nothing to do with one another. */
const MOST_SLIPS = 1;
const MOST_NAMED = 3;

/** Codes that may be meant by one that nobody offers. */
export const nearestCodes = (code: string, known: Iterable<string>): string[] =>
  [...known]
    .filter((other) => distanceOf(code, other, MOST_SLIPS) <= MOST_SLIPS)
    .sort()
    .slice(0, MOST_NAMED);
