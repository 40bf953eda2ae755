import type { Dealer } from '#contracts/dealer.ts';
import type { Delivery } from '#contracts/delivered.ts';
import type { Reason } from '#contracts/reason.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { asTold, reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { UploadError } from '#shared/errors.ts';
import { inChunks } from '#shared/in-chunks.ts';
import { liveVersion, servedFeed } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import { chosenFeed } from './chosen-feed.ts';
import { dealerOf } from './dealer-of.ts';
import { confirmFeed, prolongLease } from './delivery-lease.ts';
import { interimFeed } from './interim.ts';
import { type BringPorts, bringPictures, type Missing } from './picture-bringer.ts';
import { pictureNames } from './picture-names.ts';
import { keepProofs, provenPictures } from './picture-proofs.ts';
import type { AccessTo, HostAccess } from './uploader.ts';
import { type HostPorts, orRest, withHost } from './with-host.ts';

type PicturePorts = HostPorts & BringPorts & Pick<Ports, 'artefacts'>;

/** Pictures after which is kept what was seen: a delivery that is killed goes on from there. */
const PORTION = 20;

/** Those that the host lacks, and those that nobody has seen at their URLs: a delivery may have died in between. */
const bringMissing = async (
  named: Set<string>,
  access: HostAccess,
  dealer: Dealer,
  delivery: Delivery,
  ports: PicturePorts,
): Promise<Missing> => {
  using host = await access.open();
  const present = await host.names(dealer.pictures.path);
  const proven = (await provenPictures(dealer, ports)).intersection(present);
  const confirm = () => confirmFeed(delivery, ports);
  const target = {
    deliveryId: delivery.deliveryId,
    broughtAnew: true as const,
    gapAllowed: () => true,
    confirm,
  };
  const wanted = named.difference(proven);
  const missing: Missing = new Map();
  const seen = named.difference(wanted);
  for await (const portion of inChunks(wanted, PORTION)) {
    const others = await bringPictures(portion, host, { dealer, present, target }, ports);
    for (const [url, why] of others) missing.set(url, why);
    for (const name of portion) if (!others.has(dealer.pictures.baseUrl + name)) seen.add(name);
    await keepProofs(dealer, seen, ports);
  }
  return missing;
};

const whyWithheld = (missing: Missing, kept: number): Reason => {
  const [cause = asTold('')] = missing.values();
  return reason('pictures-missing', { kept, missing: missing.size, cause });
};

const servedNow = async ({ dealerId }: Delivery, ports: PicturePorts) => {
  const live = await liveVersion(await ports.table.channelStates.get({ dealerId }), ports);
  return live && servedFeed(live);
};

/** An interim feed goes; nothing is uploaded where that is what is served, unless the host has lost it. */
const interimInstead = async (
  delivery: Delivery,
  missing: Missing,
  ports: PicturePorts,
  shape: FeedShape,
): Promise<Delivery> => {
  const served = await servedNow(delivery, ports);
  const lost = delivery.reason !== null;
  const incomplete = { whole: chosenFeed(delivery), served, missing: new Set(missing.keys()) };
  const { feed, ads, kept } = await interimFeed(incomplete, ports, shape);
  const withheld = whyWithheld(missing, kept);
  if (ads === 0) throw new UploadError(sentenceOf(withheld), { stage: 'deliver' });
  const route = feed.sha256 === served?.sha256 && !lost ? 'verify' : 'upload';
  const warnings = new Set([...delivery.warnings, 'picturesMissing' as const]);
  return { ...delivery, feed, withheld, warnings: [...warnings], route };
};

const bring = async (delivery: Delivery, ports: PicturePorts, accessTo: AccessTo, shape: FeedShape) => {
  await prolongLease(delivery, ports);
  const dealer = await dealerOf(delivery.dealerId, ports);
  const feed = await ports.artefacts.readStream(chosenFeed(delivery).key);
  const named = await pictureNames(feed, dealer.pictures);
  return withHost(dealer, ports, accessTo, async (access): Promise<Delivery> => {
    const ready: Delivery = { ...delivery, server: access.server, route: 'upload' };
    if (named.size === 0) return ready;
    const missing = await bringMissing(named, access, dealer, delivery, ports);
    return missing.size === 0 ? ready : interimInstead(ready, missing, ports, shape);
  });
};

/**
 * Brings the pictures that the feed names and the host does not have, and sees each once at its URL. Names are
 * content hashes and given only to whole files, so one that was seen needs no second look. Ads whose pictures
 * cannot be brought keep their last state; the rest goes on.
 */
export const pictures = (
  delivery: Delivery,
  ports: PicturePorts,
  accessTo: AccessTo,
  shape: FeedShape,
): Promise<Delivery> => orRest(delivery, ports, bring(delivery, ports, accessTo, shape));
