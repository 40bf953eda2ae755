import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dealer } from '#contracts/dealer.ts';

/** The folder a dealer's files are dropped into. */
export const inboxOf = (dealerId: string, inboxRoot: string): string => join(inboxRoot, 'inbox', dealerId);

/** Makes every dealer's folder, so that a first `cp` finds it. */
export const openInboxes = async (dealers: Dealer[], inboxRoot: string): Promise<void> => {
  for (const { id } of dealers) await mkdir(inboxOf(id, inboxRoot), { recursive: true });
};
