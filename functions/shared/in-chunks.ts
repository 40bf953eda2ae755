import { type Patience, type Pauses, REAL_PAUSES, withRetries } from './retry.ts';

/** What comes one by one, at most `size` of it at a time: there may be more than fits into memory. */
export async function* inChunks<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  size: number,
): AsyncGenerator<Item[]> {
  let chunk: Item[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** The table takes more, but other runs write too. */
const WRITES_AT_ONCE = 16;

/**
 * A dealer's records lie in one partition, which takes a thousand units of a kilobyte each a second, and has some to
 * spare after a rest: a list of a usual length is written at once, a long one at four units a row below that.
 */
const ROWS_AT_ONCE = 1_000;
const ROWS_A_SECOND = 200;

/** A partition over its limit has room again within seconds; after that the machine waits. */
const PATIENCE: Patience = { deadlineMs: 20_000, firstDelayMs: 50, longestDelayMs: 2_000 };

/** Conditional writes, of which the table takes one at a time, a few side by side. */
export const writeEach = async <Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  write: (item: Item) => Promise<unknown>,
  pauses: Pauses = REAL_PAUSES,
): Promise<void> => {
  const started = pauses.now();
  let written = 0;
  for await (const chunk of inChunks(items, WRITES_AT_ONCE)) {
    await Promise.all(chunk.map((item) => withRetries('table', () => write(item), PATIENCE, pauses)));
    written += chunk.length;
    const due = ((written - ROWS_AT_ONCE) / ROWS_A_SECOND) * 1_000;
    const early = due - (pauses.now() - started);
    if (early > 0) await pauses.sleep(early);
  }
};
