import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
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
