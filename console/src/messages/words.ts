import type { words as RUSSIAN } from './ru/index.ts';

/** What the console says: Russian is the type, other languages have the same. */
export type Words = typeof RUSSIAN;
