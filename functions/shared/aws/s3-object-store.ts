import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  NotFound,
  type ObjectIdentifier,
  type ObjectVersion,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import type { ObjectStore, StoredObject } from '../ports.ts';
import { type Patience, withRetries } from '../retry.ts';

const absent = (error: unknown) => {
  if (error instanceof NotFound) return null;
  throw error;
};

/** What a bucket without versions says of an object's. */
const UNVERSIONED = 'null';

/** An ETag stands in quotes: it names what lies there, and cannot be asked for. */
const isTag = (version: string): boolean => version.startsWith('"');

/** What S3 is asked for by a version of ours. */
const idOf = (version: string | undefined) =>
  version === undefined || isTag(version) ? {} : { VersionId: version };

/** The console makes an empty object of a "new folder". */
const isFolder = ({ Key = '' }: ObjectVersion): boolean => Key.endsWith('/');

const listed = ({ Key = '', Size = 0, LastModified, VersionId, ETag = '' }: ObjectVersion): StoredObject => ({
  key: Key,
  bytes: Size,
  modifiedAt: (LastModified ?? new Date(0)).toISOString(),
  version: VersionId && VersionId !== UNVERSIONED ? VersionId : ETag,
});

/** A file is sent as a stream, which is used up when S3 says no: the client asks again by itself for all else. */
const PATIENCE: Patience = { deadlineMs: 3_000, firstDelayMs: 100, longestDelayMs: 1_000 };

/** An S3 bucket. Where the bucket keeps no versions, the ETag stands in for one. */
export const s3ObjectStore = (client: S3Client, bucket: string): ObjectStore => {
  const get = (key: string, version?: string) =>
    client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...idOf(version) }));

  const head = async (key: string, version?: string): Promise<StoredObject | null> => {
    const asked = new HeadObjectCommand({ Bucket: bucket, Key: key, ...idOf(version) });
    const found = await client.send(asked).catch(absent);
    if (!found) return null;
    const object = listed({
      Key: key,
      Size: found.ContentLength,
      ...{ LastModified: found.LastModified, VersionId: found.VersionId, ETag: found.ETag },
    });
    const isAsked = version === undefined || [object.version, found.ETag].includes(version);
    return isAsked ? object : null;
  };

  async function* pages(prefix: string): AsyncGenerator<ListObjectVersionsCommandOutput> {
    let next: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | null = {};
    while (next) {
      const request = { Bucket: bucket, Prefix: prefix, ...next };
      const page: ListObjectVersionsCommandOutput = await client.send(new ListObjectVersionsCommand(request));
      yield page;
      const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
      next = IsTruncated ? { KeyMarker, VersionIdMarker } : null;
    }
  }

  async function* objectsIn(prefix: string): AsyncGenerator<ObjectVersion> {
    for await (const { Versions = [] } of pages(prefix)) yield* Versions.filter((one) => !isFolder(one));
  }

  async function* versions(prefix: string) {
    for await (const version of objectsIn(prefix)) yield listed(version);
  }

  /** Versions are listed, since a plain listing names none and would cost a call for each object. */
  async function* list(prefix: string) {
    for await (const version of objectsIn(prefix)) if (version.IsLatest) yield listed(version);
  }

  /** A page names a thousand at most, and so may one call. Throws where one of them stays. */
  const removeListed = async (Objects: ObjectIdentifier[]): Promise<void> => {
    if (Objects.length === 0) return;
    const asked = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
    const [left] = (await client.send(asked)).Errors ?? [];
    if (left) throw new Error(`S3 keeps ${left.Key}: ${left.Code} ${left.Message}`);
  };

  const remove = async (key: string): Promise<void> => {
    if (key === '' || key.startsWith('/')) throw new Error(`${JSON.stringify(key)} names no object`);
    const isMeant = ({ Key = '' }: ObjectIdentifier | ObjectVersion) => key.endsWith('/') || Key === key;
    for await (const { Versions = [], DeleteMarkers = [] } of pages(key))
      await removeListed(
        [...Versions, ...DeleteMarkers].filter(isMeant).map(({ Key, VersionId }) => ({ Key, VersionId })),
      );
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

  const putFile = async (key: string, path: string, mediaType: string): Promise<void> => {
    const { size } = await stat(path);
    const body = createReadStream(path);
    await put(key, body, mediaType, size).finally(() => body.destroy());
  };

  return {
    head,
    list,
    versions,
    // The bucket keeps them by itself, for as long as the settings say.
    keep: async () => true,
    read: async (key, version) => (await get(key, version)).Body?.transformToByteArray() ?? new Uint8Array(),
    readStream: async (key, version) => (await get(key, version)).Body as Readable,
    write: async (key, body, mediaType) => void (await put(key, body, mediaType)),
    writeFile: (key, path, mediaType) => withRetries('s3', () => putFile(key, path, mediaType), PATIENCE),
    remove,
  };
};

/** A client, and the buckets that it reaches. */
export interface S3Stores {
  client: S3Client;
  store(bucket: string): ObjectStore;
}

export const openS3 = (configuration: S3ClientConfig): S3Stores => {
  const client = new S3Client(configuration);
  return { client, store: (bucket) => s3ObjectStore(client, bucket) };
};
