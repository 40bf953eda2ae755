import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { FileSystem, type FtpConnection } from 'ftp-srv';

/** The files that a connection sees. */
export type Served = (connection: FtpConnection, root: string) => FileSystem;

/** What becomes of an upload once its last byte has come, before the host acknowledges it. */
type Fate = (body: Buffer, path: string, connection: FtpConnection) => Promise<void>;

const collecting = (end: (body: Buffer) => Promise<void>) => {
  const chunks: Buffer[] = [];
  const write = (chunk: Buffer, _: string, done: () => void) => {
    chunks.push(chunk);
    done();
  };
  const final = (done: (error?: Error) => void) => void end(Buffer.concat(chunks)).then(() => done(), done);
  const stream = new Writable({ write, final });
  // ftp-srv announces the end of the data by "close".
  return stream.once('close', () => stream.end());
};

const uploadsEnd =
  (fate: Fate): Served =>
  (connection, root) =>
    new (class extends FileSystem {
      override write(name: string) {
        const stream = collecting((body) => fate(body, join(root, name), connection));
        return { stream, clientPath: name };
      }
    })(connection, { root, cwd: '/' });

const hangUp = (connection: FtpConnection) =>
  (connection as unknown as { commandSocket: { destroy(): void } }).commandSocket.destroy();

/** Acknowledges every upload and keeps the first half of it. */
export const truncating = uploadsEnd((body, path) => writeFile(path, body.subarray(0, body.length / 2)));

/** Keeps the file whole and hangs up before it says so. */
export const hangingUp = uploadsEnd(async (body, path, connection) => {
  await writeFile(path, body);
  hangUp(connection);
});

/** Hangs up with half of the file on disk. */
export const breakingOff = uploadsEnd(async (body, path, connection) => {
  await writeFile(path, body.subarray(0, body.length / 2));
  hangUp(connection);
});

/** Somebody else deletes every file as soon as it has come. */
export const forgetting = uploadsEnd(async () => {});

export const fullDisk = uploadsEnd(async () => {
  throw new Error('No space left on device');
});

/** One rename as the host is asked for it; it happens when `rename` is called. */
export interface Rename {
  from: string;
  to: string;
  rename(): Promise<unknown>;
  hangUp(): void;
}

type RenameFate = (asked: Rename) => Promise<unknown>;

/** Gives all renames another fate. */
export const replacing =
  (fate: RenameFate): Served =>
  (connection, root) =>
    new (class extends FileSystem {
      override async rename(from: string, to: string) {
        const rename = () => super.rename(from, to);
        return fate({ from, to, rename, hangUp: () => hangUp(connection) });
      }
    })(connection, { root, cwd: '/' });

/** The same for a host that renames over no file. */
export const notReplacing =
  (fate: RenameFate): Served =>
  (connection, root) =>
    replacing(async (asked) => {
      if (existsSync(join(root, asked.to))) throw new Error('File exists');
      return fate(asked);
    })(connection, root);

/** Does not rename over a file. */
export const refusingToReplace = notReplacing(({ rename }) => rename());

/** What a host does otherwise than others with its files; `files` does it as all do. */
type Habit = (
  files: FileSystem,
  root: string,
) => Partial<Pick<FileSystem, 'list' | 'get' | 'write' | 'read' | 'delete' | 'rename'>>;

/** A host with several habits at once; of two that concern the same command the later one is asked first. */
export const withHabits =
  (...habits: Habit[]): Served =>
  (connection, root) =>
    habits.reduce(
      (files, habit) => {
        const plain = Object.create(files) as FileSystem;
        return Object.assign(Object.create(files), habit(plain, root)) as FileSystem;
      },
      new FileSystem(connection, { root, cwd: '/' }),
    );

const says = (text: string) => Promise.reject(new Error(text));

export const listsNothing: Habit = () => ({ list: () => Promise.resolve([]) });

/** Lists for good what it listed first, whoever connects. */
export const listsThePast = (): Habit => {
  let first: ReturnType<FileSystem['list']> | undefined;
  return (files) => ({
    list: (path) => {
      first ??= files.list(path);
      return first;
    },
  });
};

export const renamesOverNothing: Habit = (files, root) => ({
  rename: (from, to) => (existsSync(join(root, to)) ? says('File exists') : files.rename(from, to)),
});

/** Refuses to give a file this name, as long as it is asked to. */
export const refusesToRename =
  (isRefused: (from: string, to: string) => boolean): Habit =>
  (files) => ({
    rename: (from, to) => (isRefused(from, to) ? says('Quota exceeded') : files.rename(from, to)),
  });

export const deletesNothing: Habit = () => ({ delete: () => says('Permission denied') });

/** Takes files of these endings only, and gives no file another. */
export const takesOnly =
  (...endings: string[]): Habit =>
  (files) => {
    const isTaken = (name: string) => endings.some((ending) => name.endsWith(ending));
    return {
      write: (name, options) => {
        if (!isTaken(name)) throw new Error('This type of file is not allowed');
        return files.write(name, options);
      },
      rename: (from, to) => (isTaken(to) ? files.rename(from, to) : says('This type of file is not allowed')),
    };
  };

/** Keeps all names in small letters, whatever it is asked for. */
export const smallLetters: Habit = (files) => ({
  get: (name) => files.get(name.toLowerCase()),
  write: (name, options) => files.write(name.toLowerCase(), options),
  read: (name, options) => files.read(name.toLowerCase(), options),
  delete: (name) => files.delete(name.toLowerCase()),
  rename: (from, to) => files.rename(from.toLowerCase(), to.toLowerCase()),
});

type Reply = (code: number, ...more: unknown[]) => Promise<unknown>;

/** Answers otherwise than ftp-srv would. */
const answering =
  (served: Served, change: (code: number, text: unknown) => [number, unknown]): Served =>
  (connection, root) => {
    const talk = connection as unknown as { reply: Reply };
    const reply = talk.reply.bind(connection);
    talk.reply = (code, ...[text, ...more]) => reply(...change(code, text), ...more);
    return served(connection, root);
  };

/** A full disk by its own number: 452 where the host has no room, 552 where the account has none. */
export const fullDiskSaying = (number: 452 | 552): Served =>
  answering(fullDisk, (code, text) => [code === 550 ? number : code, text]);

/** Explains a refusal in a megabyte. */
export const talkative: Served = answering(fullDisk, (code, text) =>
  code === 550 ? [code, `Sorry. ${'x'.repeat(1_000_000)}`] : [code, text],
);
