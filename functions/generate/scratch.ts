import { readSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';

/** A piece of the scratch file, and what weighs it against others under its key. */
interface Piece {
  offset: number;
  length: number;
  rank: string;
}

const BATCH_BYTES = 1 << 18;

/** As texts lie in memory: nothing is converted, and the length in bytes is known beforehand. */
const ENCODING = 'utf16le';
const UNIT_BYTES = 2;

const withRoom = (buffer: Buffer<ArrayBuffer>, bytes: number) =>
  buffer.length < bytes ? Buffer.allocUnsafe(bytes) : buffer;

/**
 * Texts that are sorted on disk, since a whole feed does not fit in memory: written as they come, read
 * back by key, of each key the one with the highest rank. Only keys and ranks stay in memory.
 */
export class Scratch {
  readonly #file: FileHandle;
  readonly #pieces = new Map<string, Piece>();
  /** One for all that is written, one for all that is read: very many short-lived ones would fill the memory. */
  #batch = Buffer.allocUnsafe(BATCH_BYTES);
  #page = Buffer.allocUnsafe(BATCH_BYTES);
  #batchEnd = 0;
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

  /** Of texts with one key and one rank the last one stays. */
  async put(key: string, rank: string, text: string): Promise<void> {
    if ((this.#pieces.get(key)?.rank ?? '') > rank) return;
    const length = text.length * UNIT_BYTES;
    this.#pieces.set(key, { offset: this.#end, length, rank });
    this.#end += length;
    if (this.#batchEnd + length > this.#batch.length) await this.#flush();
    this.#batch = withRoom(this.#batch, length);
    this.#batchEnd += this.#batch.write(text, this.#batchEnd, ENCODING);
  }

  /** All texts by their keys, in the order of UTF-16 units, which no locale changes. May be asked for again. */
  async *sorted(): AsyncGenerator<string> {
    await this.#flush();
    for (const key of [...this.#pieces.keys()].sort()) yield this.#read(this.#pieces.get(key) as Piece);
  }

  /** Not asynchronous: the file has just been written and is in memory, and there are very many pieces. */
  #read({ offset, length }: Piece): string {
    this.#page = withRoom(this.#page, length);
    readSync(this.#file.fd, this.#page, 0, length, offset);
    return this.#page.toString(ENCODING, 0, length);
  }

  async #flush(): Promise<void> {
    await this.#file.appendFile(this.#batch.subarray(0, this.#batchEnd));
    this.#batchEnd = 0;
  }
}
