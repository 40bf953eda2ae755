import type { getDocument, OPS, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { contradictedFonts } from '../contradicted-fonts.ts';
import { notesOnOffLayers } from '../off-layers.ts';
import { type OpenDocument, type PageReader, UnreadableDocument } from '../page.ts';
import { pdfStart } from '../pdf-header.ts';
import { plainObjects } from '../pdf-objects.ts';
import { inksOfNone } from '../plain-paints.ts';
import { type FileLook, readOperators } from './read-page.ts';

/** What the reader uses of pdf.js. */
interface Engine {
  getDocument: typeof getDocument;
  OPS: typeof OPS;
}

let loading: Promise<Engine> | undefined;

/** pdf.js, loaded at the first call: 170 ms that only a file pays which the first reader cannot read. */
function engine(): Promise<Engine> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Engine> {
  standInForCanvas();
  await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

/** Without these pdf.js warns as it loads that it cannot draw, which we never ask of it. */
function standInForCanvas(): void {
  for (const name of ['DOMMatrix', 'Path2D'])
    if (!(name in globalThis)) Object.assign(globalThis, { [name]: class {} });
}

/** Pixels; pdf.js decodes every picture of a page, four bytes a pixel. */
const LARGEST_IMAGE = 16_000_000;

const OPTIONS = {
  verbosity: 0,
  /** Content that breaks off is no page: half of it would be rows lost without a word. */
  stopAtErrors: true,
  maxImageSize: LARGEST_IMAGE,
  /** With the names of fonts: they tell bold ones. */
  fontExtraProperties: true,
};

/** Reads PDF files with pdf.js in this very thread. It draws no pictures: that would take a canvas. */
export const pdfjsReader: PageReader = { name: 'pdfjs', open };

async function open(bytes: Uint8Array): Promise<OpenDocument> {
  const start = pdfStart(bytes);
  const { getDocument, OPS } = await engine();
  const objects = await plainObjects(bytes);
  const look = {
    contradicted: objects ? contradictedFonts(objects) : new Set<string>(),
    mayBeNone: objects ? inksOfNone(objects) : () => false,
    offNotes: objects ? notesOnOffLayers(objects) : new Set<number>(),
  };
  // A copy: pdf.js takes the bytes away from whoever hands them over.
  const loading = getDocument({ ...OPTIONS, data: new Uint8Array(bytes.subarray(start)) });
  try {
    const document = await loading.promise;
    const layers = await document.getOptionalContentConfig();
    const isOn = (properties: unknown) => layers.isVisible(properties);
    return openDocument(document, OPS, { ...look, isOn });
  } catch (error) {
    await loading.destroy();
    throw refusal(error);
  }
}

function refusal(error: unknown): UnreadableDocument {
  const { name, message } = error as Error;
  if (name === 'PasswordException')
    return new UnreadableDocument('password-needed', 'the file asks for a password', error);
  return new UnreadableDocument('unreadable', `The file is damaged: ${message}`, error);
}

function openDocument(document: PDFDocumentProxy, numbers: typeof OPS, look: FileLook): OpenDocument {
  let closed = false;
  return {
    pageCount: document.numPages,
    readPage: async (number) => {
      if (closed) throw new Error('the document is closed');
      return onPage(document, number, (page) => readOperators(page, numbers, look));
    },
    renderPage: noPictures,
    renderImage: noPictures,
    close: () => {
      closed = true;
      void document.loadingTask.destroy();
    },
  };
}

async function onPage<Result>(
  document: PDFDocumentProxy,
  number: number,
  use: (page: PDFPageProxy) => Promise<Result>,
): Promise<Result> {
  try {
    const page = await document.getPage(number);
    const result = await use(page);
    page.cleanup();
    return result;
  } catch (error) {
    throw new UnreadableDocument('unreadable', `pdf.js cannot read page ${number}`, error);
  }
}

function noPictures(): never {
  throw new UnreadableDocument('unreadable', 'pdf.js is not set up to draw pictures');
}
