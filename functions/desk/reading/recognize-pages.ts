import type { RecognizedRecord } from '#contracts/recognized.ts';
import { recognizePage } from '#functions/read-pages/recognize.ts';
import { openFirst } from '#pages/open-first.ts';
import { TransientFailure } from '#shared/errors.ts';
import type { Engines } from './engines.ts';
import type { OnPage } from './telling-reader.ts';

/** Nobody tries again later here: a service that is busy has not read the page. */
const unanswered = (page: number, error: unknown): RecognizedRecord => {
  if (!(error instanceof TransientFailure)) throw error;
  const engine = { name: '', declined: [] };
  return { page, seen: null, failure: `The page was not read: ${error.message}`, engine, usage: [] };
};

/** Reads pages from their pictures, as the machine's Map does. */
export const recognizePages = async (
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
