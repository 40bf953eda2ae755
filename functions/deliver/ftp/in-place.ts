import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { Writable } from 'node:stream';
import { type Client, FTPError } from 'basic-ftp';
import type { DeliveryWarning } from '#contracts/delivered.ts';
import { LeaseBusy, TransientFailure, UploadError } from '#shared/errors.ts';
import type { Content, Target } from '../uploader.ts';
import { namesIn } from './listing.ts';
import { beforeEnding, type Connection, isAside, mend, renameAround } from './rename-around.ts';

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
  { path, deliveryId, gapAllowed }: Target,
): Promise<DeliveryWarning[]> => {
  try {
    await connection.client.rename(temporary, path);
    return [];
  } catch (error) {
    if (!(error instanceof FTPError && gapAllowed())) throw error;
    await renameAround(connection, temporary, path, deliveryId);
    return ['nonAtomic'];
  }
};

const leadsIntoFolder = (client: Client, path: string): Promise<boolean> =>
  client.cd(path).then(
    () => true,
    (error) => {
      if (error instanceof FTPError) return false;
      throw error;
    },
  );

/** A folder, or a link to one, that makes way for a file takes the dealer's whole site away. */
const expectNoFolder = async (client: Client, path: string): Promise<void> => {
  if (!(await leadsIntoFolder(client, path))) return;
  throw new UploadError(`${path} is a folder on the host: name the file in it, such as ${path}/feed.xml`, {
    stage: 'deliver',
  });
};

/** The usual name first; some hosts take files of certain endings only, such as the file's own. */
const temporaryNames = ({ path, deliveryId }: Target): string[] => [
  `${path}.${deliveryId}.part`,
  beforeEnding(path, `.${deliveryId}.part`),
];

/** What earlier tries and deliveries left beside the file when they broke off. Some hosts change the case of names. */
const isLeftover = (name: string, path: string): boolean => {
  const { name: stem, ext } = posix.parse(path.toLowerCase());
  const found = name.toLowerCase();
  const isPart =
    (found.startsWith(`${stem}${ext}.`) && found.endsWith('.part')) ||
    (found.startsWith(`${stem}.`) && found.endsWith(`.part${ext}`));
  return isPart || isAside(name, path);
};

/** Before anything is brought: what is left there may be what fills the disk. */
const tidy = async (client: Client, path: string, names: Iterable<string>): Promise<void> => {
  for (const name of names)
    if (isLeftover(name, path)) await client.remove(posix.join(posix.dirname(path), name), true);
};

/** Its endings are not what the host objects to. */
const QUOTA_EXCEEDED = 552;

const mayBeItsName = (error: unknown, { closed }: Client): boolean =>
  !closed && error instanceof FTPError && error.code >= 500 && error.code !== QUOTA_EXCEEDED;

/** Brings the content under the first temporary name that the host takes, and gives that. */
const uploadBeside = async (connection: Connection, content: Content, target: Target): Promise<string> => {
  const { client } = connection;
  let refused: unknown;
  for (const temporary of temporaryNames(target)) {
    try {
      await client.uploadFrom(await content.open(), temporary);
      return temporary;
    } catch (error) {
      await discard(connection, temporary);
      if (!mayBeItsName(error, client)) throw error;
      refused ??= error;
    }
  }
  throw refused;
};

/** What a try leaves behind would lie there for good on a host that lists nothing. */
const discard = async ({ client, reconnect }: Connection, temporary: string): Promise<void> => {
  const remove = async () => {
    if (!client.closed) return void (await client.remove(temporary, true));
    const fresh = await reconnect();
    await fresh.remove(temporary, true).finally(() => fresh.close());
  };
  await remove().catch(() => {});
};

/**
 * Brings a file under a temporary name, proves it and gives it its final name; the file that was there
 * stays whole until then. Each delivery has a temporary name of its own, so that one that should have ended
 * long ago cannot spoil the next; one that fails removes its own, and the next one what others have left.
 */
export const putInPlace = async (
  connection: Connection,
  content: Content,
  target: Target,
): Promise<DeliveryWarning[]> => {
  const { client } = connection;
  const { path } = target;
  await client.ensureDir(posix.dirname(path));
  await expectNoFolder(client, path);
  const names = await namesIn(client, posix.dirname(path));
  if (!target.broughtAnew) await mend(client, path, names);
  await tidy(client, path, names);
  const temporary = await uploadBeside(connection, content, target);
  try {
    await expectSize(client, temporary, content);
    await expectSameBytes(client, temporary, content);
    await target.confirm();
    return await rename(connection, temporary, target);
  } catch (error) {
    // Who has lost its lease touches nothing more on a host that is another's by now.
    if (!(error instanceof LeaseBusy)) await discard(connection, temporary);
    throw error;
  }
};
