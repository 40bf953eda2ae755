import { glob, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Dealer } from '#contracts/dealer.ts';
import { ConfigurationError } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import type { Repositories } from '#shared/table/repositories.ts';

const SHIPPED = fileURLToPath(new URL('../../../samples/dealers', import.meta.url));
const OWN = 'dealers';

/** The dealer who takes what is given without a dealer. */
export const DEMO = 'demo';

/** The dealer whose lists are the shipped samples: their invented values never meet a real list. */
export const SAMPLES = 'samples';

const wrong = (path: string, reason: string, cause?: unknown) =>
  new ConfigurationError(`${path} is no dealer's configuration: ${reason}`, {
    stage: 'configuration',
    cause,
  });

const parseJson = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(path, (error as Error).message, error);
  }
};

const parse = (path: string, text: string): Dealer => {
  const parsed = Dealer.safeParse(parseJson(path, text));
  if (parsed.success) return parsed.data;
  throw wrong(path, z.prettifyError(parsed.error));
};

const dealersIn = async (folder: string): Promise<Dealer[]> => {
  const paths = (await Array.fromAsync(glob('*.json', { cwd: folder }))).map((file) => join(folder, file));
  return Promise.all(paths.sort().map(async (path) => parse(path, await readFile(path, 'utf8'))));
};

/** The dealers that come with the project; the local FTP host is theirs. */
export const shippedDealers = (): Promise<Dealer[]> => dealersIn(SHIPPED);

/** The shipped dealers and those of `dealers/*.json` in the working directory. Throws when one is wrong. */
export const knownDealers = async (): Promise<Dealer[]> => [
  ...(await shippedDealers()),
  ...(await dealersIn(resolve(OWN))),
];

const versionOf = (dealer: Dealer) => sha256(JSON.stringify(dealer)).slice(0, 16);

/** Brings the dealers' configurations into the table; a changed one gets a new version. */
export const storeDealers = async (dealers: Dealer[], table: Repositories): Promise<void> => {
  for (const dealer of dealers)
    await table.dealers.put({ dealerId: dealer.id, version: versionOf(dealer), configuration: dealer });
};
