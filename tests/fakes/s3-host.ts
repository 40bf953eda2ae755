import { createServer } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';
import { close, LOOPBACK, listen } from '#local/host/loopback.ts';

const PAGE = 1_000;

const contentsOf = (keys: string[]) => keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');

/** A page of ListObjectsV2 as S3 gives it: at most 1,000 keys, and a token for those that follow. */
const listing = (keys: string[], start: number): string => {
  const next = start + PAGE;
  const more = next < keys.length;
  return `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
<IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''}
${contentsOf(keys.slice(start, next))}</ListBucketResult>`;
};

/** A bucket of objects without content that speaks S3's protocol: listings by pages, and heads. */
export const s3Host = async (keys: string[]) => {
  const pages: string[] = [];
  const server = createServer(({ method, url = '' }, response) => {
    if (method === 'HEAD') return response.writeHead(200, { 'x-amz-version-id': 'v1' }).end();
    const { searchParams } = new URL(url, 'http://s3');
    const token = searchParams.get('continuation-token') ?? '0';
    pages.push(token);
    return response.writeHead(200, { 'content-type': 'application/xml' }).end(listing(keys, Number(token)));
  });
  const endpoint = `http://${LOOPBACK}:${await listen(server)}`;
  const client = new S3Client({
    ...{ endpoint, region: 'eu-north-1', forcePathStyle: true },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return { client, pages, [Symbol.asyncDispose]: () => close(server) };
};
