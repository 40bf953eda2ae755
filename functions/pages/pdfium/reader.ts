import { type OpenDocument, type PageReader, UnreadableDocument } from '../page.ts';
import { pdfStart } from '../pdf-header.ts';
import { renderLoadedPage, renderPlacedImage } from './bitmaps.ts';
import { guarded } from './guarded.ts';
import { type Library, library } from './library.ts';
import type { Held } from './memory.ts';
import { readLoadedPage } from './read-page.ts';

const PASSWORD_NEEDED = 4;

/** Reads PDF files through PDFium's C API in WebAssembly, at most 192 MB of it. */
export const pdfiumReader: PageReader = { name: 'pdfium', open };

async function open(bytes: Uint8Array): Promise<OpenDocument> {
  const start = pdfStart(bytes);
  const engine = await library();
  return guarded(engine, () => openIn(engine, bytes.subarray(start)));
}

function openIn(engine: Library, bytes: Uint8Array): OpenDocument {
  const held = engine.memory.hold(bytes);
  const document = engine.api.FPDF_LoadMemDocument(held.pointer, bytes.length, '');
  if (document === 0) {
    held.release();
    throw cannotLoad(engine.api.FPDF_GetLastError());
  }
  return openDocument(engine, document, held);
}

function cannotLoad(error: number): UnreadableDocument {
  if (error === PASSWORD_NEEDED)
    return new UnreadableDocument('password-needed', 'the file asks for a password');
  return new UnreadableDocument('unreadable', 'The file is damaged: no page of it can be opened');
}

function openDocument(engine: Library, document: number, held: Held): OpenDocument {
  const { api } = engine;
  let closed = false;
  return {
    pageCount: api.FPDF_GetPageCount(document),
    readPage: async (number, sight = 'drawn') =>
      onPage(number, (page) => readLoadedPage(engine, page, { number, sight })),
    renderPage: (number, scale) => onPage(number, (page) => renderLoadedPage(engine, page, scale)),
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
