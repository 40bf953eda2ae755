import { Readable } from 'node:stream';
import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { LeaseBusy, WithdrawnMeanwhile } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { servedAt } from './served.ts';
import type { Content, Target, Uploader } from './uploader.ts';

export type BringPorts = Pick<Ports, 'assets' | 'web'>;

/** Address of a picture that could not be brought → why. */
export type Missing = Map<string, Reason>;

const contentOf = async (name: string, { assets }: BringPorts): Promise<Content> => {
  const body = await assets.read(`pictures/${name}`);
  return { bytes: body.byteLength, sha256: sha256(body), open: async () => Readable.from([body]) };
};

/** What a picture's URL serves that is not the picture; null where it serves it. */
const wrongAt = async (url: string, { sha256: ours }: Content, { web }: BringPorts) => {
  const served = await servedAt(url, web);
  return served.sha256 === ours ? null : served.reason;
};

/** Why the picture is not at its URL, null when it is. One that is on the host may only never have been asked for. */
const bringOne = async (
  name: string,
  host: Uploader,
  { dealer: { pictures }, present, target }: Errand,
  ports: BringPorts,
): Promise<Reason | null> => {
  const url = pictures.baseUrl + name;
  const content = await contentOf(name, ports);
  if (present.has(name) && !(await wrongAt(url, content, ports))) return null;
  await host.put(content, { ...target, path: `${pictures.path.replace(/\/$/, '')}/${name}` });
  return wrongAt(url, content, ports);
};

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whose pictures, and which of them the host has. */
export interface Errand {
  dealer: Dealer;
  present: Set<string>;
  target: Omit<Target, 'path'>;
}

/**
 * Brings pictures one after another, each asked for at its URL. One that cannot be brought does not keep the
 * others back, as long as the host listens. Throws what ended the connection, `LeaseBusy` and `WithdrawnMeanwhile`.
 */
export const bringPictures = async (
  names: Iterable<string>,
  host: Uploader,
  errand: Errand,
  ports: BringPorts,
): Promise<Missing> => {
  const missing: Missing = new Map();
  for (const name of names) {
    const why = await bringOne(name, host, errand, ports).catch((error) => {
      if (host.closed || error instanceof LeaseBusy || error instanceof WithdrawnMeanwhile) throw error;
      return reason('picture-not-brought', { name, detail: detailOf(error) });
    });
    if (why !== null) missing.set(errand.dealer.pictures.baseUrl + name, why);
  }
  return missing;
};
