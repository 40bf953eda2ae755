import { posix } from 'node:path';
import type { Client, FileInfo } from 'basic-ftp';
import { LiveFileMissing } from '#shared/errors.ts';

/** A connection to the host, and the way to a fresh one should it break. */
export interface Connection {
  client: Client;
  reconnect(): Promise<Client>;
}

/** What lies in a folder, by name. */
export type Entries = ReadonlyMap<string, FileInfo>;

export const entriesIn = async (client: Client, folder: string): Promise<Entries> =>
  new Map((await client.list(folder)).map((entry) => [entry.name, entry]));

/** Where the live file waits while another takes its place. */
export const asideOf = (path: string): string => `${path}.old`;

const missing = (path: string) =>
  new LiveFileMissing(
    `${path} may be missing on the host: it was moved to ${asideOf(path)} and could not be put back`,
    { stage: 'deliver' },
  );

const putBack = async (client: Client, path: string, entries: Entries): Promise<void> => {
  if (entries.has(posix.basename(path)) || !entries.has(posix.basename(asideOf(path)))) return;
  await client.rename(asideOf(path), path);
};

/**
 * Puts a file back that somebody moved aside and left there, as a delivery that was killed does. Throws
 * `LiveFileMissing` where that does not work.
 */
export const mend = (client: Client, path: string, entries: Entries): Promise<void> =>
  putBack(client, path, entries).catch(() => {
    throw missing(path);
  });

const lookAndPutBack = async (client: Client, path: string): Promise<void> =>
  putBack(client, path, await entriesIn(client, posix.dirname(path)));

/** What became of a rename whose answer was lost only the host can tell; the connection may be gone with it. */
const restore = async ({ client, reconnect }: Connection, path: string): Promise<void> => {
  const anew = async () => {
    const fresh = await reconnect();
    await lookAndPutBack(fresh, path).finally(() => fresh.close());
  };
  await lookAndPutBack(client, path)
    .catch(anew)
    .catch(() => {
      throw missing(path);
    });
};

/**
 * For a host that refuses to rename over a file: for a moment there is none. Whatever goes wrong meanwhile,
 * the file is put back at once. Throws `LiveFileMissing` where that does not work, else what went wrong.
 */
export const renameAround = async (connection: Connection, from: string, path: string): Promise<void> => {
  const { client } = connection;
  const aside = asideOf(path);
  await client.remove(aside, true);
  try {
    await client.rename(path, aside);
    await client.rename(from, path);
  } catch (error) {
    await restore(connection, path);
    throw error;
  }
  await client.remove(aside, true);
};
