interface Identified {
  id: string;
}

/** What two sides have under one Id; null where a side lacks it. */
export interface Pair<Left, Right> {
  id: string;
  left: Left | null;
  right: Right | null;
}

/** A side's next item. Throws where it does not come after the one before: then nothing could be compared. */
const reader = <Item extends Identified>(items: AsyncIterable<Item>) => {
  const iterator = items[Symbol.asyncIterator]();
  let last: string | null = null;
  const next = async (): Promise<Item | null> => {
    const { value, done } = await iterator.next();
    if (done) return null;
    if (last !== null && value.id <= last) throw new Error(`"${value.id}" stands after "${last}"`);
    last = value.id;
    return value;
  };
  return { next, end: async () => void (await iterator.return?.()) };
};

const firstId = (left: Identified | null, right: Identified | null): string | null => {
  if (!left || !right) return (left ?? right)?.id ?? null;
  return left.id < right.id ? left.id : right.id;
};

/**
 * Two sides that are sorted by Id, in the order of UTF-16 units, side by side. Memory holds one item of each.
 * Throws where a side is not sorted or has an Id twice.
 */
export async function* mergeById<Left extends Identified, Right extends Identified>(
  lefts: AsyncIterable<Left>,
  rights: AsyncIterable<Right>,
): AsyncGenerator<Pair<Left, Right>> {
  const [ofLeft, ofRight] = [reader(lefts), reader(rights)];
  try {
    let [left, right] = [await ofLeft.next(), await ofRight.next()];
    for (let id = firstId(left, right); id !== null; id = firstId(left, right)) {
      const pair = { id, left: left?.id === id ? left : null, right: right?.id === id ? right : null };
      yield pair;
      if (pair.left) left = await ofLeft.next();
      if (pair.right) right = await ofRight.next();
    }
  } finally {
    await Promise.all([ofLeft.end(), ofRight.end()]);
  }
}
