import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** An address that takes one file of so many bytes under one key, for so many seconds, from whoever has it. */
export const putAddress = (
  client: S3Client,
  { bucket, key, bytes }: { bucket: string; key: string; bytes: number },
  seconds: number,
): Promise<string> =>
  getSignedUrl(client, new PutObjectCommand({ Bucket: bucket, Key: key, ContentLength: bytes }), {
    expiresIn: seconds,
    // Signed, it cannot be another; else any size would be taken.
    signableHeaders: new Set(['content-length']),
  });

/** So long an object has the same address; it is good for as long again. */
const SAME_SECONDS = 10 * 60;
const MS = 1_000;

/** What is saved as a file may be another one tomorrow; what is shown lies under the hash of its bytes. */
const keeping = (as: string | undefined) =>
  as === undefined
    ? { ResponseCacheControl: 'private, max-age=31536000, immutable' }
    : {
        ResponseCacheControl: 'no-store',
        ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(as)}`,
      };

/** An address that gives one object to whoever has it, the same for some minutes, so that a browser asks once. */
export const getAddress = (
  client: S3Client,
  { bucket, key, as }: { bucket: string; key: string; as?: string | undefined },
  now: Date,
): Promise<string> => {
  const since = Math.floor(now.getTime() / (SAME_SECONDS * MS)) * SAME_SECONDS * MS;
  const object = new GetObjectCommand({ Bucket: bucket, Key: key, ...keeping(as) });
  return getSignedUrl(client, object, { expiresIn: 2 * SAME_SECONDS, signingDate: new Date(since) });
};
