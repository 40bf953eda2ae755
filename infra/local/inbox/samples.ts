import { copyFile, glob, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SAMPLES = fileURLToPath(new URL('../../../samples', import.meta.url));

/** Drops the shipped samples into a dealer's inbox, as the dealer would. */
export const dropSamples = async (dealerId: string, inboxRoot: string): Promise<void> => {
  const folder = join(inboxRoot, 'inbox', dealerId);
  await mkdir(folder, { recursive: true });
  for await (const file of glob('{price-lists,spec-books}/*.pdf', { cwd: SAMPLES }))
    await copyFile(join(SAMPLES, file), join(folder, basename(file)));
};
