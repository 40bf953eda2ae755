import * as z from 'zod';
import { channelPart } from '#contracts/channel.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { encodedAddress } from '#shared/dealer-faults.ts';
import { inChunks } from '#shared/in-chunks.ts';
import { readJson, writeJson } from '#shared/json.ts';
import { assetOf, putPictures } from '#shared/pictures/put-pictures.ts';
import { MOST_PICTURE_BYTES } from '#shared/pictures/still-picture.ts';
import type { Ports } from '#shared/ports.ts';
import type { Offer, StockRecord } from '#shared/table/records.ts';

type PicturePorts = Pick<Ports, 'artefacts' | 'assets' | 'web' | 'clock' | 'table'>;

/** What came of looking at an address: under which name its picture is kept, or why there is none. */
const Looked = z.union([
  z.strictObject({ name: z.string() }),
  z.strictObject({ reason: Reason, at: z.iso.datetime() }),
]);
type Looked = z.infer<typeof Looked>;

/** By address; what is kept is never asked for again. */
const LookedAt = z.record(z.string(), Looked);

const MOST_PICTURES = 20;

/** A build waits for pictures so long; the rest comes with the next one. */
const PATIENCE_MS = 120_000;
const PATIENCE_WITH_ONE_MS = 30_000;
const AT_ONCE = 4;
/** After which an address that gave nothing is asked again. */
const AGAIN_AFTER_MS = 3600 * 1000;

/** What Avito takes, by the bytes that such files begin and end with. */
const KINDS = [
  { extension: 'jpg', mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff], ends: [0xff, 0xd9] },
  {
    extension: 'png',
    mediaType: 'image/png',
    begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ends: [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82],
  },
];

/** Cameras write a few bytes of their own behind a JPEG's end. */
const TAIL = 64 * 1024;

const kindOf = (body: Uint8Array) => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return KINDS.find(
    ({ begins, ends }) =>
      bytes.subarray(0, begins.length).equals(Buffer.from(begins)) &&
      bytes.subarray(-TAIL).includes(Buffer.from(ends)),
  );
};

const asksWith = { keep: MOST_PICTURE_BYTES, wholeMs: PATIENCE_WITH_ONE_MS };

const lookAt = async (address: string, { web, assets, clock }: PicturePorts): Promise<Looked> => {
  const lost = (detail: string): Looked => ({
    reason: reason('picture-own-lost', { address, detail }),
    at: clock().toISOString(),
  });
  try {
    const { status, body, sha256 } = await web.get(address, asksWith);
    if (status !== 200 || !body) return lost(`it answers with ${status}`);
    const kind = kindOf(body);
    if (!kind) return lost('it serves no whole JPEG or PNG');
    const name = `${sha256}.${kind.extension}`;
    const key = assetOf(name);
    if (!(await assets.head(key))) await assets.write(key, body, kind.mediaType);
    return { name };
  } catch (error) {
    return lost(error instanceof Error ? error.message : String(error));
  }
};

/** All addresses that the dealer's configuration and its stock name. */
const addressesOf = ({ pictures }: Dealer, records: readonly StockRecord[]): string[] => {
  const { byCode, byColor, byFamily } = pictures;
  const lists = [byCode, byFamily, ...Object.values(byColor ?? {})].flatMap((named) => Object.values(named));
  const said = records.flatMap(({ values }) => values.pictures?.value ?? []);
  return [...new Set([...lists.flat(), ...said].map(encodedAddress))];
};

const keyOf = ({ id }: Dealer, { table: { channel } }: PicturePorts): string =>
  `pictures/${id}${channelPart(channel, '/')}/own.json`;

const isKept = (looked: Looked | undefined): boolean => looked !== undefined && 'name' in looked;

const isLost = (looked: Looked | undefined, now: Date): boolean =>
  looked !== undefined && 'at' in looked && now.getTime() - new Date(looked.at).getTime() < AGAIN_AFTER_MS;

/** What the dealer has put as a file is here already, whatever its host serves by now. */
const lookAtPut = async (
  addresses: readonly string[],
  { id }: Dealer,
  ports: PicturePorts,
): Promise<[string, Looked][]> => {
  const nameOf = addresses.length > 0 ? await putPictures(id, ports) : () => null;
  return addresses.flatMap((address): [string, Looked][] => {
    const name = nameOf(address);
    return name === null ? [] : [[address, { name }]];
  });
};

/** Looks at those that nobody has seen, a few at once, as long as a build may wait. */
const lookAtNew = async (addresses: readonly string[], ports: PicturePorts): Promise<[string, Looked][]> => {
  const until = ports.clock().getTime() + PATIENCE_MS;
  const looked: [string, Looked][] = [];
  for await (const some of inChunks(addresses, AT_ONCE)) {
    if (ports.clock().getTime() > until) break;
    looked.push(
      ...(await Promise.all(
        some.map(async (address): Promise<[string, Looked]> => [address, await lookAt(address, ports)]),
      )),
    );
  }
  return looked;
};

/** A dealer's own pictures as a feed names them: by their content, below the dealer's address, each once. */
export class OwnPictures {
  readonly #looked: ReadonlyMap<string, Looked | null>;
  readonly #baseUrl: string;
  readonly #shownAs = new Map<string, Map<string, string>>();

  /** By address; null where nobody has looked yet. */
  constructor(looked: ReadonlyMap<string, Looked | null>, baseUrl: string) {
    this.#looked = looked;
    this.#baseUrl = baseUrl;
  }

  /** The offer with those that are there; one that is left without any waits. */
  on(offer: Offer): Offer {
    const { ad } = offer;
    if (!ad?.images.some((address) => this.#looked.has(address))) return offer;
    const named = ad.images.flatMap((address) => this.#named(address, offer));
    const images = [...new Set(named)].slice(0, MOST_PICTURES);
    const next = { ...offer, ad: { ...ad, images } };
    if (images.length > 0 || offer.verdict !== 'published') return next;
    return { ...next, verdict: 'review', reasons: [reason('picture-missing')] };
  }

  #named(address: string, { modelCode, listed }: Offer): string[] {
    const looked = this.#looked.get(address);
    if (looked === undefined) return [address];
    if (looked === null || !('name' in looked)) return [];
    const colors = this.#shownAs.get(looked.name) ?? new Map<string, string>();
    if (listed?.color) this.#shownAs.set(looked.name, colors.set(listed.color, modelCode));
    return [new URL(looked.name, this.#baseUrl).href];
  }

  /** What a person should know: what could not be had, and what is shown of machines in different colours. */
  get notes(): Reason[] {
    const lost = [...this.#looked].flatMap(([address, looked]) => {
      if (looked === null) return [reason('picture-own-later', { address })];
      return 'reason' in looked ? [looked.reason] : [];
    });
    const shared = [...this.#shownAs]
      .filter(([, colors]) => colors.size > 1)
      .map(([name, colors]) =>
        reason('picture-of-several-colours', {
          address: this.#addressOf(name),
          codes: [...colors.values()],
          colors: [...colors.keys()],
        }),
      );
    return [...lost, ...shared];
  }

  #addressOf(name: string): string {
    const found = [...this.#looked].find(([, looked]) => looked && 'name' in looked && looked.name === name);
    return found?.[0] ?? name;
  }
}

/**
 * Looks once at each picture that the dealer names, by the rules for untrusted hosts, and keeps what is a whole JPEG or PNG
 * of at most 25 MB under its content's name, by which it is brought to the host as those of books are. An address that
 * gave nothing is asked again after an hour.
 */
export const ownPictures = async (
  dealer: Dealer,
  records: readonly StockRecord[],
  ports: PicturePorts,
): Promise<OwnPictures> => {
  const addresses = addressesOf(dealer, records);
  const { baseUrl } = dealer.pictures;
  if (addresses.length === 0) return new OwnPictures(new Map(), baseUrl);
  const key = keyOf(dealer, ports);
  const before = (await ports.artefacts.head(key)) ? await readJson(ports.artefacts, key, LookedAt) : {};
  const now = ports.clock();
  const missing = addresses.filter((address) => !isKept(before[address]));
  const put = await lookAtPut(missing, dealer, ports);
  const known = { ...before, ...Object.fromEntries(put) };
  const unseen = missing.filter((address) => !isKept(known[address]) && !isLost(known[address], now));
  const after = { ...known, ...Object.fromEntries(await lookAtNew(unseen, ports)) };
  if (put.length + unseen.length > 0) await writeJson(ports.artefacts, key, after);
  return new OwnPictures(new Map(addresses.map((address) => [address, after[address] ?? null])), baseUrl);
};
