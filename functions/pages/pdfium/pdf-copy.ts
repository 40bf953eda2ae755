import { pdfStart } from '../pdf-header.ts';
import { guarded } from './guarded.ts';
import { type Library, library } from './library.ts';

/** FPDF_REMOVE_SECURITY of fpdf_save.h. */
const DECRYPTED = 3;
/** The file, what is open of it, and its copy twice have to fit into the engine's memory. */
const LARGEST_FILE = 24 * 1024 * 1024;

/**
 * The file as PDFium writes it anew: decrypted, without object streams, and with those objects alone that it
 * reaches from the catalog. Streams stay packed as they were. Null where the file is over 24 MB, or PDFium cannot
 * open or write it. Throws `UnreadableDocument` where that takes more memory than any file may have.
 */
export async function pdfCopy(bytes: Uint8Array): Promise<Buffer | null> {
  if (bytes.length > LARGEST_FILE) return null;
  const engine = await library();
  return guarded(engine, () => copyIn(engine, bytes.subarray(pdfStart(bytes))));
}

function copyIn(engine: Library, bytes: Uint8Array): Buffer | null {
  const { api, memory } = engine;
  const held = memory.hold(bytes);
  const document = api.FPDF_LoadMemDocument(held.pointer, bytes.length, '');
  const copy = document === 0 ? null : written(engine, document);
  if (document !== 0) api.FPDF_CloseDocument(document);
  held.release();
  return copy;
}

function written({ api, memory }: Library, document: number): Buffer | null {
  const writer = api.PDFiumExt_OpenFileWriter();
  const isWritten = api.FPDF_SaveAsCopy(document, writer, DECRYPTED);
  const size = api.PDFiumExt_GetFileWriterSize(writer);
  const held = memory.hold(new Uint8Array(size));
  api.PDFiumExt_GetFileWriterData(writer, held.pointer, size);
  const copy = Buffer.from(memory.copy(held.pointer, size));
  held.release();
  api.PDFiumExt_CloseFileWriter(writer);
  return isWritten ? copy : null;
}
