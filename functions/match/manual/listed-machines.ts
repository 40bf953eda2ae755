import { Extracted, type ExtractedProduct } from '#contracts/extracted.ts';
import { cataloguesOf } from '#shared/catalogues.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { meaningsFor, rewordingBy } from '#shared/taught-meanings.ts';
import type { Subject } from '../rank-names.ts';
import { subjectsOf } from '../rows.ts';

export type ListPorts = Pick<Ports, 'table' | 'artefacts'>;

/** A row of a list in force, and what matching makes of it. */
export interface ListedMachine {
  readonly product: ExtractedProduct;
  readonly subject: Subject;
}

const documentsInForce = async (dealerId: string, { table }: ListPorts): Promise<DocumentRecord[]> => {
  const lists = await table.lists.query({ dealerId });
  const ids = new Set(lists.map(({ documentId }) => documentId));
  const documents = await Promise.all(
    [...ids].map((documentId) => table.documents.get({ dealerId, documentId })),
  );
  return documents.filter((document) => document !== null);
};

/** Every row of the dealer's lists in force, as matching understands it. */
export async function listedMachines(dealerId: string, ports: ListPorts): Promise<ListedMachine[]> {
  const catalogues = await cataloguesOf(dealerId, ports);
  const reword = rewordingBy('word', await meaningsFor(dealerId, ports));
  const machines: ListedMachine[] = [];
  for (const { artefacts } of await documentsInForce(dealerId, ports)) {
    if (!artefacts?.extracted) continue;
    const { products } = await readJson(ports.artefacts, artefacts.extracted, Extracted);
    const subjects = subjectsOf(products, catalogues, reword);
    machines.push(...products.map((product, at) => ({ product, subject: subjects[at] as Subject })));
  }
  return machines;
}
