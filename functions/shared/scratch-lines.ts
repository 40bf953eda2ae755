import { randomUUID } from 'node:crypto';
import { appendFileSync, closeSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** Values that go to the file at once: a list of a few pages needs none. */
const BATCH = 256;
/** Bytes that come back at once. */
const PAGE_BYTES = 1 << 17;

/** A file that nobody else can find, and that is gone when it is closed. */
const openScratch = (): number => {
  const path = join(tmpdir(), `feedwright-${randomUUID()}.ndjson`);
  const file = openSync(path, 'wx+', 0o600);
  rmSync(path);
  return file;
};

/**
 * Values in the order in which they came; what holds them must leave them as they are. Beyond a first batch they lie in a
 * scratch file, as lines of JSON: memory holds one batch, however many there are. They can be read as often as wanted.
 * Whoever reads on when they are disposed of is told, and never has a part of them for all.
 */
export class ScratchLines<Value> implements Iterable<Value>, Disposable {
  #file: number | null = null;
  #batch: Value[] = [];
  #length = 0;
  #isDisposed = false;

  get length(): number {
    return this.#length;
  }

  add(value: Value): void {
    this.#batch.push(value);
    this.#length += 1;
    if (this.#batch.length >= BATCH) this.#flush();
  }

  *[Symbol.iterator](): Generator<Value> {
    let rest = '';
    for (const piece of this.#pieces()) {
      const lines = `${rest}${piece}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
    }
    for (const value of this.#batch) {
      this.#assertKept();
      yield value;
    }
    this.#assertKept();
  }

  [Symbol.dispose](): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#batch = [];
    this.#isDisposed = true;
  }

  #assertKept(): void {
    if (this.#isDisposed) throw new ReferenceError('the lines were disposed of');
  }

  #flush(): void {
    this.#file ??= openScratch();
    appendFileSync(this.#file, this.#batch.map((value) => `${JSON.stringify(value)}\n`).join(''));
    this.#batch = [];
  }

  *#pieces(): Generator<string> {
    if (this.#file === null) return;
    const [decoder, page] = [new StringDecoder('utf8'), Buffer.allocUnsafe(PAGE_BYTES)];
    for (let at = 0, read = 0; this.#file !== null; at += read) {
      read = readSync(this.#file, page, 0, page.length, at);
      if (read === 0) break;
      yield decoder.write(page.subarray(0, read));
    }
  }
}
