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
