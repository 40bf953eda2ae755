import { UsageError } from '#cli/command.ts';
import type { Repositories } from '#shared/table/repositories.ts';

/** The dealer of that id. Throws `UsageError` naming those there are. */
export const knownDealer = async (id: string, table: Repositories): Promise<string> => {
  if (await table.dealers.get({ dealerId: id })) return id;
  const dealers = await table.dealers.queryIndex('GSI1', {});
  const ids = dealers.map(({ dealerId }) => dealerId).join(', ');
  throw new UsageError(`No dealer is called ${id}: use one of ${ids}`);
};

/** Said where a dealer has no feed: nothing of his has come, or what has come waits. */
export const withoutFeed = (dealerId: string): string =>
  `${dealerId} has no feed yet: drop a spec book and a price list into inbox/${dealerId}/; what of them waits, ` +
  `\`feedwright review list ${dealerId}\` says`;
