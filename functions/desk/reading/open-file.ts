import { readFile, stat } from 'node:fs/promises';
import { type Rejection, rejected } from '#contracts/outcome.ts';
import { refuseBySize } from '#functions/intake/inspect.ts';
import { reason } from '#messages/reason.ts';

/** The bytes of a file; refused by its size before a byte is read. Throws the system's error, EISDIR for a folder. */
export const openFile = async (path: string): Promise<Uint8Array | Rejection> => {
  const found = await stat(path);
  if (!found.isFile() && !found.isDirectory()) return rejected(reason('no-file'));
  return (found.isFile() && refuseBySize(found.size)) || readFile(path);
};
