import { connectTable } from '#shared/table/connect.ts';
import type { Repositories } from '#shared/table/repositories.ts';
import { environmentOf, TABLE } from './environment.ts';
import type { Folders } from './folders.ts';
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
