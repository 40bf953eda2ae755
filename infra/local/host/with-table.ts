import { existsSync } from 'node:fs';
import type { Dealer } from '#contracts/dealer.ts';
import { allDealers } from '#shared/dealers.ts';
import { connectTable } from '#shared/table/connect.ts';
import type { Repositories } from '#shared/table/repositories.ts';
import { knownDealers } from './dealers.ts';
import { environmentOf, TABLE } from './environment.ts';
import { type Folders, persistentFolders } from './folders.ts';
import { findHost } from './host-file.ts';
import { openTable } from './table.ts';
import { workIn } from './work-in.ts';

const connected = (environment: Record<string, string>): Repositories => {
  workIn(environment);
  return connectTable(TABLE);
};

/** Works with the table of a data folder: through the host that runs on it, or by opening it meanwhile. */
export const withTable = async <Result>(
  folders: Folders,
  work: (table: Repositories) => Promise<Result>,
): Promise<Result> => {
  const host = await findHost(folders.lock);
  if (host) return work(connected(host.environment));
  const server = await openTable(folders.table);
  try {
    const { url } = server;
    return await work(
      connected(environmentOf(folders, { table: url, aws: url, web: url, accessKey: 'none' })),
    );
  } finally {
    await server.close();
  }
};

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
