import type { z } from 'zod';
import type { ObjectStore } from './ports.ts';

/** All signs that part JSON are of one byte, and no other character has such a byte within. */
const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [BRACKET, BRACE, BRACKET_END, BRACE_END] = [0x5b, 0x7b, 0x5d, 0x7d];

/** How deep the fields of an artefact lie in it, and the elements of its lists. */
const [FIELD, ELEMENT] = [1, 2];

/** Bytes that come in pieces, which may end within a character. */
class Gathered {
  #pieces: Buffer[] = [];

  add(piece: Buffer): void {
    if (piece.length > 0) this.#pieces.push(Buffer.from(piece));
  }

  take(): string {
    const [first, ...more] = this.#pieces;
    this.#pieces = [];
    return (more.length > 0 || !first ? Buffer.concat(first ? [first, ...more] : []) : first).toString();
  }
}

/** Parts an artefact, page by page, into the elements of one of its lists and all else. */
class Parting {
  readonly rest = new Gathered();
  readonly #list: string;
  readonly #element = new Gathered();
  readonly #name = new Gathered();
  #field = '';
  #isNamed = false;
  #depth = 0;
  #isInList = false;
  #isFirst = false;
  #isInText = false;
  #isEscaped = false;
  /** Where of the page begins what is not gathered yet. */
  #from = 0;

  constructor(list: string) {
    this.#list = list;
  }

  /** The elements, as texts, that end on the page. */
  *elementsOn(page: Buffer): Generator<string> {
    this.#from = 0;
    for (let at = 0; at < page.length; at++) {
      const byte = page[at] as number;
      if (this.#isInText) this.#passText(byte, page, at);
      else if (byte === QUOTE) this.#isInText = true;
      else if (byte === BRACKET || byte === BRACE) this.#open(byte, page, at);
      else if (byte === BRACKET_END || byte === BRACE_END || byte === COMMA) yield* this.#end(byte, page, at);
      else if (byte === COLON && this.#depth === FIELD) this.#begin(this.#name.take());
    }
    (this.#isInList ? this.#element : this.rest).add(page.subarray(this.#from));
  }

  #passText(byte: number, page: Buffer, at: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) this.#isInText = false;
    if (this.#isInText && !this.#isNamed && this.#depth === FIELD) this.#name.add(page.subarray(at, at + 1));
  }

  #begin(field: string): void {
    this.#field = field;
    this.#isNamed = true;
  }

  #open(byte: number, page: Buffer, at: number): void {
    this.#depth += 1;
    if (byte !== BRACKET || this.#depth !== ELEMENT || this.#field !== this.#list) return;
    this.#isInList = true;
    this.#isFirst = true;
    this.rest.add(page.subarray(this.#from, at + 1));
    this.#from = at + 1;
  }

  /** An element ends with a comma, or with its list. */
  *#end(byte: number, page: Buffer, at: number): Generator<string> {
    if (this.#isInList && this.#depth === ELEMENT) {
      this.#element.add(page.subarray(this.#from, at));
      const text = this.#element.take();
      const isEmptyList = byte !== COMMA && this.#isFirst && text.trim() === '';
      if (!isEmptyList) yield text;
      this.#isFirst = false;
      this.#isInList = byte === COMMA;
      this.#from = this.#isInList ? at + 1 : at;
    }
    if (byte !== COMMA) this.#depth -= 1;
    else if (this.#depth === FIELD) this.#isNamed = false;
  }
}

/** Bytes of an artefact that is parsed at once, which is quicker. */
const SHORT = 1 << 22;

/** The first pages, and whether they are all. */
const shortPages = async (
  pages: AsyncIterator<Uint8Array>,
): Promise<{ read: Uint8Array[]; isAll: boolean }> => {
  const read: Uint8Array[] = [];
  for (let bytes = 0; bytes < SHORT; bytes += read.at(-1)?.length ?? 0) {
    const { done, value } = await pages.next();
    if (done) return { read, isAll: true };
    read.push(value);
  }
  return { read, isAll: false };
};

async function* parted(pages: AsyncIterable<Uint8Array>, list: string): AsyncGenerator<unknown, unknown> {
  const parting = new Parting(list);
  for await (const { buffer, byteOffset, length } of pages)
    for (const text of parting.elementsOn(Buffer.from(buffer, byteOffset, length))) yield JSON.parse(text);
  return JSON.parse(parting.rest.take());
}

async function* pagesBehind(read: readonly Uint8Array[], pages: AsyncIterator<Uint8Array>) {
  yield* read;
  for (let next = await pages.next(); !next.done; next = await pages.next()) yield next.value;
}

/**
 * Reads an artefact that may be too long for memory: the elements of its field `list` come one by one, and what is returned
 * in the end is the artefact with none in that field. Throws `SyntaxError` where it is no JSON, or breaks off.
 */
export async function* longJson(
  bytes: AsyncIterable<Uint8Array>,
  list: string,
): AsyncGenerator<unknown, unknown> {
  const pages = bytes[Symbol.asyncIterator]();
  try {
    const { read, isAll } = await shortPages(pages);
    if (!isAll) return yield* parted(pagesBehind(read, pages), list);
    const whole = JSON.parse(Buffer.concat(read).toString());
    if (!Array.isArray(whole?.[list])) return whole;
    yield* whole[list];
    return { ...whole, [list]: [] };
  } finally {
    await pages.return?.();
  }
}

/** The contract of an artefact of products, and that of each. */
interface Contract<Whole extends z.ZodType, Product extends z.ZodType> {
  whole: Whole;
  product: Product;
}

/** An artefact whose products come one by one: there may be more than memory holds. */
export class LongArtefact<Whole extends z.ZodType<{ products: unknown[] }>, Product extends z.ZodType> {
  readonly #bytes: () => Promise<AsyncIterable<Uint8Array>>;
  readonly #contract: Contract<Whole, Product>;
  #rest: z.infer<Whole> | null = null;

  constructor(store: ObjectStore, key: string, contract: Contract<Whole, Product>) {
    this.#bytes = () => store.readStream(key);
    this.#contract = contract;
  }

  /** Held against the contract as they come. Throws when the artefact is missing or broken. */
  async *products(): AsyncGenerator<z.infer<Product>> {
    const elements = longJson(await this.#bytes(), 'products');
    let next = await elements.next();
    for (; !next.done; next = await elements.next()) yield this.#contract.product.parse(next.value);
    this.#rest = this.#contract.whole.parse(next.value);
    // As where its name is written with escapes.
    if (this.#rest.products.length > 0) throw new SyntaxError('an artefact hides its products');
  }

  /** All but its products, once these have gone by. */
  get rest(): Omit<z.infer<Whole>, 'products'> {
    if (!this.#rest) throw new ReferenceError('the products have not gone by yet');
    const { products: _none, ...rest } = this.#rest;
    return rest;
  }
}
