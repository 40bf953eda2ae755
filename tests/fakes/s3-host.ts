import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';
import { close, LOOPBACK, listen } from '#local/host/loopback.ts';

const PAGE = 1_000;

const SLOW_DOWN =
  '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>';

interface Version {
  id: string;
  /** It only marks the object as gone. */
  isMarker?: true;
  body: Buffer;
  modified: Date;
}

/** Of each key the versions, newest first. */
type Objects = Map<string, Version[]>;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** S3 spells the parts of a key as a URL does. */
const keyOf = (path: string): string => decodeURIComponent(path.split('/').slice(2).join('/'));

const tagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

const entry = ([key, { id, body, modified, isMarker }, isLatest]: [string, Version, boolean]): string =>
  isMarker
    ? `<DeleteMarker><Key>${escaped(key)}</Key><VersionId>${id}</VersionId><IsLatest>${isLatest}</IsLatest></DeleteMarker>`
    : `<Version><Key>${escaped(key)}</Key><VersionId>${id}</VersionId><IsLatest>${isLatest}</IsLatest>` +
      `<Size>${body.length}</Size><ETag>${escaped(tagOf(body))}</ETag>` +
      `<LastModified>${modified.toISOString()}</LastModified></Version>`;

/** By key, and of one key the newest first; a page goes on behind the key and the version of the one before. */
const listing = (objects: Objects, asked: URLSearchParams): string => {
  const [prefix, key, id] = ['prefix', 'key-marker', 'version-id-marker'].map(
    (name) => asked.get(name) ?? '',
  );
  const all = [...objects.keys()]
    .filter((name) => name.startsWith(prefix ?? ''))
    .sort()
    .flatMap((name) =>
      (objects.get(name) ?? []).map((version, at) => [name, version, at === 0] as [string, Version, boolean]),
    );
  const begin = key ? all.findIndex(([name, version]) => name === key && version.id === id) + 1 : 0;
  const page = all.slice(begin, begin + PAGE);
  const last = page.at(-1);
  const next = `<NextKeyMarker>${escaped(last?.[0] ?? '')}</NextKeyMarker><NextVersionIdMarker>${last?.[1].id}</NextVersionIdMarker>`;
  const isTruncated = begin + PAGE < all.length;
  return `<?xml version="1.0"?><ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
<IsTruncated>${isTruncated}</IsTruncated>${isTruncated ? next : ''}${page.map(entry).join('')}</ListVersionsResult>`;
};

const give = (response: ServerResponse, found: Version | undefined, withBody: boolean): void => {
  if (!found || found.isMarker)
    return void response.writeHead(404, { 'content-type': 'application/xml' }).end();
  response.writeHead(200, {
    'content-length': found.body.length,
    'last-modified': found.modified.toUTCString(),
    etag: tagOf(found.body),
    'x-amz-version-id': found.id,
  });
  response.end(withBody ? found.body : undefined);
};

/** What an upload in chunks holds: each has a line with its length, a body of it, and checksums follow the last. */
const unchunked = (body: Buffer): Buffer => {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.toString('latin1', at, end), 16);
    if (!length) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const body = await buffer(request);
  return request.headers['content-encoding']?.includes('aws-chunked') ? unchunked(body) : body;
};

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** A thousand at most, as S3 takes them; each named with its version. */
const removeNamed = (objects: Objects, body: string): number => {
  const named = [...body.matchAll(/<Object>(.*?)<\/Object>/gs)].map(([, text = '']) => ({
    key: unescaped(/<Key>(.*?)<\/Key>/s.exec(text)?.[1] ?? ''),
    id: /<VersionId>(.*?)<\/VersionId>/.exec(text)?.[1],
  }));
  if (named.length > PAGE) return 400;
  for (const { key, id } of named) {
    const left = (objects.get(key) ?? []).filter((version) => version.id !== id);
    if (left.length > 0) objects.set(key, left);
    else objects.delete(key);
  }
  return 200;
};

/**
 * A bucket that keeps versions and speaks the part of S3's protocol that the pipeline does: put, get, head, removal and the
 * listing of versions, page by page. Times are whole seconds, as S3's are in its answers to HEAD.
 */
export const s3Host = async () => {
  const objects: Objects = new Map();
  const pages: string[] = [];
  const begun = Math.floor(Date.now() / 1000);
  let written = 0;
  let refusals = 0;

  /** So many requests are told to come back later. */
  const refuse = (count: number): void => {
    refusals = count;
  };

  const put = (key: string, body: Buffer): Version => {
    written += 1;
    const version = { id: `v${written}.x`, body, modified: new Date((begun + written) * 1000) };
    objects.set(key, [version, ...(objects.get(key) ?? [])]);
    return version;
  };

  const mark = (key: string): void => {
    written += 1;
    const marker = {
      id: `m${written}.x`,
      body: Buffer.alloc(0),
      modified: new Date(0),
      isMarker: true as const,
    };
    objects.set(key, [marker, ...(objects.get(key) ?? [])]);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3');
    if (refusals > 0) {
      refusals -= 1;
      await buffer(request);
      return response.writeHead(503, { 'content-type': 'application/xml' }).end(SLOW_DOWN);
    }
    if (searchParams.has('versions')) {
      pages.push(searchParams.get('key-marker') ?? '');
      return response
        .writeHead(200, { 'content-type': 'application/xml' })
        .end(listing(objects, searchParams));
    }
    if (searchParams.has('delete')) {
      const status = removeNamed(objects, (await bodyOf(request)).toString());
      const answer = '<DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"></DeleteResult>';
      return response.writeHead(status, { 'content-type': 'application/xml' }).end(answer);
    }
    const [key, id] = [keyOf(pathname), searchParams.get('versionId')];
    if (request.method === 'PUT') {
      const version = put(key, await bodyOf(request));
      return response.writeHead(200, { 'x-amz-version-id': version.id, etag: tagOf(version.body) }).end();
    }
    const found = (objects.get(key) ?? []).find((version) => id === null || version.id === id);
    give(response, found, request.method === 'GET');
  };

  const server = createServer((request, response) => void answer(request, response));
  const endpoint = `http://${LOOPBACK}:${await listen(server)}`;
  const client = new S3Client({
    ...{ endpoint, region: 'eu-north-1', forcePathStyle: true },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return { client, objects, pages, put, mark, refuse, [Symbol.asyncDispose]: () => close(server) };
};
