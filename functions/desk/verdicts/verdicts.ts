import * as z from 'zod';
import type { Reason } from '#contracts/reason.ts';
import type { AdHistory, Place, ShownField } from '#contracts/shown-ad.ts';
import { Judged } from '#functions/verdict/judge.ts';
import { explained } from '#functions/verdict/judge-ad.ts';
import { fieldsOfMessage } from '#marketplace/avito-api/field-words.ts';
import { reason } from '#messages/reason.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import {
  type AdStanding,
  type AdVerdict,
  STANDINGS_OF_ADS,
  type UploadRecord,
  type WindowVerdict,
} from '#shared/table/verdict-records.ts';
import type { Actor } from '../acts.ts';
import { historyOfAd } from '../ads/ad-history.ts';
import { fieldPlaces } from '../ads/places.ts';
import { dealersNamed, refuseUnknownDealer } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';

/** Whose verdicts: all dealers', where none is named; and how the ads stand, where not all are wanted. */
export const ListVerdicts = z.strictObject({
  dealerId: z.string().optional(),
  standing: z.enum(STANDINGS_OF_ADS).optional(),
});

/** What the marketplace said of a dealer's loads and ads. */
export interface DealerVerdicts {
  dealerId: string;
  /** Null where the dealer names no account. */
  lacks: Reason | null;
  /** Newest first. */
  loads: UploadRecord[];
  windows: WindowVerdict[];
  ads: AdVerdict[];
}

const byTime = (one: UploadRecord, other: UploadRecord): number =>
  (other.startedAt ?? other.seenAt).localeCompare(one.startedAt ?? one.seenAt);

const lacking = async (dealerId: string, { table }: Ports): Promise<Reason | null> =>
  (await table.dealers.get({ dealerId }))?.configuration.avito ? null : reason('avito-unnamed', { dealerId });

const verdictsOf = async (
  dealerId: string,
  standing: AdStanding | undefined,
  ports: Ports,
): Promise<DealerVerdicts> => {
  const { uploads, windowVerdicts, verdicts } = ports.table;
  const ads = await verdicts.query({ dealerId });
  return {
    ...{ dealerId, lacks: await lacking(dealerId, ports) },
    loads: (await uploads.query({ dealerId })).toSorted(byTime),
    windows: (await windowVerdicts.query({ dealerId })).toReversed(),
    ads: ads.filter((ad) => standing === undefined || ad.standing === standing),
  };
};

/** How loads ended and ads stand. Throws `Refusal` for a dealer that nobody knows. */
export const listVerdicts = async (
  { dealerId, standing }: z.infer<typeof ListVerdicts>,
  ports: Ports,
): Promise<DealerVerdicts[]> => {
  const found: DealerVerdicts[] = [];
  for (const id of await dealersNamed(dealerId, ports)) found.push(await verdictsOf(id, standing, ports));
  return found;
};

/** Which ad, by our Id or by the marketplace's number; the dealer where several have it. */
export const ShowVerdict = z.strictObject({ ad: z.string().min(1), dealerId: z.string().optional() });

/** A message of the marketplace's, what it means to us, and the cells that it leads back to. */
export interface ShownMessage {
  type: string | null;
  reason: Reason;
  /** Of the fields that it is about: their values, and where these stand in the dealer's documents. */
  fields: (ShownField & { places: Place[] })[];
}

/** An ad's verdict, its messages explained, and what we have published since. */
export interface ShownVerdict {
  verdict: AdVerdict;
  messages: ShownMessage[];
  since: AdHistory[];
}

const withAd = async (ad: string, dealerId: string, { table }: Ports): Promise<AdVerdict[]> => {
  const byNumber = await table.adNumbers.get({ dealerId, avitoId: ad });
  const verdict = await table.verdicts.get({ dealerId, adId: byNumber?.adId ?? ad });
  return verdict ? [verdict] : [];
};

const findVerdict = async (
  { ad, dealerId }: z.infer<typeof ShowVerdict>,
  ports: Ports,
): Promise<AdVerdict> => {
  const found: AdVerdict[] = [];
  for (const id of await dealersNamed(dealerId, ports)) found.push(...(await withAd(ad, id, ports)));
  const [first] = found;
  if (!first) throw new Refusal(reason('verdict-unknown', { ad }));
  if (found.length === 1) return first;
  throw new Refusal(reason('ad-ambiguous', { adId: ad, dealers: found.map((verdict) => verdict.dealerId) }));
};

/** How an ad stands at the marketplace, why, and from which cells that comes. Throws `Refusal`. */
export const showVerdict = async (wish: z.infer<typeof ShowVerdict>, ports: Ports): Promise<ShownVerdict> => {
  const verdict = await findVerdict(wish, ports);
  const { dealerId, adId, feedVersion } = verdict;
  const messages: ShownMessage[] = [];
  for (const message of verdict.messages)
    messages.push({
      type: message.type,
      reason: explained(message),
      fields: await fieldPlaces(adId, dealerId, fieldsOfMessage(message), ports),
    });
  const since = (await historyOfAd(adId, dealerId, ports)).filter(({ version }) => version > feedVersion);
  return { verdict, messages, since };
};

/** Which load, by the marketplace's number. */
export const ShowLoad = z.strictObject({ uploadId: z.string().min(1) });

/** A load with all that was made of it; `judged` is null where its ads could not be read. */
export interface ShownLoad {
  load: UploadRecord;
  judged: Judged | null;
}

/** Throws `Refusal` where no load of that number was read. */
export const showLoad = async ({ uploadId }: z.infer<typeof ShowLoad>, ports: Ports): Promise<ShownLoad> => {
  for (const dealerId of await dealersNamed(undefined, ports)) {
    const load = await ports.table.uploads.get({ dealerId, uploadId });
    if (load)
      return { load, judged: load.judged ? await readJson(ports.artefacts, load.judged, Judged) : null };
  }
  throw new Refusal(reason('load-unknown', { uploadId }));
};

export const ReadVerdicts = z.strictObject({ dealerId: z.string() });

/** Throws `Refusal` for a dealer that nobody knows, or that names no account at the marketplace. */
export const refuseWithoutAccount = async (dealerId: string, ports: Ports): Promise<void> => {
  await refuseUnknownDealer(dealerId, ports);
  const lacks = await lacking(dealerId, ports);
  if (lacks) throw new Refusal(lacks);
};

/** Reads a dealer's verdict now, whatever its windows. Throws `Refusal`. */
export const readVerdicts = async (
  actor: Actor,
  { dealerId }: z.infer<typeof ReadVerdicts>,
  ports: DeskPorts,
): Promise<DealerVerdicts> => {
  await refuseWithoutAccount(dealerId, ports);
  const deed = { dealerId, action: 'verdict.read', subject: dealerId, details: {} };
  await ports.acts.perform(actor, deed, async ({ at }) => {
    const name = ports.newId();
    await ports.machines.start('verdict', name, { at, dealerId });
    await ports.acts.untilEnded('verdict', name);
  });
  return verdictsOf(dealerId, undefined, ports);
};
