import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import dynalite from 'dynalite';

/** As dynalite itself finds its database's packages. */
const packageOf = createRequire(createRequire(import.meta.url).resolve('dynalite'));
const { AbstractKeyIterator, AbstractValueIterator } = packageOf('abstract-level');

/**
 * dynalite 4 ends what it reads by the iterator's `return`, which its LevelDB calls `close`. Left open, the snapshot of
 * every query keeps all older versions of all records: a thousand lists left 3.4 GB on disk and 2.5 GB in memory.
 */
for (const { prototype } of [AbstractKeyIterator, AbstractValueIterator]) prototype.return = prototype.close;

/** DynamoDB's wire protocol, on a folder or, without one, in memory. */
export const dynaliteOn = (path?: string): Server => dynalite({ createTableMs: 0, ...(path && { path }) });
