import { copyFile, glob, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Dealer } from '#contracts/dealer.ts';

/** The folder a dealer's files are dropped into. */
export const inboxOf = (dealerId: string, inboxRoot: string): string => join(inboxRoot, 'inbox', dealerId);

/** Makes every dealer's folder, so that a first `cp` finds it. */
export const openInboxes = async (dealers: Dealer[], inboxRoot: string): Promise<void> => {
  for (const { id } of dealers) await mkdir(inboxOf(id, inboxRoot), { recursive: true });
};

const SAMPLES = fileURLToPath(new URL('../../../samples', import.meta.url));

/** Drops the shipped samples into a dealer's inbox, as the dealer would. */
export const dropSamples = async (dealerId: string, inboxRoot: string): Promise<void> => {
  const folder = inboxOf(dealerId, inboxRoot);
  for await (const file of glob('{price-lists,spec-books}/*.*', { cwd: SAMPLES }))
    await copyFile(join(SAMPLES, file), join(folder, basename(file)));
};
