import type { Dealer } from '#contracts/dealer.ts';
import type { Ports } from '../ports.ts';

/** Pictures that dealers have put lie among the assets as those of books do, for all who name them. */
export const assetOf = (name: string): string => `pictures/${name}`;

/** Where a dealer's files lie from their upload until they are kept as pictures, or for a day. */
export const uploadsOf = (dealerId: string): string => `uploads/${dealerId}/`;

/** A picture's address as configurations and stock name it: where the dealer's host will serve it. */
export const addressOf = (name: string, { pictures: { baseUrl } }: Pick<Dealer, 'pictures'>): string =>
  new URL(name, baseUrl).href;

/** The last part of an address: of a picture's that was put, the name that it is kept by. */
export const nameIn = (address: string): string => address.slice(address.lastIndexOf('/') + 1);

/**
 * The name of the picture that an address means, where the dealer has put it; null for any other. It goes by the hash in
 * the address alone, so that it stays what it is though the dealer moves to another host.
 */
export const putPictures = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<(address: string) => string | null> => {
  const names = new Set((await table.pictures.query({ dealerId })).map(({ name }) => name));
  return (address) => {
    const name = nameIn(address);
    return names.has(name) ? name : null;
  };
};
