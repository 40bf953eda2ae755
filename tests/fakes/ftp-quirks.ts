import { existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Writable } from 'node:stream';
import { FileSystem, type FtpConnection } from 'ftp-srv';

const HALF = 0.5;

/** Acknowledges every upload and keeps the first half of it. */
class Truncating extends FileSystem {
  override write(name: string) {
    const chunks: Buffer[] = [];
    const path = join(this.root, name);
    const write = (chunk: Buffer, _: string, done: () => void) => {
      chunks.push(chunk);
      done();
    };
    const final = (done: () => void) => {
      const body = Buffer.concat(chunks);
      writeFileSync(path, body.subarray(0, body.length * HALF));
      done();
    };
    const stream = new Writable({ write, final });
    stream.once('close', () => stream.end());
    return { stream, clientPath: basename(name) };
  }
}

class RefusingToReplace extends FileSystem {
  override async rename(from: string, to: string) {
    if (existsSync(join(this.root, to))) throw new Error('File exists');
    return super.rename(from, to);
  }
}

export const truncating = (connection: FtpConnection, root: string) =>
  new Truncating(connection, { root, cwd: '/' });

export const refusingToReplace = (connection: FtpConnection, root: string) =>
  new RefusingToReplace(connection, { root, cwd: '/' });
