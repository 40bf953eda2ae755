import { wholeProcess } from './measure.ts';

/** A program that people read tables of PDFs with today, run whole on one file. */
export interface OtherReader {
  name: string;
  /** Succeeds where the program is installed. */
  isThere: [command: string, args: string[]];
  read(path: string): [command: string, args: string[]];
}

const python = (module: string, program: string): OtherReader => ({
  name: module,
  isThere: [
    'python3',
    ['-c', `import importlib.util, sys; sys.exit(not importlib.util.find_spec("${module}"))`],
  ],
  read: (path) => ['python3', ['-c', program, path]],
});

const OTHERS: readonly OtherReader[] = [
  {
    name: 'pdftotext -layout',
    isThere: ['sh', ['-c', 'command -v pdftotext']],
    read: (path) => ['pdftotext', ['-layout', path, '-']],
  },
  python(
    'pdfplumber',
    'import pdfplumber, sys; [page.extract_tables() for page in pdfplumber.open(sys.argv[1]).pages]',
  ),
  python('camelot', 'import camelot, sys; camelot.read_pdf(sys.argv[1], pages="all", flavor="stream")'),
];

/** Those installed here, and the names of those that are not. */
export function otherReaders(): { installed: OtherReader[]; missing: string[] } {
  const installed = OTHERS.filter(({ isThere }) => wholeProcess(...isThere) !== null);
  const missing = OTHERS.filter((other) => !installed.includes(other)).map(({ name }) => name);
  return { installed, missing };
}
