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

/** Conditional writes, of which the table takes one at a time, a few side by side. */
export const writeEach = async <Item>(
  items: readonly Item[],
  write: (item: Item) => Promise<unknown>,
): Promise<void> => {
  for await (const chunk of inChunks(items, WRITES_AT_ONCE)) await Promise.all(chunk.map(write));
};
