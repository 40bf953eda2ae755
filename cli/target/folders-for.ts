import { type Folders, foldersOf, processFolders } from '#local/host/folders.ts';
import type { Arguments } from '../command.ts';
import { latestData } from './latest.ts';
import { requireData } from './require-data.ts';

/** The data folder of `--out`, else the one that was used last. Throws `UsageError` where there is none. */
export const foldersFor = async ({ options }: Arguments): Promise<Folders> => {
  if (options.out) return requireData(processFolders(options.out));
  const data = await latestData();
  return requireData(data === null ? null : foldersOf(data, data));
};
