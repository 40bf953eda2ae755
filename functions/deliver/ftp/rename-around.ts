import { posix } from 'node:path';
import { Writable } from 'node:stream';
import { type Client, FTPError } from 'basic-ftp';
import { LiveFileMissing } from '#shared/errors.ts';

/** A connection to the host, and the way to a fresh one should it break. */
export interface Connection {
  client: Client;
  reconnect(): Promise<Client>;
}

/** `/avito/feed.xml` and `.old` → `/avito/feed.old.xml`: some hosts take files of certain endings only. */
export const beforeEnding = (path: string, word: string): string => {
  const { dir, name, ext } = posix.parse(path);
  return posix.join(dir, `${name}${word}${ext}`);
};

/** Where the live file may wait while another takes its place, the usual name first. */
const asidesOf = (path: string): string[] => [`${path}.old`, beforeEnding(path, '.old')];

/** The same for a host that deletes nothing, on which the usual names are taken. */
const asidesFor = (path: string, deliveryId: string): string[] => [
  ...asidesOf(path),
  beforeEnding(path, `.${deliveryId}.old`),
];

/** Whether a name is one under which the file at `path` was moved aside. */
export const isAside = (name: string, path: string): boolean => {
  const { name: stem, ext } = posix.parse(path.toLowerCase());
  const found = name.toLowerCase();
  return found === `${stem}${ext}.old` || (found.startsWith(`${stem}.`) && found.endsWith(`.old${ext}`));
};

const refusal = (error: unknown, client: Client): false => {
  const passing = error instanceof FTPError && error.code < 500;
  if (client.closed || passing) throw error;
  return false;
};

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Commands that a host does not know are answered 500 to 504, files that it does not have 550. */
const LAST_OF_NOT_UNDERSTOOD = 504;

const isUnderstood = (error: unknown): boolean =>
  error instanceof FTPError && error.code > LAST_OF_NOT_UNDERSTOOD;

/** Asks whether a file may be renamed, and leaves it at that: the next command takes the question back. */
const mayBeRenamed = (client: Client, path: string): Promise<boolean> =>
  client.send(`RNFR ${path}`).then(
    () => true,
    (error) => refusal(error, client),
  );

const canBeFetched = (client: Client, path: string): Promise<boolean> =>
  client.downloadTo(nowhere(), path).then(
    () => true,
    (error) => refusal(error, client),
  );

/**
 * Whether the host has a file, by what it does and not by what it lists: there are hosts that list nothing, or what
 * was there before. One that knows no SIZE is asked for the file itself; one that says there is none is asked in
 * another way, and not for the file: ProFTPD then breaks off the data connection, and the client with it.
 */
const isThere = (client: Client, path: string): Promise<boolean> =>
  client.size(path).then(
    () => true,
    (error) => {
      if (client.closed) throw error;
      return isUnderstood(error) ? mayBeRenamed(client, path) : canBeFetched(client, path);
    },
  );

const missing = (path: string, aside: string) =>
  new LiveFileMissing(
    `${path} may be missing on the host: it was moved to ${aside} and could not be put back`,
    { stage: 'deliver' },
  );

/** The first of these that the host has; null where it has none. */
const firstThere = async (client: Client, paths: string[]): Promise<string | null> => {
  for (const path of paths) if (await isThere(client, path)) return path;
  return null;
};

/**
 * Puts a file back that somebody moved aside and left there, as a delivery that was killed does; `beside` are names
 * that the host lists next to it. Throws `LiveFileMissing` where that does not work.
 */
export const mend = async (client: Client, path: string, beside: Iterable<string>): Promise<void> => {
  if (await isThere(client, path)) return;
  const listed = [...beside].filter((name) => isAside(name, path));
  const listedPaths = listed.map((name) => posix.join(posix.dirname(path), name));
  const aside = await firstThere(client, [...new Set([...asidesOf(path), ...listedPaths])]);
  if (aside === null) return;
  await client.rename(aside, path).catch(() => {
    throw missing(path, aside);
  });
};

/** What may have become of a live file: `moved` is null where the answer was lost. */
interface Errand {
  path: string;
  asides: string[];
  moved: boolean | null;
}

const lookAndPutBack = async (client: Client, { path, asides, moved }: Errand): Promise<void> => {
  if (await isThere(client, path)) return;
  const aside = await firstThere(client, asides);
  if (aside !== null) await client.rename(aside, path);
  else if (moved !== false) throw missing(path, asides.join(' or '));
};

/** What became of a rename whose answer was lost only the host can tell; the connection may be gone with it. */
const restore = async ({ client, reconnect }: Connection, errand: Errand): Promise<void> => {
  const anew = async () => {
    const fresh = await reconnect();
    await lookAndPutBack(fresh, errand).finally(() => fresh.close());
  };
  await lookAndPutBack(client, errand)
    .catch(anew)
    .catch(() => {
      throw missing(errand.path, errand.asides[0] ?? '');
    });
};

/** Moves the live file aside under the first name that the host takes, and gives that. */
const moveAside = async (client: Client, errand: Errand): Promise<string> => {
  let refused: unknown;
  for (const aside of errand.asides) {
    await client.remove(aside, true);
    errand.moved = null;
    const error = await client.rename(errand.path, aside).then(
      () => null,
      (thrown) => thrown,
    );
    if (error === null) {
      errand.moved = true;
      return aside;
    }
    if (!(error instanceof FTPError) || client.closed) throw error;
    errand.moved = false;
    refused = error;
  }
  throw refused;
};

/**
 * For a host that refuses to rename over a file: for a moment there is none. Whatever goes wrong meanwhile,
 * the file is put back at once. Throws `LiveFileMissing` where that does not work, else what went wrong.
 */
export const renameAround = async (
  connection: Connection,
  from: string,
  path: string,
  deliveryId: string,
): Promise<void> => {
  const { client } = connection;
  const errand: Errand = { path, asides: asidesFor(path, deliveryId), moved: false };
  try {
    const aside = await moveAside(client, errand);
    await client.rename(from, path);
    await client.remove(aside, true).catch(() => {});
  } catch (error) {
    await restore(connection, errand);
    throw error;
  }
};
