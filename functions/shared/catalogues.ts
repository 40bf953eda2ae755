import { Catalogue } from '#contracts/catalogue.ts';
import { readJson } from './json.ts';
import type { Ports } from './ports.ts';

/** Every spec book in force for the dealer, ordered by brand and year. */
export const cataloguesOf = async (
  dealerId: string,
  { table, artefacts }: Pick<Ports, 'table' | 'artefacts'>,
): Promise<Catalogue[]> => {
  const books = await table.books.query({ dealerId });
  return Promise.all(books.map(({ key }) => readJson(artefacts, key, Catalogue)));
};
