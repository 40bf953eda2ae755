import { type FileEntry, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js';
import { UnreadableDocument } from '../../page.ts';
import { tooLarge } from '../limits.ts';

const MEGABYTE = 1024 * 1024;
const MOST_UNPACKED = 200 * MEGABYTE;
/** A workbook has a few parts a sheet. */
const MOST_ENTRIES = 5000;

/** Takes a part's bytes as they are unpacked. */
export interface PartSink {
  write(chunk: Uint8Array): void;
  end(): void;
}

/**
 * The parts of a zip archive, by name. Case tells no two parts apart (ECMA-376-2, 6.2), and some producers write
 * `xl\SharedStrings.xml` for what they call `xl/sharedStrings.xml`.
 */
export interface Archive {
  has(name: string): boolean;
  /**
   * Unpacks a part into the sink, checksum included. Throws `UnreadableDocument` where the part is missing,
   * damaged or encrypted, and where all parts together unpack to more than 200 MB, whatever sizes they claim.
   */
  read(name: string, sink: PartSink): Promise<void>;
}

/** Opens a zip archive. Throws `UnreadableDocument` where it is damaged, or its entries overlap or bear one name twice. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const parts = await partsOf(bytes);
  const budget = { left: MOST_UNPACKED };
  return {
    has: (name) => parts.has(keyOf(name)),
    read: async (name, sink) => {
      const part = parts.get(keyOf(name));
      if (!part) throw damaged(`part ${name} is missing`);
      await unpack(part, sink, budget);
    },
  };
}

const keyOf = (name: string): string => name.replaceAll('\\', '/').toLowerCase();

async function partsOf(bytes: Uint8Array): Promise<Map<string, FileEntry>> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false });
  const parts = new Map<string, FileEntry>();
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory) continue;
      const key = keyOf(entry.filename);
      if (parts.has(key) || parts.size >= MOST_ENTRIES) throw damaged('its directory is not sound');
      parts.set(key, entry);
    }
  } catch (error) {
    throw error instanceof UnreadableDocument ? error : damaged('it is no sound zip archive', error);
  }
  return parts;
}

async function unpack(part: FileEntry, sink: PartSink, budget: { left: number }): Promise<void> {
  if (part.encrypted) throw new UnreadableDocument('password-needed', 'The file asks for a password');
  let refused: unknown;
  const writable = new WritableStream<Uint8Array>({
    write: (chunk) => {
      try {
        budget.left -= chunk.length;
        if (budget.left < 0) throw tooLarge('The file unpacks to more than 200 MB');
        sink.write(chunk);
      } catch (error) {
        refused = error;
        throw error;
      }
    },
  });
  try {
    await part.getData(writable, { checkSignature: true, checkOverlappingEntry: true, useWebWorkers: false });
    sink.end();
  } catch (error) {
    // A stream that breaks off at its end reports its own error in place of the sink's.
    const cause = refused ?? error;
    throw cause instanceof UnreadableDocument ? cause : damaged(`part ${part.filename} is damaged`, cause);
  }
}

const damaged = (why: string, cause?: unknown): UnreadableDocument =>
  new UnreadableDocument('unreadable', `The file is damaged: ${why}`, cause);
