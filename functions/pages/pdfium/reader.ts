import { straightened } from '../askew.ts';
import { contradictedFonts } from '../contradicted-fonts.ts';
import { hasLayersOfMedia, notesOnOffLayers } from '../off-layers.ts';
import { type OpenDocument, type Page, type PageReader, type Sight, UnreadableDocument } from '../page.ts';
import { pdfStart } from '../pdf-header.ts';
import { plainObjects } from '../pdf-objects.ts';
import { hasPlainPaints, hasPlainWhite } from '../plain-paints.ts';
import { type UnitOf, unitsOf } from '../user-unit.ts';
import { renderLoadedPage, renderPlacedImage } from './bitmaps.ts';
import { guarded } from './guarded.ts';
import { type Library, library } from './library.ts';
import type { Held } from './memory.ts';
import { pdfCopy } from './pdf-copy.ts';
import { type FileLook, type PageRequest, readLoadedPage } from './read-page.ts';

const PASSWORD_NEEDED = 4;

/** Reads PDF files through PDFium's C API in WebAssembly, at most 192 MB of it. */
export const pdfiumReader: PageReader = { name: 'pdfium', open };

async function open(bytes: Uint8Array): Promise<OpenDocument> {
  const start = pdfStart(bytes);
  const engine = await library();
  const objects = await plainObjects(bytes);
  const look = objects
    ? {
        contradicted: contradictedFonts(objects),
        hasPlainPaints: hasPlainPaints(objects),
        hasPlainWhite: hasPlainWhite(objects),
        offNotes: notesOnOffLayers(objects),
        hasLayersOfMedia: hasLayersOfMedia(objects),
      }
    : NOTHING_KNOWN;
  return guarded(engine, () => openIn(engine, bytes.subarray(start), look));
}

const NOTHING_KNOWN: FileLook = {
  ...{ contradicted: new Set(), offNotes: new Set() },
  ...{ hasPlainPaints: false, hasPlainWhite: false, hasLayersOfMedia: false },
};

function openIn(engine: Library, bytes: Uint8Array, look: FileLook): OpenDocument {
  const held = engine.memory.hold(bytes);
  const document = engine.api.FPDF_LoadMemDocument(held.pointer, bytes.length, '');
  if (document === 0) {
    held.release();
    throw cannotLoad(engine.api.FPDF_GetLastError());
  }
  return openDocument(engine, document, { held, bytes, look });
}

interface LoadedFile {
  held: Held;
  bytes: Uint8Array;
  look: FileLook;
}

function cannotLoad(error: number): UnreadableDocument {
  if (error === PASSWORD_NEEDED)
    return new UnreadableDocument('password-needed', 'the file asks for a password');
  return new UnreadableDocument('unreadable', 'The file is damaged: no page of it can be opened');
}

/** Smaller print than this, in points, is nothing that anybody reads: the page may state a unit of its own. */
const TINY = 2;

const isTiny = ({ words }: Page): boolean =>
  words.filter(({ fontSize }) => fontSize < TINY).length * 2 > words.length;

function openDocument(engine: Library, document: number, { held, bytes, look }: LoadedFile): OpenDocument {
  const { api } = engine;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let unitOf: UnitOf = unitsOf(file);
  let isPacked = false;
  let closed = false;
  return {
    pageCount: api.FPDF_GetPageCount(document),
    readPage: async (number, sight = 'drawn') => {
      const read = readIn(number, sight);
      if (isPacked || !isTiny(read) || !file.includes('/ObjStm')) return read;
      isPacked = true;
      unitOf = unitsOf((await pdfCopy(file)) ?? file);
      return readIn(number, sight);
    },
    renderPage: (number, scale) =>
      onPage(number, (page) => renderLoadedPage(engine, page, scale * unitOfPage(page))),
    renderImage: (number, image) =>
      onPage(number, (page) => renderPlacedImage(engine, document, page, image)),
    close: () => {
      if (closed) return;
      closed = true;
      if (engine.broken) return;
      guarded(engine, () => api.FPDF_CloseDocument(document));
      held.release();
    },
  };

  /** A page that has been drawn is changed: set straight, it is loaded anew. */
  function readIn(number: number, sight: Sight): Page {
    const read = (wish: Pick<PageRequest, 'sight' | 'straight'>) =>
      onPage(number, (page) =>
        readLoadedPage(engine, page, { number, unit: unitOfPage(page), look, ...wish }),
      );
    return straightened(read({ sight }), (straight) => read({ sight: 'placed', straight }));
  }

  function unitOfPage(page: number): number {
    return unitOf(api.EPDFPage_GetObjectNumber(page));
  }

  function onPage<Result>(number: number, use: (page: number) => Result): Result {
    if (closed) throw new Error('the document is closed');
    return guarded(engine, () => {
      const page = api.FPDF_LoadPage(document, number - 1);
      if (page === 0) throw new UnreadableDocument('unreadable', `PDFium cannot load page ${number}`);
      const result = use(page);
      api.FPDF_ClosePage(page);
      return result;
    });
  }
}
