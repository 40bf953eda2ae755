import { readSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';

/** A piece of the scratch file, under the key it is sorted by. */
interface Piece {
  key: string;
  offset: number;
  length: number;
}

const BATCH_BYTES = 1 << 18;
const BATCH_PIECES = 256;

/**
 * Texts that are sorted on disk, since a whole feed does not fit in memory: written as they come, read
 * back by key. Only the keys stay in memory.
 */
export class Scratch {
  readonly #file: FileHandle;
  readonly #pieces: Piece[] = [];
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #end = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Opens a scratch file at `path`, hands it over, and removes it whatever happens. */
  static async use<Result>(path: string, work: (scratch: Scratch) => Promise<Result>): Promise<Result> {
    const file = await open(path, 'w+');
    try {
      return await work(new Scratch(file));
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  }

  async add(key: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.#pieces.push({ key, offset: this.#end, length: bytes.length });
    this.#end += bytes.length;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= BATCH_BYTES) await this.#flush();
  }

  get size(): number {
    return this.#pieces.length;
  }

  /**
   * All texts by their keys, in the order of UTF-16 units, which no locale changes; many to a chunk.
   * Throws before the first one when two have the same key.
   */
  async *sorted(): AsyncGenerator<Buffer> {
    await this.#flush();
    const pieces = this.#pieces.toSorted((one, other) => (one.key < other.key ? -1 : 1));
    const twice = pieces.find(({ key }, index) => key === pieces[index + 1]?.key);
    if (twice) throw new Error(`"${twice.key}" stands twice`);
    for (let start = 0; start < pieces.length; start += BATCH_PIECES)
      yield this.#read(pieces.slice(start, start + BATCH_PIECES));
  }

  /** Not asynchronous: the file has just been written and is in memory, and there are very many pieces. */
  #read(pieces: Piece[]): Buffer {
    const batch = Buffer.allocUnsafe(pieces.reduce((bytes, { length }) => bytes + length, 0));
    let end = 0;
    for (const { offset, length } of pieces) end += readSync(this.#file.fd, batch, end, length, offset);
    return batch;
  }

  async #flush(): Promise<void> {
    await this.#file.appendFile(Buffer.concat(this.#waiting));
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
