import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { Writable } from 'node:stream';
import { type Client, type FileInfo, FTPError } from 'basic-ftp';
import type { DeliveryWarning } from '#contracts/delivered.ts';
import { TransientFailure, UploadError } from '#shared/errors.ts';
import type { Content, Target } from '../uploader.ts';
import { asideOf, type Connection, type Entries, entriesIn, mend, renameAround } from './rename-around.ts';

const damaged = (path: string, found: string, wanted: string) =>
  new TransientFailure(`The host holds ${found} of ${path} instead of ${wanted}`, { stage: 'deliver' });

/** Early and cheap where the host knows SIZE and answers by a number; reading back proves the rest. */
const expectSize = async (client: Client, path: string, { bytes }: Content) => {
  const size = await client.size(path).catch((error) => {
    if (client.closed) throw error;
    return null;
  });
  if (size !== null && size !== bytes) throw damaged(path, `${size} bytes`, `${bytes}`);
};

/** No host offers a hash command, and some acknowledge an upload that was cut short. */
const expectSameBytes = async (client: Client, path: string, { sha256, bytes }: Content) => {
  const hash = createHash('sha256');
  let read = 0;
  const write = (chunk: Buffer, _: string, done: (error?: Error) => void) => {
    hash.update(chunk);
    read += chunk.byteLength;
    done(...(read > bytes ? [damaged(path, 'more bytes', `${bytes}`)] : []));
  };
  await client.downloadTo(new Writable({ write }), path);
  if (hash.digest('hex') !== sha256) throw damaged(path, 'other bytes', 'ours');
};

const rename = async (
  connection: Connection,
  temporary: string,
  { path, gapAllowed }: Target,
): Promise<DeliveryWarning[]> => {
  try {
    await connection.client.rename(temporary, path);
    return [];
  } catch (error) {
    if (!(error instanceof FTPError && gapAllowed())) throw error;
    await renameAround(connection, temporary, path);
    return ['nonAtomic'];
  }
};

/** Hosts have many answers for a folder with nothing in it. */
const entriesBeside = (client: Client, path: string): Promise<Entries> =>
  entriesIn(client, posix.dirname(path)).catch((error) => {
    if (client.closed) throw error;
    return new Map();
  });

const leadsIntoFolder = (client: Client, path: string): Promise<boolean> =>
  client.cd(path).then(
    () => true,
    (error) => {
      if (error instanceof FTPError) return false;
      throw error;
    },
  );

/** A folder, or a link to one, that makes way for a file takes the dealer's whole site away. */
const expectNoFolder = async (client: Client, path: string, entry: FileInfo | undefined): Promise<void> => {
  if (!entry || entry.isFile || !(await leadsIntoFolder(client, path))) return;
  throw new UploadError(`${path} is a folder on the host: name the file in it, such as ${path}/feed.xml`, {
    stage: 'deliver',
  });
};

/** What earlier tries and deliveries left beside the file when they broke off. */
const isLeftover = (name: string, path: string): boolean =>
  name === posix.basename(asideOf(path)) ||
  (name.startsWith(`${posix.basename(path)}.`) && name.endsWith('.part'));

/** The file is in place by now: trouble with tidying up is no reason to bring it again. */
const tidy = async (client: Client, path: string, entries: Entries): Promise<void> => {
  for (const name of entries.keys())
    if (isLeftover(name, path)) await client.remove(posix.join(posix.dirname(path), name), true);
};

/**
 * Brings a file under a temporary name, proves it and gives it its final name; the file that was there
 * stays whole until then. Each delivery has a temporary name of its own, so that one that should have ended
 * long ago cannot spoil the next; whoever succeeds removes what others have left.
 */
export const putInPlace = async (
  connection: Connection,
  content: Content,
  target: Target,
): Promise<DeliveryWarning[]> => {
  const { client } = connection;
  const { path } = target;
  const temporary = `${path}.${target.deliveryId}.part`;
  await client.ensureDir(posix.dirname(path));
  const entries = await entriesBeside(client, path);
  await expectNoFolder(client, path, entries.get(posix.basename(path)));
  await mend(client, path, entries);
  await client.uploadFrom(await content.open(), temporary);
  await expectSize(client, temporary, content);
  await expectSameBytes(client, temporary, content);
  await target.confirm();
  const warnings = await rename(connection, temporary, target);
  await tidy(client, path, entries).catch(() => {});
  return warnings;
};
