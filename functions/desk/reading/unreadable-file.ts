import { basename } from 'node:path';
import { reason } from '#messages/reason.ts';
import type { Problem } from '../problems.ts';

const KNOWN = { ENOENT: 'file-not-found', EISDIR: 'is-a-folder' } as const;

const isKnown = (code: string): code is keyof typeof KNOWN => code in KNOWN;

/** A file of the command line that the system does not give, by the code of its error. */
export const unreadableFile = (path: string, { code = 'unknown' }: NodeJS.ErrnoException): Problem => ({
  ...{ severity: 'rejected', file: basename(path), stage: 'intake' },
  reason: isKnown(code) ? reason(KNOWN[code], { path }) : reason('file-not-readable', { path, code }),
});
