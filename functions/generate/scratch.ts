import { readSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';

/** A piece of the scratch file, and what weighs it against others under its key. */
interface Piece {
  offset: number;
  length: number;
  rank: string;
}

const BATCH_BYTES = 1 << 18;

/**
 * Texts that are sorted on disk, since a whole feed does not fit in memory: written as they come, read
 * back by key, of each key the one with the highest rank. Only keys and ranks stay in memory.
 */
export class Scratch {
  readonly #file: FileHandle;
  readonly #pieces = new Map<string, Piece>();
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

  /** Of texts with one key and one rank the last one stays. */
  async put(key: string, rank: string, text: string): Promise<void> {
    if ((this.#pieces.get(key)?.rank ?? '') > rank) return;
    const bytes = Buffer.from(text);
    this.#pieces.set(key, { offset: this.#end, length: bytes.length, rank });
    this.#end += bytes.length;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= BATCH_BYTES) await this.#flush();
  }

  /** All texts by their keys, in the order of UTF-16 units, which no locale changes. May be asked for again. */
  async *sorted(): AsyncGenerator<string> {
    await this.#flush();
    for (const key of [...this.#pieces.keys()].sort()) yield this.#read(this.#pieces.get(key) as Piece);
  }

  /** Not asynchronous: the file has just been written and is in memory, and there are very many pieces. */
  #read({ offset, length }: Piece): string {
    const text = Buffer.allocUnsafe(length);
    readSync(this.#file.fd, text, 0, length, offset);
    return text.toString();
  }

  async #flush(): Promise<void> {
    await this.#file.appendFile(Buffer.concat(this.#waiting));
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
