import type { EngineAnswer } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import type { RecognizedRecord } from '#contracts/recognized.ts';
import { asTold, reason } from '#messages/reason.ts';
import { type OpenDocument, UnreadableDocument } from '#pages/page.ts';
import {
  type PagePicture,
  type PageRecognizer,
  RecognitionRefused,
  type RecognizedPage,
} from '#pages/recognizer.ts';
import { TransientFailure } from '#shared/errors.ts';
import { pictureOf } from './picture.ts';

/**
 * Reads one page from its picture with the first recogniser that can. A page that none can read is a record
 * with its failure. Throws `TransientFailure` when one that may answer later is all that is left.
 */
export async function recognizePage(
  document: OpenDocument,
  page: number,
  recognizers: readonly PageRecognizer[],
): Promise<RecognizedRecord> {
  try {
    return await firstAnswer(document, page, recognizers);
  } catch (error) {
    if (!cannotBeDrawn(error)) throw error;
    return failed(page, reason('page-not-drawn', { detail: error.message }), []);
  }
}

const cannotBeDrawn = (error: unknown): error is Error =>
  error instanceof UnreadableDocument || error instanceof RangeError;

async function firstAnswer(
  document: OpenDocument,
  page: number,
  recognizers: readonly PageRecognizer[],
): Promise<RecognizedRecord> {
  const declined: EngineAnswer['declined'] = [];
  let passing: TransientFailure | null = null;
  let picture: PagePicture | null = null;
  for (const recognizer of recognizers) {
    picture = await fitting(picture, document, page, recognizer);
    // Blank paper, or contents so damaged that an engine draws none of them: no recogniser can tell which.
    if (!picture) return failed(page, reason('nothing-drawn'), []);
    try {
      const answer = await recognizer.recognize(picture);
      return answered(page, answer, { name: recognizer.name, declined });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (error instanceof TransientFailure) passing = error;
      declined.push({ name: recognizer.name, reason: asTold(error.message) });
    }
  }
  if (passing) throw passing;
  return failed(page, reason('no-recogniser-read'), declined);
}

/** The picture at hand, or one that the recogniser takes. */
const fitting = (
  picture: PagePicture | null,
  document: OpenDocument,
  page: number,
  { mostBytes }: PageRecognizer,
): Promise<PagePicture | null> | PagePicture =>
  picture && picture.png.length <= mostBytes ? picture : pictureOf(document, page, mostBytes);

const isRefusal = (error: unknown): error is RecognitionRefused | TransientFailure =>
  error instanceof RecognitionRefused || error instanceof TransientFailure;

function answered(
  page: number,
  { page: seen, usage }: RecognizedPage,
  engine: EngineAnswer,
): RecognizedRecord {
  return { page, seen: asRecord(seen), failure: null, engine, usage: [usage] };
}

/** The contract's own arrays: a page's are read-only. */
function asRecord(seen: RecognizedPage['page']): RecognizedRecord['seen'] {
  return {
    ...seen,
    words: seen.words.map((word) => ({ ...word, starts: [...word.starts], color: [...word.color] })),
    fills: seen.fills.map((fill) => ({ ...fill, color: [...fill.color] })),
    rules: seen.rules.map((rule) => ({ ...rule, color: [...rule.color] })),
  };
}

/** The record of a page that nobody has read. */
export function failed(page: number, failure: Reason, declined: EngineAnswer['declined']): RecognizedRecord {
  return { page, seen: null, failure, engine: { name: '', declined }, usage: [] };
}
