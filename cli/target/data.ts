import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { type Folders, foldersOf, persistentFolders, processFolders } from '#local/host/folders.ts';
import { type Arguments, UsageError } from '../command.ts';
import { note } from '../say/terminal.ts';

/** Left in the working directory by `process --out`: where the data of the last one is. */
const POINTER = '.feedwright/latest';

/** Leaves word of the data that `process --out` has just made. */
export const rememberProcess = async ({ data }: Folders): Promise<void> => {
  await mkdir(dirname(POINTER), { recursive: true });
  await writeFile(POINTER, `${data}\n`);
};

const hasData = ({ table }: Folders): boolean => existsSync(table);

const lastProcess = async (): Promise<Folders | null> => {
  const data = (await readFile(POINTER, 'utf8').catch(() => '')).trim();
  const folders = data === '' ? null : foldersOf(data, data);
  return folders && hasData(folders) ? folders : null;
};

/** As `--data` takes it. */
const named = ({ data }: Folders): string => relative('.', dirname(data)) || '.';

/**
 * The data that a command works on: that which `--data` names, else the working directory's own, on which a host may
 * run, else that of the last `process --out`. Says which where two could be meant. Throws `UsageError` where there is
 * none, unless the command may be the first one here.
 */
export const dataFor = async (
  { options }: Pick<Arguments, 'options'>,
  mayBeFirst: boolean,
): Promise<Folders> => {
  if (options.data !== undefined) {
    const told = processFolders(options.data);
    if (hasData(told)) return told;
    throw new UsageError(`There is no data in ${options.data}: name the DIR of an earlier process --out DIR`);
  }
  const [own, process] = [persistentFolders(), await lastProcess()];
  if (hasData(own) || mayBeFirst) {
    if (process)
      note(`On the data of this folder; --data ${named(process)} is that of the last process --out.`);
    return own;
  }
  if (!process)
    throw new UsageError(
      'Nothing was processed here yet: run npx feedwright start first, or say by --data DIR where process --out DIR was',
    );
  note(`On the data of the last process --out: --data ${named(process)}.`);
  return process;
};
