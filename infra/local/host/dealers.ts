import { glob, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Dealer } from '#contracts/dealer.ts';
import { channelFaults } from '#marketplace/marketplaces.ts';
import { dealerVersion, parseDealer, putDealer, refuseSharedTarget } from '#shared/dealers.ts';
import { ConfigurationError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';

const SHIPPED = fileURLToPath(new URL('../../../samples/dealers', import.meta.url));
const OWN = 'dealers';

/** The dealer who takes what is given without a dealer. */
export const DEMO = 'demo';

/** The dealer whose lists are the shipped samples: their invented values never meet a real list. */
export const SAMPLES = 'samples';

const parseJson = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigurationError(`${path} is no JSON: ${(error as Error).message}`, {
      stage: 'configuration',
      cause: error,
    });
  }
};

/** The dealer of a file. Throws `ConfigurationError` that names what is wrong in it. */
const readDealer = async (path: string): Promise<Dealer> =>
  parseDealer(parseJson(path, await readFile(path, 'utf8')), path, channelFaults);

const dealersIn = async (folder: string): Promise<Dealer[]> => {
  const paths = (await Array.fromAsync(glob('*.json', { cwd: folder }))).map((file) => join(folder, file));
  return Promise.all(paths.sort().map(readDealer));
};

/** The dealers that come with the project; the local FTP host is theirs. */
export const shippedDealers = (): Promise<Dealer[]> => dealersIn(SHIPPED);

/** The shipped dealers and those of `dealers/*.json` in the working directory. Throws when one is wrong. */
export const knownDealers = async (): Promise<Dealer[]> => [
  ...(await shippedDealers()),
  ...(await dealersIn(resolve(OWN))),
];

/**
 * Takes the dealers' files over into the table, each when it is new or has been changed; what was put since
 * by `feedwright dealers put` stays until then. Throws `ConfigurationError` where two share a target.
 */
export const storeDealers = async (
  dealers: Dealer[],
  ports: Pick<Ports, 'table' | 'secrets' | 'clock'>,
): Promise<void> => {
  const { table } = ports;
  for (const dealer of dealers) {
    const inUse = await table.dealers.get({ dealerId: dealer.id });
    if (inUse?.fileVersion === dealerVersion(dealer)) continue;
    await refuseSharedTarget(dealer, `The file of ${dealer.id}`, ports);
    await putDealer(dealer, { table }, { fromFile: true });
  }
};
