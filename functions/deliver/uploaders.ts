import { ftpUploader } from './ftp/ftp-uploader.ts';
import type { ConnectUploader } from './uploader.ts';

/** The uploaders a configuration may name. */
export const UPLOADERS: Record<string, ConnectUploader> = { ftp: ftpUploader };
