import { copyFile, glob } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inboxOf } from './inboxes.ts';

const SAMPLES = fileURLToPath(new URL('../../../samples', import.meta.url));

/** Drops the shipped samples into a dealer's inbox, as the dealer would. */
export const dropSamples = async (dealerId: string, inboxRoot: string): Promise<void> => {
  const folder = inboxOf(dealerId, inboxRoot);
  for await (const file of glob('{price-lists,spec-books}/*.*', { cwd: SAMPLES }))
    await copyFile(join(SAMPLES, file), join(folder, basename(file)));
};
