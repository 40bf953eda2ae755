import * as z from 'zod';
import type { Findable, Found } from '#contracts/search.ts';
import { documentFound } from '#functions/generate/search-index.ts';
import type { Ports } from '#shared/ports.ts';
import { remembered } from '#shared/remembered.ts';
import { indexOf, openIndex, type SearchIndex, searchKey } from '#shared/search/search-index.ts';
import { LAST_FIRST } from '#shared/table/collection.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';

export const SearchDealer = z.strictObject({
  dealerId: z.string(),
  words: z.string().trim().min(1, 'Say what to look for').max(200),
  most: z.coerce.number().int().min(1).max(100).default(20),
});

type SearchPorts = Pick<Ports, 'table' | 'artefacts'>;

/** Indexes have some megabytes each. */
const KEPT = 4;
const opened = remembered<SearchIndex>(KEPT);

/** The index as the newest build has left it, opened once. */
const indexFor = async (dealerId: string, { artefacts }: SearchPorts): Promise<SearchIndex> => {
  const object = await artefacts.head(searchKey(dealerId));
  if (!object) return openIndex(await indexOf([]));
  const kept = `${object.key} ${object.version}`;
  const known = opened.get(kept);
  if (known) return known;
  const index = openIndex(Buffer.from(await artefacts.read(object.key, object.version)).toString('utf8'));
  opened.set(kept, index);
  return index;
};

/** The files that came last, for which no feed was built since. */
const UNBUILT = ['processing', 'rejected', 'failed'] as const;
const NEWEST = 50;

const newFiles = async (
  dealerId: string,
  status: (typeof UNBUILT)[number],
  { table }: SearchPorts,
): Promise<Findable[]> => {
  const files: Findable[] = [];
  for await (const document of table.documents.streamIndex('GSI1', { dealerId, status }, LAST_FIRST))
    if (files.push(documentFound(document)) === NEWEST) break;
  return files;
};

const addNewFiles = async (index: SearchIndex, dealerId: string, ports: SearchPorts): Promise<void> => {
  const files = await Promise.all(UNBUILT.map((status) => newFiles(dealerId, status, ports)));
  index.findBeside(files.flat());
};

/**
 * What a dealer has by those words: its machines with their ads, the pages of its books, its files; the best first.
 * Throws `Refusal` for a dealer that nobody knows.
 */
export const searchDealer = async (
  { dealerId, words, most }: z.infer<typeof SearchDealer>,
  ports: SearchPorts,
): Promise<{ results: Found[] }> => {
  await refuseUnknownDealer(dealerId, ports);
  const index = await indexFor(dealerId, ports);
  await addNewFiles(index, dealerId, ports);
  return { results: index.find(words, most) };
};
