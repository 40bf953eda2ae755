const HEADER_BYTES = 8;
const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 0x01;
const WASM_PAGE_BYTES = 65_536;

interface Number32 {
  value: number;
  end: number;
}

/**
 * The same WebAssembly module with a lower maximum of its one memory.
 * A worker's resource limits do not hold WASM memory, and a PDF of 2 KB can ask for gigabytes:
 * the limit has to stand in the module itself.
 */
export function limitMemory(wasm: Uint8Array, maximumBytes: number): Uint8Array {
  const section = findSection(wasm, MEMORY_SECTION);
  const body = lowerMaximum(wasm.subarray(section.start, section.end), maximumBytes / WASM_PAGE_BYTES);
  return Buffer.concat([
    wasm.subarray(0, section.header),
    Uint8Array.of(MEMORY_SECTION, ...encode(body.length), ...body),
    wasm.subarray(section.end),
  ]);
}

function findSection(wasm: Uint8Array, wanted: number) {
  let at = HEADER_BYTES;
  while (at < wasm.length) {
    const size = decode(wasm, at + 1);
    const section = { header: at, start: size.end, end: size.end + size.value };
    if (wasm[at] === wanted) return section;
    at = section.end;
  }
  throw new Error('the WebAssembly module has no memory section');
}

/** Section: count of memories, then flags, initial pages and, where the flag says so, maximum pages. */
function lowerMaximum(section: Uint8Array, maximumPages: number): number[] {
  const count = decode(section, 0);
  const flags = decode(section, count.end);
  const initial = decode(section, flags.end);
  return [
    ...encode(count.value),
    ...encode(flags.value | HAS_MAXIMUM),
    ...encode(initial.value),
    ...encode(maximumPages),
  ];
}

/** Unsigned LEB128, the number format of WebAssembly. */
function decode(bytes: Uint8Array, at: number): Number32 {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, end: at };
  }
}

function encode(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...encode(value >>> 7)];
}
