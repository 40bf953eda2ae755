import { readFile as bytesOf, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Extracted } from '#contracts/extracted.ts';
import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import { refuseBySize } from '#functions/intake/size.ts';
import { reason } from '#messages/reason.ts';
import type { Problem } from '../problems.ts';
import type { Engines } from './engines.ts';
import type { OnProgress } from './progress.ts';
import { type ReadDocument, readDocument } from './read-document.ts';
import { readingProblems } from './reading-problems.ts';
import { unreadableFile } from './unreadable-file.ts';

/** The bytes of a file; refused by its size before a byte is read. Throws the system's error, EISDIR for a folder. */
const openFile = async (path: string): Promise<Uint8Array | Rejection> => {
  const found = await stat(path);
  if (!found.isFile() && !found.isDirectory()) return rejected(reason('no-file'));
  return (found.isFile() && refuseBySize(found.size)) || bytesOf(path);
};

export interface FileOutcome {
  /** Null where nothing was read. */
  result: Extracted | Catalogue | null;
  problems: Problem[];
}

/** What a picture of the reading is drawn from. */
interface Drawable {
  bytes: Uint8Array;
  document: ReadDocument;
}

export interface FileReading extends FileOutcome {
  /** Null where there are no bytes. */
  drawable: Drawable | null;
}

const notRead = (problems: Problem[]): FileReading => ({ result: null, problems, drawable: null });

const readBytes = async (
  bytes: Uint8Array,
  file: string,
  engines: Engines,
  onProgress: OnProgress,
): Promise<FileReading> => {
  const document = await readDocument(bytes, file, engines, (doing, number, pages) =>
    onProgress({ file, doing, number, pages }),
  );
  const result = isRejection(document.result) ? null : document.result;
  return { result, problems: readingProblems(file, document), drawable: { bytes, document } };
};

/** Reads one file of the command line; whatever is wrong with it is a problem, so that the next ones are read. */
export const readFile = async (
  path: string,
  engines: Engines,
  onProgress: OnProgress,
): Promise<FileReading> => {
  const file = basename(path);
  const opened = await openFile(path).catch((error) => unreadableFile(path, error));
  if ('severity' in opened) return notRead([opened]);
  if (isRejection(opened)) return notRead(readingProblems(file, { stage: 'intake', result: opened }));
  return readBytes(opened, file, engines, onProgress);
};
