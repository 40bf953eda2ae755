import { basename } from 'node:path';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Extracted } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import type { PageReader } from '#pages/page.ts';
import { showPage } from '../report/live-page.ts';
import type { Problem } from '../results/problems.ts';
import { unreadableFile } from '../results/unreadable-file.ts';
import { readingProblems } from './document-problems.ts';
import { openFile } from './open-file.ts';
import { type ReadDocument, readDocument } from './read-document.ts';

/** Draws what was read from a document; gives what is to be said of that. */
export type Draw = (bytes: Uint8Array, document: ReadDocument) => Promise<Problem[]>;

export interface FileOutcome {
  /** Null where nothing was read. */
  result: Extracted | Catalogue | null;
  problems: Problem[];
}

const readBytes = async (
  bytes: Uint8Array,
  file: string,
  readers: PageReader[],
  draw: Draw,
): Promise<FileOutcome> => {
  const onPage = (number: number, pages: number) => showPage(file, 'reading', number, pages);
  const document = await readDocument(bytes, file, { readers, onPage });
  const problems = [...readingProblems(file, document), ...(await draw(bytes, document))];
  return { result: isRejection(document.result) ? null : document.result, problems };
};

/** Reads one file of the command line; whatever is wrong with it is a problem, so that the next ones are read. */
export const readFile = async (path: string, readers: PageReader[], draw: Draw): Promise<FileOutcome> => {
  const file = basename(path);
  const opened = await openFile(path).catch((error) => unreadableFile(path, error));
  if ('severity' in opened) return { result: null, problems: [opened] };
  if (isRejection(opened))
    return { result: null, problems: readingProblems(file, { stage: 'intake', result: opened }) };
  return readBytes(opened, file, readers, draw);
};
