import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import type { Findable, Found, SearchAnswer } from '#contracts/search.ts';
import { documentFound } from '#functions/generate/search-index.ts';
import { reason } from '#messages/reason.ts';
import { tokensUsed } from '#shared/beyond-plan.ts';
import { TransientFailure } from '#shared/errors.ts';
import { inTime } from '#shared/in-time.ts';
import type { Ports } from '#shared/ports.ts';
import { remembered } from '#shared/remembered.ts';
import { indexOf, openIndex, type SearchIndex, searchKey } from '#shared/search/search-index.ts';
import {
  fused,
  goesByMeaning,
  keptVectors,
  type Meanings,
  meaningsOf,
  vectorsKey,
} from '#shared/search/search-vectors.ts';
import { LAST_FIRST } from '#shared/table/collection.ts';
import type { Used } from '#shared/table/plan-records.ts';
import { monthOf, noteUsed } from '#shared/used.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';

export const SearchDealer = z.strictObject({
  dealerId: z.string(),
  words: z.string().trim().min(1, 'Say what to look for').max(200),
  most: z.coerce.number().int().min(1).max(100).default(5),
});

type SearchPorts = Pick<
  Ports,
  'table' | 'artefacts' | 'clock' | 'newId' | 'parts' | 'embeddings' | 'queryEmbeddings'
>;

/** Indexes have some megabytes each. */
const KEPT = 4;
const opened = remembered<SearchIndex>('search-index', KEPT);

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

const understood = remembered<Meanings>('search-meanings', KEPT);

/** The vectors beside the index, made ready once; null where there are none of the configured model. */
const meaningsFor = async (dealerId: string, ports: SearchPorts): Promise<Meanings | null> => {
  const object = await ports.artefacts.head(vectorsKey(dealerId));
  if (!object) return null;
  const { model, dimensions } = ports.embeddings;
  const kept = `${object.key} ${object.version} ${model} ${dimensions}`;
  const known = understood.get(kept);
  if (known) return known;
  const vectors = await keptVectors(dealerId, ports);
  const meanings = vectors && meaningsOf(vectors);
  if (meanings) understood.set(kept, meanings);
  return meanings;
};

/** Who looks again, or goes back, asks no model anew. */
const WISHES_KEPT = 500;
const wishes = remembered<Float32Array>('search-wishes', WISHES_KEPT);

/** A model that has not answered by then is not waited for. */
const LONGEST_MS = 1_500;

/** What this process has used for each dealer in a month, by its table. */
const usedHere = new WeakMap<object, Map<string, Pick<Used, 'unit' | 'amount'>>>();

/** Adds to the one record that a process has of a dealer's month: each search reads them all, to know what is left. */
const noteTokens = async (dealerId: string, tokens: number, ports: SearchPorts): Promise<void> => {
  const known = usedHere.get(ports.table) ?? new Map<string, Pick<Used, 'unit' | 'amount'>>();
  usedHere.set(ports.table, known);
  const key = `${dealerId} ${monthOf(ports.clock())}`;
  const { unit, amount } = known.get(key) ?? { unit: `search#${ports.newId()}`, amount: 0 };
  const piece = { unit, amount: amount + tokens };
  known.set(key, piece);
  await noteUsed('tokens', { dealerId, ...piece }, ports);
};

const wishKey = (words: string, { queryEmbeddings: { model, dimensions } }: SearchPorts): string =>
  JSON.stringify([model, dimensions, words]);

/** Throws `TransientFailure` where the answer is late. */
const askedWish = async (dealerId: string, words: string, ports: SearchPorts): Promise<Float32Array> => {
  const answer = await inTime(ports.queryEmbeddings.embed([words]), LONGEST_MS);
  if (!answer) throw new TransientFailure('The answer is late', { stage: 'search' });
  const [wish] = answer.vectors as [Float32Array];
  wishes.set(wishKey(words, ports), wish);
  await noteTokens(dealerId, answer.usage.inputTokens, ports);
  return wish;
};

type ByMeaning = { ids: string[]; meanings: Meanings } | { because: Reason };

/** What is nearest in meaning, or why nobody can say. */
const byMeaning = async (
  { dealerId, words, most }: z.infer<typeof SearchDealer>,
  ports: SearchPorts,
): Promise<ByMeaning> => {
  if (!goesByMeaning(ports)) return { because: reason('search-no-embedder', {}) };
  try {
    const meanings = await meaningsFor(dealerId, ports);
    if (!meanings || meanings.ids.size === 0)
      return { because: meanings?.because ?? reason('search-no-vectors', {}) };
    const known = wishes.get(wishKey(words, ports));
    const spent = known ? null : await tokensUsed(dealerId, ports);
    if (spent) return { because: spent };
    const wish = known ?? (await askedWish(dealerId, words, ports));
    return { ids: meanings.nearest(wish, most), meanings };
  } catch (error) {
    return { because: reason('search-embedder-away', { detail: (error as Error).name }) };
  }
};

/** S2-17. */
const FALLBACK = {
  fallback_used: 'keyword_search',
  message: 'Vector search temporarily unavailable, using keyword search',
} as const;

/** Who asks by a code means that machine, whatever else is near. */
const codeFirst = (words: string, results: readonly Found[]): Found[] => {
  const isMeant = ({ code }: Found) => code.toLowerCase() === words.toLowerCase();
  return [...results.filter(isMeant), ...results.filter((found) => !isMeant(found))];
};

/** Of each way more is asked for than is wanted: what both find may stand low in one of them. */
const DEEPER = 5;

/**
 * What a dealer has by those words: its machines with their ads, the pages of its books, its files; the best first. By
 * their words and by what they mean, or where nobody can tell that by their words alone. Throws `Refusal` for a dealer
 * that nobody knows.
 */
export const searchDealer = async (
  wish: z.infer<typeof SearchDealer>,
  ports: SearchPorts,
): Promise<SearchAnswer> => {
  const { dealerId, words, most } = wish;
  await refuseUnknownDealer(dealerId, ports);
  const deep = most * DEEPER;
  const [index, meant] = await Promise.all([
    indexFor(dealerId, ports),
    byMeaning({ ...wish, most: deep }, ports),
  ]);
  await addNewFiles(index, dealerId, ports);
  const found = index.find(words, deep);
  if ('because' in meant)
    return { results: found.slice(0, most), ...FALLBACK, because: meant.because, byWordsAlone: index.size };
  const { ids, meanings } = meant;
  const results = codeFirst(words, fused(found, index.named(ids), deep));
  return {
    results: results.slice(0, most),
    ...{ fallback_used: null, message: null, because: meanings.because },
    byWordsAlone: index.size - index.holds(meanings.ids),
  };
};
