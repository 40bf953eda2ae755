import { UnreadableDocument } from '../page.ts';
import { discardLibrary, type Library } from './library.ts';

/**
 * After a trap inside WebAssembly (memory, stack) the engine is thrown away: what it has open is lost, and the
 * next `library` loads a new one. Throws `UnreadableDocument` then, and for every later use of the broken one.
 */
export function guarded<Result>(engine: Library, use: () => Result): Result {
  if (engine.broken)
    throw new UnreadableDocument('too-costly', 'the PDF engine has broken down on this file');
  try {
    return use();
  } catch (error) {
    if (isTrap(error)) {
      engine.broken = true;
      discardLibrary();
      throw new UnreadableDocument('too-costly', 'the PDF engine ran out of memory or stack', error);
    }
    throw error;
  }
}

/** WebAssembly's own RuntimeError has no type in Node's declarations; a full stack or memory is a RangeError. */
function isTrap(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'RuntimeError');
}
