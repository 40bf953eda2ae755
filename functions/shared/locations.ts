import type { Dealer } from '#contracts/dealer.ts';
import { wordsMeant } from './meant.ts';

/** One of a dealer's places. */
export type Place = NonNullable<Dealer['locations']>[string];

type Places = Pick<Dealer, 'locations'>;

/** One of the dealer's places by its name, whatever its case; undefined where it has none of that name. */
export const locationOf = (name: string | undefined, { locations = {} }: Places): Place | undefined => {
  const key = Object.keys(locations).find((known) => known.toLowerCase() === name?.toLowerCase());
  return key === undefined ? undefined : locations[key];
};

/** The dealer's places that may be meant by a name that none has, the likeliest first. */
export const locationsMeant = (name: string, { locations = {} }: Places): string[] =>
  wordsMeant(name, Object.keys(locations));
