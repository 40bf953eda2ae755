import type { Repositories } from '#shared/table/repositories.ts';
import { UsageError } from './command.ts';

/** The dealer of that id. Throws `UsageError` naming those there are. */
export const knownDealer = async (id: string, table: Repositories): Promise<string> => {
  if (await table.dealers.get({ dealerId: id })) return id;
  const dealers = await table.dealers.queryIndex('GSI1', {});
  const ids = dealers.map(({ dealerId }) => dealerId).join(', ');
  throw new UsageError(`No dealer is called ${id}: use one of ${ids}`);
};
