import { sha256 } from '#shared/hash.ts';
import type { Left } from './limits.ts';
import type { ProblemAnswer } from './problem.ts';

/** Of answers that are data alone; a page that is served beside the API has its own. */
const SECURITY: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
};

type Headers = Readonly<Record<string, string>>;

/** What is left of an allowance, as the IETF's draft has it. */
export const limitHeaders = ({ limit, remaining, reset }: Left): Headers => ({
  ratelimit: `limit=${limit}, remaining=${remaining}, reset=${reset}`,
});

/** An answer of data. */
export const jsonAnswer = (body: unknown, status: number, headers: Headers): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...SECURITY, ...headers },
  });

/** The answer that a problem is. */
export const problemAnswer = ({ problem, headers }: ProblemAnswer): Response =>
  jsonAnswer(problem, problem.status, { ...headers, 'content-type': 'application/problem+json' });

/** Of what is answered: the same data has the same tag on each host. */
export const etagOf = (body: unknown): string => `"${sha256(JSON.stringify(body)).slice(0, 32)}"`;

/** Data that the caller may have already: then it is told that nothing has changed. */
export const taggedAnswer = (body: unknown, request: Request, headers: Headers): Response => {
  const tagged = { ...headers, etag: etagOf(body) };
  const isSeen = request.method === 'GET' && request.headers.get('if-none-match') === tagged.etag;
  return isSeen
    ? new Response(null, { status: 304, headers: { ...SECURITY, ...tagged } })
    : jsonAnswer(body, 200, tagged);
};
