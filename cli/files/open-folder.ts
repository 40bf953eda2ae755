import { access, constants, mkdir } from 'node:fs/promises';
import { UsageError } from '../command.ts';

/** A folder nobody can write into is the user's to mend. */
const notWritable =
  (option: string, folder: string) =>
  ({ code }: NodeJS.ErrnoException): never => {
    throw new UsageError(`Nothing can be written into ${folder} (${code}): choose another --${option}`);
  };

/** Makes the folder that an option names. Throws `UsageError` where nothing can be written into it. */
export const openFolder = (option: string, folder: string): Promise<void> =>
  mkdir(folder, { recursive: true })
    .then(() => access(folder, constants.W_OK))
    .catch(notWritable(option, folder));
