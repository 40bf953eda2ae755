import { sha256 } from '#shared/hash.ts';
import type { PublicWeb } from '#shared/ports.ts';

/** What a public URL served: the hash of its bytes, or null for anything but a 200, and that in words. */
export interface Served {
  sha256: string | null;
  words: string;
}

const answer = ({ status, body }: Awaited<ReturnType<PublicWeb['get']>>): Served =>
  status === 200
    ? { sha256: sha256(body), words: `serves ${body.byteLength} other bytes` }
    : { sha256: null, words: `answers ${status}` };

const silence = (error: unknown): Served => ({
  sha256: null,
  words: `does not answer: ${error instanceof Error ? error.message : String(error)}`,
});

/** Asks a public URL as Avito would; trouble on the way is an answer too. */
export const servedAt = (url: string, web: PublicWeb): Promise<Served> => web.get(url).then(answer, silence);
