import { createServer } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';
import { close, LOOPBACK, listen } from '#local/host/loopback.ts';

const PAGE = 1_000;

const versionOf = (key: string): string =>
  `<Version><Key>${key}</Key><VersionId>of-${key.length}</VersionId><IsLatest>true</IsLatest><Size>3</Size>` +
  '<LastModified>2026-11-01T00:00:00.000Z</LastModified></Version>';

/** A page of ListObjectVersions as S3 gives it: at most 1,000 keys, and the last of them as the mark to go on behind. */
const listing = (keys: string[], marker: string): string => {
  const left = keys.filter((key) => key > marker);
  const page = left.slice(0, PAGE);
  const isTruncated = left.length > PAGE;
  const next = `<NextKeyMarker>${page.at(-1)}</NextKeyMarker><NextVersionIdMarker>v</NextVersionIdMarker>`;
  return `<?xml version="1.0"?><ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
<IsTruncated>${isTruncated}</IsTruncated>${isTruncated ? next : ''}${page.map(versionOf).join('')}</ListVersionsResult>`;
};

/** A bucket that speaks the part of S3's protocol by which objects and their versions are listed, page by page. */
export const s3Host = async (keys: string[]) => {
  const pages: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    const marker = new URL(url, 'http://s3').searchParams.get('key-marker') ?? '';
    pages.push(marker);
    response.writeHead(200, { 'content-type': 'application/xml' }).end(listing(keys, marker));
  });
  const endpoint = `http://${LOOPBACK}:${await listen(server)}`;
  const client = new S3Client({
    ...{ endpoint, region: 'eu-north-1', forcePathStyle: true },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return { client, pages, [Symbol.asyncDispose]: () => close(server) };
};
