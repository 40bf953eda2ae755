import { bucketAccess } from './bucket/bucket-access.ts';
import { ftpAccess } from './ftp/ftp-access.ts';
import type { AccessTo } from './uploader.ts';

/** The uploaders a configuration may name for dealers with hosts of their own. */
export const UPLOADERS: Record<string, AccessTo> = { ftp: ftpAccess, s3: bucketAccess };

/** A dealer without an FTP host is served from the user's own bucket. */
export const accessByDealer =
  (own: AccessTo): AccessTo =>
  (dealer, ports) =>
    (dealer.ftp ? own : bucketAccess)(dealer, ports);
