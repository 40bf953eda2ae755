import { expect, test } from 'vitest';
import { limitMemory } from '#pages/pdfium/memory-limit.ts';

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const CUSTOM_SECTION = [0x00, 0x02, 0x01, 0x78];
const CODE_SECTION = [0x0a, 0x01, 0x00];

/** One memory: flags, initial pages 284, maximum pages 32768, as LEB128. */
const MEMORY_SECTION = [0x05, 0x07, 0x01, 0x01, 0x9c, 0x02, 0x80, 0x80, 0x02];

test('the maximum of the memory is lowered wherever its section stands, and nothing else changes', () => {
  const wasm = Uint8Array.from([...HEADER, ...CUSTOM_SECTION, ...MEMORY_SECTION, ...CODE_SECTION]);
  const limited = [0x05, 0x06, 0x01, 0x01, 0x9c, 0x02, 0x80, 0x20];
  expect([...limitMemory(wasm, 4096 * 65_536)]).toEqual([
    ...HEADER,
    ...CUSTOM_SECTION,
    ...limited,
    ...CODE_SECTION,
  ]);
});

test('a memory without a maximum gets one', () => {
  const wasm = Uint8Array.from([...HEADER, 0x05, 0x03, 0x01, 0x00, 0x10]);
  expect([...limitMemory(wasm, 32 * 65_536)]).toEqual([...HEADER, 0x05, 0x04, 0x01, 0x01, 0x10, 0x20]);
});

test('a module without a memory is no engine', () => {
  expect(() => limitMemory(Uint8Array.from(HEADER), 65_536)).toThrow('no memory section');
});
