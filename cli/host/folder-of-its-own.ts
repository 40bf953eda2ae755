import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** As shells say it of a program that Ctrl-C ended. */
const INTERRUPTED = 128 + 2;

/** The process works in a new folder meanwhile and nowhere else; the folder goes with the work, at Ctrl-C too. */
export const inFolderOfItsOwn = async <Result>(
  prefix: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> => {
  const [folder, before] = [await mkdtemp(join(tmpdir(), prefix)), process.cwd()];
  const leave = () => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  };
  const stop = () => {
    leave();
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', stop);
  process.chdir(folder);
  try {
    return await work(folder);
  } finally {
    process.off('SIGINT', stop);
    leave();
  }
};
