import { Catalogue } from '#contracts/catalogue.ts';
import { readJson } from './json.ts';
import type { Ports } from './ports.ts';
import type { BookInForce } from './table/records.ts';

type CataloguePorts = Pick<Ports, 'table' | 'artefacts'>;

/** Every spec book in force for the dealer, ordered by brand and year, each followed by the sheets added to it. */
export const cataloguesOf = async (dealerId: string, ports: CataloguePorts): Promise<Catalogue[]> => {
  const books = await ports.table.books.query({ dealerId });
  const withSheets = await Promise.all(books.map((book) => bookAndSheets(book, ports)));
  return withSheets.flat();
};

/** A model that a later document describes anew is that document's alone. */
async function bookAndSheets(book: BookInForce, { artefacts }: CataloguePorts): Promise<Catalogue[]> {
  const documents = [book, ...(book.sheets ?? [])];
  const read = await Promise.all(
    documents.map(async ({ key, order }) => ({
      order,
      catalogue: await readJson(artefacts, key, Catalogue),
    })),
  );
  const isAnew = (model: string, order: string): boolean =>
    read.some((other) => other.order > order && other.catalogue.models.some((one) => one.model === model));
  return read.map(({ order, catalogue }) => ({
    ...catalogue,
    models: catalogue.models.filter(({ model }) => !isAnew(model, order)),
  }));
}
