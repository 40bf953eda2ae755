import { Readable } from 'node:stream';
import type { Dealer } from '#contracts/dealer.ts';
import type { Delivery } from '#contracts/delivered.ts';
import { TransientFailure } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { chosenFeed } from './chosen-feed.ts';
import { dealerOf } from './dealer-of.ts';
import { prolongLease } from './delivery-lease.ts';
import { pictureNames } from './picture-names.ts';
import { servedAt } from './served.ts';
import type { ConnectUploader, Content, Uploader } from './uploader.ts';

type PicturePorts = Pick<Ports, 'table' | 'clock' | 'artefacts' | 'assets' | 'secrets' | 'web'>;

const contentOf = async (name: string, { assets }: PicturePorts): Promise<Content> => {
  const body = await assets.read(`pictures/${name}`);
  return { bytes: body.byteLength, sha256: sha256(body), open: async () => Readable.from([body]) };
};

/** A picture that its URL does not serve is taken off the host again, so that another try brings it anew. */
const bring = async (name: string, host: Uploader, { pictures }: Dealer, ports: PicturePorts) => {
  const path = `${pictures.path.replace(/\/$/, '')}/${name}`;
  const content = await contentOf(name, ports);
  await host.put(content, { path, gapAllowed: () => true });
  const served = await servedAt(pictures.baseUrl + name, ports.web);
  if (served.sha256 === content.sha256) return;
  await host.remove(path);
  throw new TransientFailure(`${pictures.baseUrl}${name} ${served.words}`, { stage: 'deliver' });
};

/**
 * Brings the pictures that the feed names and the host does not have, each fetched once at its URL. Names
 * are content hashes and given only to whole files, so a name that is there needs no second look.
 */
export const pictures = async (
  delivery: Delivery,
  ports: PicturePorts,
  connect: ConnectUploader,
): Promise<Delivery> => {
  await prolongLease(delivery, ports);
  const dealer = await dealerOf(delivery.dealerId, ports);
  const feed = await ports.artefacts.readStream(chosenFeed(delivery).key);
  const named = await pictureNames(feed, dealer.pictures);
  if (named.size > 0) {
    using host = await connect(dealer, ports.secrets);
    const missing = named.difference(await host.names(dealer.pictures.path));
    for (const name of missing) await bring(name, host, dealer, ports);
  }
  return { ...delivery, route: 'upload' };
};
