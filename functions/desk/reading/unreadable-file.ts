import { basename } from 'node:path';
import { type Problem, problem } from '../problems.ts';

type Told = [category: string, reason: string, whatToDo: string];

const KNOWN: Record<string, Told> = {
  ENOENT: ['file-not-found', 'does not exist', 'Check the path; a pattern such as *.pdf matched no file.'],
  EISDIR: ['is-a-folder', 'is a folder', 'Name the files in it, for example with FOLDER/*.pdf.'],
};

const other = (code: string): Told => [
  'file-not-readable',
  `cannot be read: ${code}`,
  'Check the path and the permissions of the file.',
];

/** A file of the command line that the system does not give, by the code of its error. */
export const unreadableFile = (path: string, { code = 'unknown' }: NodeJS.ErrnoException): Problem => {
  const [category, reason, whatToDo] = KNOWN[code] ?? other(code);
  const line = { file: basename(path), stage: 'intake', category, reason: `${path} ${reason}.`, whatToDo };
  return problem('rejected', line);
};
