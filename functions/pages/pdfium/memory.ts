import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { Matrix } from '../matrix.ts';

/** Room for the results that the C API writes through pointers: a matrix of six floats is the largest but names. */
const RESULT_BYTES = 512;
const WORD_BYTES = 4;
/** Pixels: a larger picture is one of its kind. */
const MOST_KEPT = 4_000_000;

/** The heap views of the module; they are replaced when the memory grows, so each is read anew. */
interface Heap {
  HEAPU8: Uint8Array;
  HEAPU32: Uint32Array;
}

/** The result slots as numbers of each kind. */
export interface Results {
  unsigned: Uint32Array;
  floats: Float32Array;
  doubles: Float64Array;
}

const resultsAt = ({ buffer }: Uint8Array, at: number): Results => ({
  unsigned: new Uint32Array(buffer, at, RESULT_BYTES / Uint32Array.BYTES_PER_ELEMENT),
  floats: new Float32Array(buffer, at, RESULT_BYTES / Float32Array.BYTES_PER_ELEMENT),
  doubles: new Float64Array(buffer, at, RESULT_BYTES / Float64Array.BYTES_PER_ELEMENT),
});

/** A block of the engine's memory; `release` must be called once. */
export interface Held {
  pointer: number;
  /** Bytes. */
  length: number;
  release(): void;
}

/** The one place that allocates, frees and reads the engine's memory. */
export interface Memory {
  /** Pointer to the n-th result slot of 4 bytes; the next call of the API may overwrite it. */
  slot(index: number): number;
  /** Bytes that fit behind slot 0. */
  resultBytes: number;
  /** What the last calls have written into the slots; it is to be asked anew after the next. */
  results(): Results;
  /** The first four result slots as 32-bit floats. */
  fourFloats(): [number, number, number, number];
  fourUnsigned(): [number, number, number, number];
  /** The first six result slots as a matrix. */
  matrix(): Matrix;
  float(index: number): number;
  /** The n-th pair of result slots as a 64-bit float. */
  double(index: number): number;
  unsigned(index: number): number;
  /** Puts 32-bit floats into the slots from 0 on. */
  setFloats(values: readonly number[]): void;
  /** Latin-1 text of `length` bytes from slot 0 on. */
  latin(length: number): string;
  /** The engine's own bytes, until it is called again. */
  view(pointer: number, length: number): Uint8Array;
  /** A copy of the engine's bytes. */
  copy(pointer: number, length: number): Uint8Array;
  /** Copies so many pixels of four bytes, 0x??RRGGBB each, into the same room as all others of this name before. */
  pixels(pointer: number, count: number, name: string): Uint32Array;
  /**
   * Room for so many pixels of four bytes, or more; the same for all of a name: the collector is called for every few
   * megabytes outside of its heap. What stands in it is of no use.
   */
  room(count: number, name: string): Uint32Array;
  /** Puts the bytes into the engine's memory until released. */
  hold(bytes: Uint8Array): Held;
}

export function createMemory(api: WrappedPdfiumModule): Memory {
  const heap = api.pdfium as unknown as Heap;
  const { malloc, free } = api.pdfium.wasmExports;
  const results = malloc(RESULT_BYTES);
  const rooms = new Map<string, Uint32Array>();
  let known = resultsAt(heap.HEAPU8, results);
  /** Memory that has grown is another one: views of what it was are empty. */
  const current = (): Results => {
    if (known.floats.length === 0) known = resultsAt(heap.HEAPU8, results);
    return known;
  };
  const float = (index: number) => current().floats[index] ?? 0;
  const double = (index: number) => current().doubles[index] ?? 0;
  return {
    slot: (index) => results + index * WORD_BYTES,
    resultBytes: RESULT_BYTES,
    results: current,
    fourFloats: () => fourOf(current().floats),
    fourUnsigned: () => fourOf(current().unsigned),
    matrix: () => [float(0), float(1), float(2), float(3), float(4), float(5)],
    float,
    double,
    unsigned: (index) => current().unsigned[index] ?? 0,
    setFloats: (values) => current().floats.set(values),
    latin: (length) => String.fromCharCode(...heap.HEAPU8.subarray(results, results + length)),
    view: (pointer, length) => heap.HEAPU8.subarray(pointer, pointer + length),
    copy: (pointer, length) => heap.HEAPU8.slice(pointer, pointer + length),
    pixels,
    room,
    hold: (bytes) => hold(bytes),
  };

  function fourOf(view: Float32Array | Uint32Array): [number, number, number, number] {
    return [view[0] ?? 0, view[1] ?? 0, view[2] ?? 0, view[3] ?? 0];
  }

  function pixels(pointer: number, count: number, name: string): Uint32Array {
    const own = room(count, name);
    const first = pointer / WORD_BYTES;
    own.set(heap.HEAPU32.subarray(first, first + count));
    return own;
  }

  function room(count: number, name: string): Uint32Array {
    const known = rooms.get(name);
    if (known && known.length >= count) return known;
    const own = new Uint32Array(count);
    if (count <= MOST_KEPT) rooms.set(name, own);
    return own;
  }

  function hold(bytes: Uint8Array): Held {
    const pointer = malloc(bytes.length);
    if (pointer === 0) throw new RangeError('out of memory in the PDF engine');
    heap.HEAPU8.set(bytes, pointer);
    return { pointer, length: bytes.length, release: () => free(pointer) };
  }
}
