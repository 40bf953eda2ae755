import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { Writable } from 'node:stream';
import { type Client, FTPError } from 'basic-ftp';
import type { DeliveryWarning } from '#contracts/delivered.ts';
import { TransientFailure } from '#shared/errors.ts';
import type { Content, Target } from '../uploader.ts';

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

const orPutBack = async (client: Client, aside: string, path: string, rename: Promise<unknown>) => {
  try {
    await rename;
  } catch (error) {
    await client.rename(aside, path);
    throw error;
  }
};

/** For a host that refuses to rename over a file: for a moment there is none. A former try may have left its own aside. */
const renameAround = async (client: Client, temporary: string, path: string): Promise<DeliveryWarning[]> => {
  const aside = `${path}.old`;
  await client.remove(aside, true);
  await client.rename(path, aside);
  await orPutBack(client, aside, path, client.rename(temporary, path));
  await client.remove(aside);
  return ['nonAtomic'];
};

const rename = async (client: Client, temporary: string, { path, gapAllowed }: Target) => {
  try {
    await client.rename(temporary, path);
    return [];
  } catch (error) {
    if (error instanceof FTPError && gapAllowed()) return renameAround(client, temporary, path);
    throw error;
  }
};

/** What earlier tries and deliveries left beside the file when they broke off. */
const isLeftover = (name: string, file: string): boolean =>
  name === `${file}.old` || (name.startsWith(`${file}.`) && name.endsWith('.part'));

/** The file is in place by now: trouble with tidying up is no reason to bring it again. */
const tidy = async (client: Client, path: string): Promise<void> => {
  const folder = posix.dirname(path);
  const names = (await client.list(folder)).map(({ name }) => name);
  for (const name of names.filter((found) => isLeftover(found, posix.basename(path))))
    await client.remove(posix.join(folder, name), true);
};

/**
 * Brings a file under a temporary name, proves it and gives it its final name; the file that was there
 * stays whole until then. Each delivery has a temporary name of its own, so that one that should have ended
 * long ago cannot spoil the next; whoever succeeds removes what others have left.
 */
export const putInPlace = async (
  client: Client,
  content: Content,
  target: Target,
): Promise<DeliveryWarning[]> => {
  const temporary = `${target.path}.${target.deliveryId}.part`;
  await client.ensureDir(posix.dirname(target.path));
  await client.uploadFrom(await content.open(), temporary);
  await expectSize(client, temporary, content);
  await expectSameBytes(client, temporary, content);
  await target.confirm();
  const warnings = await rename(client, temporary, target);
  await tidy(client, target.path).catch(() => {});
  return warnings;
};
