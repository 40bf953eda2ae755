import type { PublicWeb, WebAnswer } from '#shared/ports.ts';

/** What a public URL served: the hash of its bytes, or null for anything but a 200, and that in words. */
export interface Served {
  sha256: string | null;
  words: string;
}

const answer = ({ status, bytes, sha256 }: WebAnswer): Served =>
  status === 200
    ? { sha256, words: `serves ${bytes} other bytes` }
    : { sha256: null, words: `answers ${status}` };

/** Errors quote what a host has sent, such as every name of its certificate: too much for a state of the machine. */
const LONGEST_WORDS = 300;

const silence = (error: unknown): Served => ({
  sha256: null,
  words: `does not answer: ${error instanceof Error ? error.message : String(error)}`.slice(0, LONGEST_WORDS),
});

/** Asks a public URL as Avito would; trouble on the way is an answer too. */
export const servedAt = (url: string, web: PublicWeb): Promise<Served> => web.get(url).then(answer, silence);
