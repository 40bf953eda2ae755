import { randomUUID } from 'node:crypto';
import { appendFileSync, closeSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** Characters that go to the file at once, and bytes that come back. */
const BATCH = 1 << 17;

/** A file that nobody else can find, and that is gone when it is closed. */
const openScratch = (): number => {
  const path = join(tmpdir(), `feedwright-${randomUUID()}.ndjson`);
  const file = openSync(path, 'wx+', 0o600);
  rmSync(path);
  return file;
};

/**
 * Values in the order in which they came, as lines of JSON. Beyond a first batch the lines lie in a scratch file: memory
 * holds one batch, however many there are. They can be read as often as wanted, each time as new values. Whoever reads on when
 * they are disposed of is told, and never has a part of them for all.
 */
export class ScratchLines<Value> implements Iterable<Value>, Disposable {
  #file: number | null = null;
  #batch = '';
  #length = 0;
  #isDisposed = false;

  get length(): number {
    return this.#length;
  }

  add(value: Value): void {
    this.#batch += `${JSON.stringify(value)}\n`;
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
  }

  [Symbol.dispose](): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#isDisposed = true;
  }

  #flush(): void {
    this.#file ??= openScratch();
    appendFileSync(this.#file, this.#batch);
    this.#batch = '';
  }

  *#pieces(): Generator<string> {
    const [decoder, page] = [new StringDecoder('utf8'), Buffer.allocUnsafe(this.#file === null ? 0 : BATCH)];
    for (let at = 0, read = 0; this.#file !== null; at += read) {
      read = readSync(this.#file, page, 0, page.length, at);
      if (read === 0) break;
      yield decoder.write(page.subarray(0, read));
    }
    if (this.#isDisposed) throw new ReferenceError('the lines were disposed of');
    yield this.#batch;
  }
}
