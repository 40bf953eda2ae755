import { extname } from 'node:path';
import { Readable } from 'node:stream';
import * as z from 'zod';
import type { Ports } from '#shared/ports.ts';
import { cursorFor, placeIn } from '../../../functions/api/cursor.ts';
import type { Downloads } from '../../../functions/api/route.ts';

/** What an address says of itself, signed. */
const Given = z.object({
  store: z.enum(['artefacts', 'assets']),
  key: z.string(),
  as: z.string().optional(),
});

const MEDIA_TYPES: Record<string, string> = {
  ...{ '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.json': 'application/json' },
  ...{ '.xml': 'application/xml', '.csv': 'text/csv; charset=utf-8', '.html': 'text/html; charset=utf-8' },
};

/** What is saved as a file may be another one tomorrow; what is shown lies under the hash of its bytes. */
const keeping = (as: string | undefined): Record<string, string> =>
  as === undefined
    ? { 'cache-control': 'private, max-age=31536000, immutable' }
    : {
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(as)}`,
      };

/** No page of this host may be made of it. */
const HARMLESS = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/**
 * Gives objects by addresses of this host's own, as long as it runs: on AWS the buckets' presigned ones do. Whoever has
 * one was let see the object.
 */
export const downloadsFrom = (ports: Pick<Ports, 'artefacts' | 'assets'>, signing: string) => {
  const addressFor: Downloads['addressFor'] = async (object) =>
    `/api/files/${cursorFor(JSON.stringify(object satisfies z.infer<typeof Given>), 'file', signing)}`;
  /** Throws `ProblemAnswer` for an address that nobody gave. */
  const give = async (word: string): Promise<Response> => {
    const { store, key, as } = Given.parse(JSON.parse(placeIn(word, 'file', signing)));
    if (!(await ports[store].head(key))) return new Response(null, { status: 404 });
    const body = Readable.toWeb(await ports[store].readStream(key)) as ReadableStream;
    const type = MEDIA_TYPES[extname(key)] ?? 'application/octet-stream';
    return new Response(body, { headers: { 'content-type': type, ...HARMLESS, ...keeping(as) } });
  };
  return { addressFor, give };
};
