import * as z from 'zod';
import { isRejection, type Rejection, rejected } from '#contracts/outcome.ts';
import type { Reason } from '#contracts/reason.ts';
import { presentAds } from '#functions/stock/take-in.ts';
import { reason } from '#messages/reason.ts';
import { feedStateOf } from '#shared/feed-state.ts';
import { sha256 } from '#shared/hash.ts';
import { channelNamed, inChannel, inChannelsOf } from '#shared/in-channel.ts';
import { adsKeptOut, keptOutOf } from '#shared/kept-out.ts';
import { noteSale } from '#shared/objectives.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { Offer, ProductAnswer } from '#shared/table/records.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { newestFeed, receiptOf } from '../feeds/feed.ts';
import type { DeskPorts } from '../ports.ts';
import { orRefuse } from '../refusal.ts';

type WithdrawPorts = Pick<Ports, 'table' | 'artefacts' | 'machines' | 'parts'>;

type Word = NonNullable<ProductAnswer['keptOut']>;
type Machine = Pick<Offer, 'brand' | 'modelYear' | 'modelCode'>;

/** What is not sold any more, and on whose word. */
interface Withdrawal {
  dealerId: string;
  codes: readonly string[];
  keptOut: Word;
  /** That its last ad goes, or more than half of them, was asked and is meant. */
  confirmed: boolean;
}

/** Ids of ads that leave the dealer's feed in a channel. */
interface AdsLeaving {
  channel: string;
  ads: string[];
}

/** What a withdrawal has set off. */
export interface Withdrawn {
  /** Ids of ads that leave the feed of each channel; an ad stays while another of its codes is for sale. */
  leaving: AdsLeaving[];
  /** The delivery that takes them off the public URL, by its execution's name. */
  delivery: string;
}

const mustConfirm = (going: number, of: number, dealerId: string, ports: WithdrawPorts): Rejection =>
  rejected(reason('confirm-withdrawal', { dealerId, going, of, ...channelNamed(ports) }));

/** From the table itself: the index by code may lack what a list has just brought, and that would stay for sale. */
const offersOf = async (
  { dealerId, codes }: Pick<Withdrawal, 'dealerId' | 'codes'>,
  { table }: WithdrawPorts,
) => {
  const found: Offer[] = [];
  for await (const offer of table.offers.stream({ dealerId }))
    if (codes.includes(offer.modelCode)) found.push(offer);
  const known = new Set(found.map(({ modelCode }) => modelCode));
  const missing = codes.filter((code) => !known.has(code));
  return missing.length > 0 ? rejected(reason('unknown-code', { dealerId, codes: missing })) : found;
};

/** Machines of a dealer that a person takes out, with what else has to be known. */
interface Leaving {
  dealerId: string;
  machines: readonly Machine[];
  confirmed: boolean;
}

const leavingHere = async (
  { dealerId, machines, confirmed }: Leaving,
  ports: WithdrawPorts,
): Promise<AdsLeaving | Rejection> => {
  const present = await presentAds(dealerId, ports);
  const out = await adsKeptOut(dealerId, await keptOutOf(dealerId, ports, machines), ports);
  const ads = [...present.intersection(out)];
  return !confirmed && 2 * ads.length > present.size
    ? mustConfirm(ads.length, present.size, dealerId, ports)
    : { channel: ports.table.channel, ads };
};

/**
 * The ads that would leave the feed of each channel with these machines. Refused, as a question that has to be asked
 * once, where that is the last of one's, or more than half.
 */
export const adsLeaving = async (
  leaving: Leaving,
  ports: WithdrawPorts,
): Promise<AdsLeaving[] | Rejection> => {
  const found = await inChannelsOf(leaving.dealerId, ports, (inOne) => leavingHere(leaving, inOne));
  return found.find(isRejection) ?? found.flatMap((each) => (isRejection(each) ? [] : each));
};

const keepOut = async (dealerId: string, machine: Machine, keptOut: Word, { table }: WithdrawPorts) => {
  const key = { dealerId, ...machine };
  const isNew = (await table.productAnswers.get(key)) === null;
  const answer = { ...key, edits: {}, keptOut };
  const put =
    isNew && (await table.productAnswers.putIf(answer, (stored, { notExists }) => notExists(stored.edits)));
  if (!put) await table.productAnswers.patchIf(key, { keptOut });
};

/**
 * Tells the dealer's next build and delivery that people have taken machines out, and gives the name under which a
 * delivery of that alone begins at once. The sweep goes by the same count, should nobody come to begin it.
 */
export const announceWithdrawal = async (
  dealerId: string,
  { by, at }: Pick<Word, 'by' | 'at'>,
  { table, machines }: WithdrawPorts,
): Promise<string> => {
  const { withdrawals = 0 } = await table.states.add({ dealerId }, { offersRevision: 1, withdrawals: 1 });
  await noteSale({ dealerId, at, withdrawal: withdrawals }, { table });
  const name = `withdraw-${sha256(`${dealerId}\n${by}\n${at}`).slice(0, 40)}`;
  await machines.start('delivery', name, { at, mode: 'withdraw', dealerId });
  return name;
};

const machineOf = ({ brand, modelYear, modelCode }: Offer): Machine => ({ brand, modelYear, modelCode });

/**
 * Keeps machines out of the feed until somebody brings them back, whether a list in force still names them or not;
 * in each model year that has the code. Their ads leave the public URL at once, whatever holds the next feed.
 * Refused, and nothing done, where the dealer never offered one of them, or too much would go unasked.
 */
export const withdraw = async (
  { dealerId, codes, keptOut, confirmed }: Withdrawal,
  ports: WithdrawPorts,
): Promise<Rejection | Withdrawn> => {
  const offers = await offersOf({ dealerId, codes }, ports);
  if (isRejection(offers)) return offers;
  const machines = offers.map(machineOf);
  const leaving = await adsLeaving({ dealerId, machines, confirmed }, ports);
  if (isRejection(leaving)) return leaving;
  // Counted first as well: a process killed on the way leaves to the sweep what it has written.
  await ports.table.states.add({ dealerId }, { withdrawals: 1 });
  for (const machine of machines) await keepOut(dealerId, machine, keptOut, ports);
  return { leaving, delivery: await announceWithdrawal(dealerId, keptOut, ports) };
};

/**
 * Ends a withdrawal: what a list in force offers of these codes comes back with the next feed, under its old Id.
 * Refused, and nothing done, where one of them is not kept out.
 */
export const bringBack = async (
  { dealerId, codes }: Pick<Withdrawal, 'dealerId' | 'codes'>,
  { table }: Pick<Ports, 'table'>,
): Promise<Rejection | null> => {
  const answers = await table.productAnswers.query({ dealerId });
  const keptOut = answers.filter((answer) => answer.keptOut && codes.includes(answer.modelCode));
  const others = codes.filter((code) => !keptOut.some(({ modelCode }) => modelCode === code));
  if (others.length > 0) return rejected(reason('not-withdrawn', { dealerId, codes: others }));
  for (const { keptOut: _, ...answer } of keptOut) await table.productAnswers.put(answer);
  await table.states.add({ dealerId }, { offersRevision: 1 });
  return null;
};

/** Codes that a person speaks of, and why. */
const Codes = z.strictObject({
  dealerId: z.string(),
  codes: z.array(z.string()).min(1),
  why: z.string().default(''),
});

/** What is not sold any more; `confirmed` that its last ad goes, or more than half of them. */
export const WithdrawOffers = Codes.extend({ confirmed: z.boolean().default(false) });

/** What came of it at a channel's public URL. */
export interface AtUrl extends AdsLeaving {
  /** Nothing was live; the URL serves none of the ads any more; or it still does, and why. */
  url: 'nothing-live' | 'gone' | 'still-served';
  halted: Reason | null;
  lastReason: Reason | null;
}

interface OffersWithdrawn {
  /** What came of it in each, the first one first. */
  channels: AtUrl[];
  /** The version that the lists made of it. */
  feed: FeedVersion | null;
}

/** Whether the public URL of the table's channel has followed what people have taken out. */
export const atUrl = async (
  dealerId: string,
  ports: Pick<Ports, 'table'>,
): Promise<Pick<AtUrl, 'url' | 'halted'>> => {
  const state = await feedStateOf(dealerId, ports);
  if (!state || state.verifiedFeed === 0) return { url: 'nothing-live', halted: null };
  const isGone = (state.withdrawn ?? 0) >= (state.withdrawals ?? 0);
  return { url: isGone ? 'gone' : 'still-served', halted: state.halted ?? null };
};

const comeOf = async (
  dealerId: string,
  leaving: AdsLeaving,
  ended: () => Promise<unknown>,
  given: DeskPorts,
): Promise<AtUrl> => {
  const ports = inChannel(leaving.channel, given);
  const lastReason = (await receiptOf(dealerId, ended, ports))?.reason ?? null;
  return { ...leaving, ...(await atUrl(dealerId, ports)), lastReason };
};

/**
 * Withdraws codes on a person's word: their ads leave the URL before the lists are judged again, which takes its
 * time. Throws `Refusal`.
 */
export const withdrawOffers = async (
  actor: Actor,
  { dealerId, codes, why, confirmed }: z.infer<typeof WithdrawOffers>,
  ports: DeskPorts,
): Promise<OffersWithdrawn> => {
  await refuseUnknownDealer(dealerId, ports);
  const deed = { dealerId, action: 'offers.withdraw', subject: codes.join(' '), details: { codes, why } };
  const done = await ports.acts.perform(actor, deed, async ({ who: by, at }) => {
    const wish = { dealerId, codes, keptOut: { why, by, at }, confirmed };
    const { leaving, delivery } = orRefuse(await withdraw(wish, ports));
    const ended = () => ports.acts.untilEnded('delivery', delivery);
    return { channels: await Promise.all(leaving.map((each) => comeOf(dealerId, each, ended, ports))) };
  });
  return { ...done, feed: await newestFeed(dealerId, ports) };
};

export const BringBackOffers = Codes;

/** Brings codes back on a person's word, as far as a list in force offers them. Throws `Refusal`. */
export const bringOffersBack = async (
  actor: Actor,
  { dealerId, codes, why }: z.infer<typeof BringBackOffers>,
  ports: DeskPorts,
): Promise<FeedVersion | null> => {
  await refuseUnknownDealer(dealerId, ports);
  const deed = { dealerId, action: 'offers.back', subject: codes.join(' '), details: { codes, why } };
  await ports.acts.perform(actor, deed, async () => {
    orRefuse((await bringBack({ dealerId, codes }, ports)) ?? {});
  });
  return newestFeed(dealerId, ports);
};
