import { type ItemsPage, itemsById, itemsOnPage, type Readable } from '#marketplace/avito-api/loads.ts';
import type { Item } from '#marketplace/avito-api/schemas.ts';
import type { Session } from '#marketplace/avito-api/session.ts';

/** What a load says of ads, and the answers as they came. */
export interface ReadItems {
  items: Map<string, Item>;
  /** Ids that were asked for and are not there. */
  missing: string[];
  /** Ids of which two answers say two things. */
  unclear: string[];
  texts: string[];
}

/** Ids in one question; its answer has a page then, whatever the page's size of the day. */
const AT_ONCE = 50;

/** Gateways refuse longer addresses; Cyrillic letters take six characters each. */
const LONGEST_QUERY = 4_000;

const queryLength = (ids: readonly string[]): number => encodeURIComponent(ids.join('|')).length;

/** Ids as questions: no more than so many, and none too long. */
export const questionsOf = (ids: readonly string[], most = AT_ONCE): string[][] => {
  const questions: string[][] = [];
  let question: string[] = [];
  for (const id of ids) {
    if (question.length >= most || (question.length > 0 && queryLength([...question, id]) > LONGEST_QUERY)) {
      questions.push(question);
      question = [];
    }
    question.push(id);
  }
  return question.length > 0 ? [...questions, question] : questions;
};

const distinct = (items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** One page, with nothing foreign in it and nothing twice. */
const isClean = ({ items, meta }: ItemsPage, asked: ReadonlySet<string>): boolean =>
  (meta.pages ?? 1) <= 1 &&
  items.every(({ adId }) => asked.has(adId)) &&
  new Set(items.map(({ adId }) => adId)).size === items.length;

interface Reading extends ReadItems {
  which: Readable;
  session: Session;
  /** Answers held ads that were not asked for: questions are not heeded. */
  isUnheeded: boolean;
}

const take = (reading: Reading, items: readonly Item[]): void => {
  for (const item of items) reading.items.set(item.adId, item);
};

/** Of an Id that is asked for alone: its own rows count, whatever comes with them. */
const takeOne = (reading: Reading, id: string, { items }: ItemsPage): void => {
  const own = distinct(items.filter(({ adId }) => adId === id));
  if (items.length > own.length && items.some(({ adId }) => adId !== id)) reading.isUnheeded = true;
  if (own.length > 1) reading.unclear.push(id);
  else take(reading, own);
};

/** An answer that is not clean is asked for again in halves. */
const ask = async (reading: Reading, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0 || reading.isUnheeded) return;
  const page = await itemsById(reading.which, ids, reading.session);
  reading.texts.push(page.text);
  const [first = ''] = ids;
  if (isClean(page, new Set(ids))) return take(reading, page.items);
  if (ids.length === 1) return takeOne(reading, first, page);
  const middle = Math.ceil(ids.length / 2);
  await ask(reading, ids.slice(0, middle));
  await ask(reading, ids.slice(middle));
};

const askAll = async (reading: Reading, ids: readonly string[], most?: number): Promise<void> => {
  for (const question of questionsOf(ids, most)) await ask(reading, question);
};

const MOST_PAGES = 1_000;
const MOST_ROUNDS = 3;

/** A page after the other: what stands on two pages of an order that changes is missing from another. */
const turnPages = async (reading: Reading, found: Map<string, Item[]>): Promise<number | null> => {
  let total: number | null = null;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { items, meta, text } = await itemsOnPage(reading.which, page, reading.session);
    reading.texts.push(text);
    total = meta.total ?? total;
    for (const item of items) found.set(item.adId, distinct([...(found.get(item.adId) ?? []), item]));
    if (items.length === 0 || page >= (meta.pages ?? 1)) break;
  }
  return total;
};

/** All ads of a load without asking for them: rounds until there are as many as it says, at most three. */
const sweep = async (reading: Reading): Promise<Map<string, Item[]>> => {
  const found = new Map<string, Item[]>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const total = await turnPages(reading, found);
    if (total === null || found.size >= total) break;
  }
  return found;
};

const takeSwept = async (reading: Reading): Promise<void> => {
  for (const [id, rows] of await sweep(reading)) {
    const [item] = rows;
    if (reading.items.has(id) || !item) continue;
    if (rows.length === 1) take(reading, [item]);
    else reading.unclear.push(id);
  }
};

/** Smaller questions for what was left out of an answer: once. */
const AGAIN = 10;

/**
 * What a load says of these ads, asked for by Id, and of others where it has `total` of them and that is more. Answers are
 * believed where they hold one page, nothing foreign and nothing twice; what they leave out is asked for once again.
 */
export const readItems = async (
  which: Readable,
  ids: readonly string[],
  total: number | null,
  session: Session,
): Promise<ReadItems> => {
  const reading: Reading = {
    ...{ which, session, items: new Map(), missing: [], unclear: [], texts: [], isUnheeded: false },
  };
  const lacking = () => {
    const unclear = new Set(reading.unclear);
    return ids.filter((id) => !reading.items.has(id) && !unclear.has(id));
  };
  await askAll(reading, ids);
  await askAll(reading, lacking(), AGAIN);
  const hasOthers = total !== null && total > reading.items.size + reading.unclear.length;
  if (reading.isUnheeded || hasOthers) await takeSwept(reading);
  const { items, unclear, texts } = reading;
  return { items, missing: lacking(), unclear: [...new Set(unclear)], texts };
};
