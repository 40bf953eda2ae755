import type { Catalogue } from '#contracts/catalogue.ts';
import type { Extracted } from '#contracts/extracted.ts';
import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import type { RecognizedRecord } from '#contracts/recognized.ts';
import { inMemory, readDocument as readList } from '#functions/extract/extract-price-list.ts';
import { inspectBytes } from '#functions/intake/inspect.ts';
import { recognizePage } from '#functions/read-pages/recognize.ts';
import { reason } from '#messages/reason.ts';
import { openFirst } from '#pages/open-first.ts';
import type { OpenDocument, PageReader } from '#pages/page.ts';
import { TransientFailure } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import type { Engines } from './engines.ts';
import type { Doing } from './progress.ts';

/** Told of each page before it is read. */
export type OnPage = (number: number, pages: number) => void;

const tellingDocument = (document: OpenDocument, onPage: OnPage): OpenDocument => ({
  ...document,
  readPage: (number, sight) => {
    onPage(number, document.pageCount);
    return document.readPage(number, sight);
  },
});

/** The same reader, which says where it is. */
const tellingReader = (reader: PageReader, onPage: OnPage): PageReader => ({
  ...reader,
  open: async (bytes) => tellingDocument(await reader.open(bytes), onPage),
});

/** Nobody tries again later here: a service that is busy has not read the page. */
const unanswered = (page: number, error: unknown): RecognizedRecord => {
  if (!(error instanceof TransientFailure)) throw error;
  const engine = { name: '', declined: [] };
  const failure = reason('page-not-read', { detail: error.message });
  return { page, seen: null, failure, engine, usage: [] };
};

/** Reads pages from their pictures, as the machine's Map does. */
const recognizePages = async (
  bytes: Uint8Array,
  pages: number[],
  { readers, recognizers }: Engines,
  onPage: OnPage,
): Promise<Map<number, RecognizedRecord>> => {
  const document = await openFirst(readers, bytes);
  const records = new Map<number, RecognizedRecord>();
  try {
    for (const page of pages) {
      onPage(page, document.pageCount);
      const record = recognizePage(document, page, recognizers);
      records.set(page, await record.catch((error) => unanswered(page, error)));
    }
  } finally {
    document.close();
  }
  return records;
};

/** What was read, or why nothing was, and the stage that says so. */
export interface ReadDocument {
  stage: 'intake' | 'extract' | 'catalogue';
  result: Extracted | Catalogue | Rejection;
}

/** Told what is done with which page. */
type OnWork = (doing: Doing, number: number, pages: number) => void;

interface Document {
  name: string;
  sha256: string;
}

const telling = ({ readers }: Engines, onPage: OnPage) =>
  readers.map((reader) => tellingReader(reader, onPage));

/** Books are rare here and take their own modules. Their pictures are kept by `process`; here they are only named. */
const readBook = async (
  bytes: Uint8Array,
  document: Document,
  engines: Engines,
  onWork: OnWork,
): Promise<Catalogue | Rejection> => {
  const { readSpecBook } = await import('#functions/catalogue/read-spec-book.ts');
  const { pictureKey } = await import('#functions/catalogue/model-picture.ts');
  return readSpecBook(bytes, document, {
    readers: telling(engines, (number, pages) => onWork('reading', number, pages)),
    extractedAt: engines.clock().toISOString(),
    storePicture: async (picture, mediaType) => pictureKey(picture, mediaType),
  });
};

/** As the machine does: pages that only their pictures can tell are read from those, and the list once more with them. */
const readPriceList = async (
  bytes: Uint8Array,
  document: Document,
  engines: Engines,
  onWork: OnWork,
): Promise<Extracted | Rejection> => {
  const options = {
    readers: telling(engines, (number, pages) => onWork('reading', number, pages)),
    namers: engines.namers,
    extractedAt: engines.clock().toISOString(),
  };
  const picturesFollow = engines.recognizers.length > 0;
  const reading = await readList(bytes, document, { ...options, picturesFollow });
  const result = inMemory(reading);
  if (!picturesFollow || reading.unread.length === 0) return result;
  const onPage: OnPage = (number, pages) => onWork('recognizing', number, pages);
  const records = await recognizePages(bytes, reading.unread, engines, onPage);
  const recognizedPages = async (page: number) => records.get(page) ?? null;
  return inMemory(await readList(bytes, document, { ...options, recognizedPages }));
};

const partsOf = ({ recognizers, namers }: Engines) => ({
  pageRecognizers: recognizers.map(({ name }) => name),
  columnNamers: namers.map(({ name }) => name),
});

/** Reads a file's bytes as the stages do: intake's inspection, then a price list or a spec book. */
export const readDocument = async (
  bytes: Uint8Array,
  name: string,
  engines: Engines,
  onWork: OnWork,
): Promise<ReadDocument> => {
  const told = await inspectBytes(engines.readers, bytes, partsOf(engines));
  if (isRejection(told)) return { stage: 'intake', result: told };
  if (told.kind === 'stock-sheet') return { stage: 'intake', result: rejected(reason('is-stock-sheet')) };
  if (told.kind === 'market-sheet') return { stage: 'intake', result: rejected(reason('is-market-sheet')) };
  const document = { name, sha256: sha256(bytes) };
  return told.kind === 'spec-book'
    ? { stage: 'catalogue', result: await readBook(bytes, document, engines, onWork) }
    : { stage: 'extract', result: await readPriceList(bytes, document, engines, onWork) };
};
