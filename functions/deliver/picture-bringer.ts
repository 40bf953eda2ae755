import { Readable } from 'node:stream';
import type { Dealer } from '#contracts/dealer.ts';
import { LeaseBusy } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { servedAt } from './served.ts';
import type { Content, Target, Uploader } from './uploader.ts';

export type BringPorts = Pick<Ports, 'assets' | 'web'>;

/** Address of a picture that could not be brought → why. */
export type Missing = Map<string, string>;

const contentOf = async (name: string, { assets }: BringPorts): Promise<Content> => {
  const body = await assets.read(`pictures/${name}`);
  return { bytes: body.byteLength, sha256: sha256(body), open: async () => Readable.from([body]) };
};

/** Why the picture is not at its URL, null when it is; it is taken off the host again, to be brought anew. */
const bringOne = async (
  name: string,
  host: Uploader,
  { pictures }: Dealer,
  target: Omit<Target, 'path'>,
  ports: BringPorts,
): Promise<string | null> => {
  const path = `${pictures.path.replace(/\/$/, '')}/${name}`;
  const content = await contentOf(name, ports);
  await host.put(content, { ...target, path });
  const served = await servedAt(pictures.baseUrl + name, ports.web);
  if (served.sha256 === content.sha256) return null;
  await host.remove(path);
  return `${pictures.baseUrl}${name} ${served.words}`;
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Brings pictures one after another, each fetched once at its URL. One that cannot be brought does not keep
 * the others back, as long as the host listens. Throws what ended the connection, and `LeaseBusy`.
 */
export const bringPictures = async (
  names: Iterable<string>,
  host: Uploader,
  dealer: Dealer,
  target: Omit<Target, 'path'>,
  ports: BringPorts,
): Promise<Missing> => {
  const missing: Missing = new Map();
  for (const name of names) {
    const reason = await bringOne(name, host, dealer, target, ports).catch((error) => {
      if (host.closed || error instanceof LeaseBusy) throw error;
      return `${name}: ${reasonOf(error)}`;
    });
    if (reason !== null) missing.set(dealer.pictures.baseUrl + name, reason);
  }
  return missing;
};
