import { glob, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsOf } from '../../settings.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The same as on AWS. */
const { replacedFilesDays } = settingsOf('prod').retention;

/** Removes the versions of dropped files that were kept longer ago than S3 would keep them. */
export const forgetVersions = async (folder: string, now: Date): Promise<void> => {
  for await (const name of glob('**/*', { cwd: folder })) {
    const status = await stat(join(folder, name));
    const days = (now.getTime() - status.ctimeMs) / DAY_MS;
    if (status.isFile() && days > replacedFilesDays) await rm(join(folder, name));
  }
};
