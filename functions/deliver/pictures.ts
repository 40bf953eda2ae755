import { Readable } from 'node:stream';
import * as z from 'zod';
import { channelPart } from '#contracts/channel.ts';
import type { Dealer } from '#contracts/dealer.ts';
import type { Delivery } from '#contracts/delivered.ts';
import type { Reason } from '#contracts/reason.ts';
import { readFeed } from '#marketplace/feed-reader.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { asTold, reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { encodedAddress } from '#shared/dealer-faults.ts';
import { LeaseBusy, UploadError, WithdrawnMeanwhile } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import { inChunks } from '#shared/in-chunks.ts';
import { liveVersion, servedFeed } from '#shared/live-feed.ts';
import type { Ports } from '#shared/ports.ts';
import { chosenFeed, confirmFeed, dealerOf, prolongLease } from './delivery.ts';
import { interimFeed } from './interim.ts';
import type { AccessTo, Content, HostAccess, Target, Uploader } from './uploader.ts';
import { servedAt } from './verify.ts';
import { type HostPorts, orRest, withHost } from './with-host.ts';

/** Spec-book pictures bear their content hash; the dealer may keep others of its own on the same host. */
const CONTENT_HASH_NAME = /^[0-9a-f]{64}\.[a-z]+$/;

const fileOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

const inFolder = (url: string, file: string, folder: string): string => {
  if (url === folder + file) return file;
  throw new UploadError(`Nobody would bring ${url}: it lies outside pictures.baseUrl, ${folder}`, {
    stage: 'deliver',
  });
};

/** Gives the name of a picture that is ours to bring, and null for any other. */
const namerFor = ({ baseUrl, byCode, byFamily, byColor = {} }: Dealer['pictures']) => {
  const folder = new URL(baseUrl);
  const dealersOwn = new Set(
    [byCode, byFamily, ...Object.values(byColor)].flatMap((pictures) =>
      Object.values(pictures).flat().map(encodedAddress),
    ),
  );
  return (url: string): string | null => {
    const file = fileOf(url);
    if (URL.parse(url)?.host !== folder.host || !CONTENT_HASH_NAME.test(file)) return null;
    // What was put as a file is named so, too: a build names under a hash in this folder only what it has kept.
    if (dealersOwn.has(url) && url !== folder.href + file) return null;
    return inFolder(url, file, folder.href);
  };
};

/**
 * The names of the pictures that a feed takes from the dealer's folder and that are ours to bring, each
 * once. Throws `UploadError` for one of ours on the dealer's host that does not lie in that folder.
 */
export const pictureNames = async (
  feed: Readable,
  pictures: Dealer['pictures'],
  shape: FeedShape,
): Promise<Set<string>> => {
  const nameOf = namerFor(pictures);
  const names = new Set<string>();
  for await (const { images } of readFeed(feed, shape))
    for (const file of images.map(nameOf)) if (file) names.add(file);
  return names;
};

type ProofPorts = Pick<Ports, 'artefacts' | 'table'>;

/** Which pictures were seen at their URLs, below which address. */
const PictureProofs = z.strictObject({ baseUrl: z.string(), names: z.array(z.string()) });

const keyOf = ({ id }: Dealer, { table: { channel } }: ProofPorts) =>
  `deliveries/${id}${channelPart(channel, '/')}/pictures.json`;

const proofsOf = async (dealer: Dealer, ports: ProofPorts) => {
  const key = keyOf(dealer, ports);
  if (!(await ports.artefacts.head(key))) return null;
  return PictureProofs.parse(JSON.parse(Buffer.from(await ports.artefacts.read(key)).toString()));
};

/** Names of the pictures that the dealer's web host was seen to serve. Another address has to prove all anew. */
const provenPictures = async (dealer: Dealer, ports: ProofPorts): Promise<Set<string>> => {
  const proofs = await proofsOf(dealer, ports);
  return new Set(proofs?.baseUrl === dealer.pictures.baseUrl ? proofs.names : []);
};

/** Remembers what was seen; a picture that no feed names any more is forgotten. */
const keepProofs = async (dealer: Dealer, names: Set<string>, ports: ProofPorts): Promise<void> => {
  const proofs = { baseUrl: dealer.pictures.baseUrl, names: [...names].sort() };
  await ports.artefacts.write(keyOf(dealer, ports), JSON.stringify(proofs), 'application/json');
};

type BringPorts = Pick<Ports, 'assets' | 'web'>;

/** Address of a picture that could not be brought → why. */
type Missing = Map<string, Reason>;

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
  // To ask for very many takes minutes, and what is sold meanwhile does not wait for that.
  await target.confirm();
  const content = await contentOf(name, ports);
  if (present.has(name) && !(await wrongAt(url, content, ports))) return null;
  await host.put(content, { ...target, path: `${pictures.path.replace(/\/$/, '')}/${name}` });
  return wrongAt(url, content, ports);
};

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whose pictures, and which of them the host has. */
interface Errand {
  dealer: Dealer;
  present: Set<string>;
  target: Omit<Target, 'path'>;
}

/**
 * Brings pictures one after another, each asked for at its URL. One that cannot be brought does not keep the
 * others back, as long as the host listens. Throws what ended the connection, `LeaseBusy` and `WithdrawnMeanwhile`.
 */
const bringPictures = async (
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
  const named = await pictureNames(feed, dealer.pictures, shape);
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
