import { readFile } from 'node:fs/promises';

const NAME = 'ski-doo-2027-spec-book.pdf';

/** The shipped book of Ski-Doo 2027, which `generateSpecBook` would draw anew within a second or two. */
export const shippedBook = async (): Promise<{ name: string; bytes: Uint8Array }> => ({
  name: NAME,
  bytes: await readFile(new URL(`../../samples/spec-books/${NAME}`, import.meta.url)),
});
