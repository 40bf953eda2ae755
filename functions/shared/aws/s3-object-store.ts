import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  NotFound,
  type ObjectVersion,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ObjectStore, StoredObject } from '../ports.ts';

const absent = (error: unknown) => {
  if (error instanceof NotFound) return null;
  throw error;
};

/** What a bucket without versions says of an object's. */
const UNVERSIONED = 'null';

const listed = ({ Key = '', Size = 0, LastModified, VersionId, ETag = '' }: ObjectVersion): StoredObject => ({
  key: Key,
  bytes: Size,
  modifiedAt: (LastModified ?? new Date(0)).toISOString(),
  version: VersionId && VersionId !== UNVERSIONED ? VersionId : ETag,
});

/** An S3 bucket. Where the bucket keeps no versions, the ETag stands in for one. */
export const s3ObjectStore = (client: S3Client, bucket: string): ObjectStore => {
  const get = (key: string) => client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));

  const head = async (key: string): Promise<StoredObject | null> => {
    const found = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })).catch(absent);
    if (!found) return null;
    return {
      key,
      bytes: found.ContentLength ?? 0,
      modifiedAt: (found.LastModified ?? new Date(0)).toISOString(),
      version: found.VersionId ?? found.ETag ?? '',
    };
  };

  /** Versions are listed, since a plain listing names none and would cost a call for each object. */
  const list = async function* (prefix: string) {
    let next: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | null = {};
    while (next) {
      const request = { Bucket: bucket, Prefix: prefix, ...next };
      const page: ListObjectVersionsCommandOutput = await client.send(new ListObjectVersionsCommand(request));
      for (const version of page.Versions ?? []) if (version.IsLatest) yield listed(version);
      const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
      next = IsTruncated ? { KeyMarker, VersionIdMarker } : null;
    }
  };

  const put = (key: string, body: Uint8Array | string | Readable, mediaType: string, length?: number) =>
    client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: mediaType,
        ContentLength: length,
      }),
    );

  return {
    head,
    list,
    read: async (key) => (await get(key)).Body?.transformToByteArray() ?? new Uint8Array(),
    readStream: async (key) => (await get(key)).Body as Readable,
    write: async (key, body, mediaType) => void (await put(key, body, mediaType)),
    writeFile: async (key, path, mediaType) =>
      void (await put(key, createReadStream(path), mediaType, (await stat(path)).size)),
  };
};
