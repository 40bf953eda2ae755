import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ConfigurationError, TransientFailure } from '#shared/errors.ts';
import { sha256OfStream } from '#shared/hash.ts';
import type { ObjectStore } from '#shared/ports.ts';
import type { AccessTo, Content, Uploader } from '../uploader.ts';

const MEDIA_TYPES: Record<string, string> = {
  '.xml': 'application/xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
};

const mediaType = (path: string) => MEDIA_TYPES[extname(path)] ?? 'application/octet-stream';

/** A store takes files of known length; a feed may be larger than memory. */
const viaFile = async (content: Content, work: (path: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  try {
    const path = join(folder, 'file');
    await pipeline(await content.open(), createWriteStream(path));
    await work(path);
  } finally {
    await rm(folder, { recursive: true });
  }
};

const expectOurs = (found: string, { sha256 }: Content, what: string) => {
  if (found === sha256) return;
  throw new TransientFailure(`${what} holds other bytes than ours`, { stage: 'deliver' });
};

/** A store takes an object whole or not at all, and readers see the old one until then: no temporary name. */
const putWhole = async (site: ObjectStore, key: string, content: Content, confirm: () => Promise<void>) => {
  await viaFile(content, async (path) => {
    expectOurs(await sha256OfStream(createReadStream(path)), content, 'The way to the bucket');
    await confirm();
    await site.writeFile(key, path, mediaType(key));
  });
  expectOurs(await sha256OfStream(await site.readStream(key)), content, key);
};

const namesIn = async (site: ObjectStore, folder: string): Promise<Set<string>> => {
  const prefix = `${folder.replace(/\/$/, '')}/`;
  return new Set((await Array.fromAsync(site.list(prefix))).map(({ key }) => key.slice(prefix.length)));
};

/** Every dealer's files lie under its id: two of them may well name the same path. */
const bucketUploader = (site: ObjectStore, dealerId: string): Uploader => ({
  warnings: [],
  closed: false,
  names: (folder) => namesIn(site, dealerId + folder),
  put: async (content, { path, confirm }) => {
    await putWhole(site, dealerId + path, content, confirm);
    return [];
  },
  remove: async () => false,
  [Symbol.dispose]: () => {},
});

/** The user's own bucket, which a web address serves: no FTP host is needed. */
export const bucketAccess: AccessTo = async ({ id }, { site }) => {
  if (site) return { server: 's3', open: async () => bucketUploader(site, id) };
  throw new ConfigurationError(
    `Nothing leads to the feed URL of ${id}: give the dealer an ftp host, or this environment a site (settings.ts)`,
    { stage: 'deliver' },
  );
};
