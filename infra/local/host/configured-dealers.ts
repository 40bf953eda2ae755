import { existsSync } from 'node:fs';
import type { Dealer } from '#contracts/dealer.ts';
import { allDealers } from '#shared/dealers.ts';
import { knownDealers } from './dealers.ts';
import { persistentFolders } from './folders.ts';
import { withTable } from './with-table.ts';

const dealersInUse = async (): Promise<Dealer[]> => {
  const folders = persistentFolders();
  return existsSync(folders.table) ? withTable(folders, (table) => allDealers({ table })) : [];
};

/** The dealers of the working directory: as they were put, else as their files have them. */
export const configuredDealers = async (): Promise<Dealer[]> => {
  const files = await knownDealers();
  const inUse = await dealersInUse();
  return [...new Map([...files, ...inUse].map((dealer) => [dealer.id, dealer])).values()];
};
