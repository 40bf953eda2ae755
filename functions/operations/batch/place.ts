import { sha256 } from '#shared/hash.ts';

const LARGEST = 999_999_999_999;
const HASH_DIGITS = 12;

/**
 * A file's place among its dealer's, as text that sorts: the largest first, since books are larger than lists and
 * a list that follows its book is matched once. The same object has the same place whenever it is asked for.
 */
export const placeOf = (key: string, bytes: number): string =>
  `${String(LARGEST - bytes).padStart(String(LARGEST).length, '0')}-${sha256(key).slice(0, HASH_DIGITS)}`;
