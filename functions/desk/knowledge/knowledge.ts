import * as z from 'zod';
import { workOutAnew } from '#functions/catalogue/work-out-anew.ts';
import { reason } from '#messages/reason.ts';
import type { Act } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import type { Meaning, TaughtMeaning } from '#shared/table/knowledge-records.ts';
import type { FeedVersion } from '#shared/table/records.ts';
import { meaningScope, meaningsFor } from '#shared/taught-meanings.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { newestFeed } from '../feeds/feed.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { meaningForAll, putForAll, refuseSharedOtherwise, workOutBooks } from './for-all.ts';
import {
  calledOf,
  keyOf,
  MeaningNamed,
  type MeaningPlan,
  planMeanings,
  type TeachMeanings,
  valuesGained,
} from './plan.ts';

/** Printed texts of which a dealer's meanings are meant, or with `ofAll` those for all dealers. */
export const ForgetMeanings = z.strictObject({
  dealerId: z.string(),
  meanings: z.array(MeaningNamed).min(1),
  ofAll: z.boolean().default(false),
});
export type ForgetMeanings = z.infer<typeof ForgetMeanings>;

/** Meanings of a dealer that are to hold for all. */
export const PromoteMeanings = ForgetMeanings.omit({ ofAll: true });
export type PromoteMeanings = z.infer<typeof PromoteMeanings>;

/** What came of it. */
export interface Learned {
  /** Each with what it is called in plain words. */
  meanings: (Meaning & { called: string | null })[];
  /** The newest feed, once the lists have seen it. */
  feed: FeedVersion | null;
}

const namesOf = (meanings: readonly Pick<TaughtMeaning, 'printed'>[]): string =>
  meanings.map(({ printed }) => printed).join(', ');

const withNames = <One extends Pick<Meaning, 'means'>>(meanings: readonly One[]) =>
  meanings.map((one) => ({ ...one, called: calledOf(one.means) }));

/** For the trail: what was said of what. */
const detailsOf = (meanings: readonly Meaning[]) => ({
  meanings: meanings.map(({ kind, printed, section, means }) => ({ kind, printed, section, means })),
});

/** Keeps what a plan says, and works the dealer's books out anew: a part of an act, which has the lists see it. */
export const keepMeanings = async (
  { dealerId, meanings }: Pick<MeaningPlan, 'dealerId' | 'meanings'>,
  { who: taughtBy, at: taughtAt }: Pick<Act, 'who' | 'at'>,
  ports: Ports,
): Promise<void> => {
  for (const meaning of meanings) await ports.table.meanings.put({ ...meaning, taughtBy, taughtAt });
  await workOutAnew(dealerId, ports);
};

/**
 * Keeps what printed texts mean for a dealer, has its books worked out by that, without reading a file, and its lists
 * matched once. Throws `Refusal` where what is printed speaks against it: see `planMeanings`.
 */
export const teachMeanings = async (
  actor: Actor,
  wish: TeachMeanings,
  ports: DeskPorts,
): Promise<Learned & { values: number }> => {
  const plan = await planMeanings(wish, ports);
  const { dealerId, meanings } = plan;
  const deed = {
    ...{ dealerId, action: 'knowledge.teach', subject: namesOf(meanings) },
    details: detailsOf(meanings),
  };
  await ports.acts.perform(actor, deed, (act) => keepMeanings(plan, act, ports));
  return {
    meanings: withNames(meanings),
    values: valuesGained(plan),
    feed: await newestFeed(dealerId, ports),
  };
};

/** The records of a scope that are named. Throws `Refusal` where one is not there. */
const recordsNamed = async (
  { dealerId, meanings, ofAll }: ForgetMeanings,
  { table }: Pick<Ports, 'table'>,
): Promise<TaughtMeaning[]> => {
  const scope = meaningScope(ofAll ? null : dealerId);
  return Promise.all(
    meanings.map(async (named) => {
      const record = await table.meanings.get(keyOf(scope, named));
      if (!record) throw new Refusal(reason('meaning-unknown', { dealerId, text: named.text }));
      return record;
    }),
  );
};

/** Forgets meanings: the dealer's books, or with `ofAll` everybody's, are what they were without them. Throws `Refusal`. */
export const forgetMeanings = async (
  actor: Actor,
  wish: ForgetMeanings,
  ports: DeskPorts,
): Promise<Learned> => {
  const { dealerId, ofAll } = wish;
  await refuseUnknownDealer(dealerId, ports);
  const subject = wish.meanings.map(({ text }) => text).join(', ');
  const asked = { dealerId: ofAll ? null : dealerId, action: 'knowledge.forget', subject };
  const meanings = await ports.acts.once(actor, asked, async () => {
    const named = await recordsNamed(wish, ports);
    const effect = async () => {
      for (const meaning of named) await ports.table.meanings.remove(meaning);
      await workOutBooks(ofAll ? undefined : dealerId, ports);
      return named;
    };
    return { subject: namesOf(named), details: detailsOf(named), effect };
  });
  return { meanings: withNames(meanings), feed: await newestFeed(dealerId, ports) };
};

/**
 * Has what a dealer's people said hold for all dealers; what they wrote beside it, and who they are, stays theirs. Throws
 * `Refusal`, also where something else holds for all.
 */
export const promoteMeanings = async (
  actor: Actor,
  wish: PromoteMeanings,
  ports: DeskPorts,
): Promise<Learned> => {
  const { dealerId } = wish;
  await refuseUnknownDealer(dealerId, ports);
  const own = await recordsNamed({ ...wish, ofAll: false }, ports);
  const scope = meaningScope(null);
  const meanings = own.map(({ kind, text, section, printed, means }) => ({
    ...{ scope, kind, text, section, printed, means },
  }));
  const said = meanings.map((meaning) => meaningForAll(meaning, ports));
  await Promise.all(said.map(refuseSharedOtherwise));
  const deed = {
    ...{ dealerId: null, action: 'knowledge.promote', subject: namesOf(meanings) },
    details: detailsOf(meanings),
  };
  await ports.acts.perform(actor, deed, async ({ who: by, at }) => {
    for (const one of said) await putForAll(one, { by, at });
    await workOutBooks(undefined, ports);
  });
  return { meanings: withNames(meanings), feed: await newestFeed(dealerId, ports) };
};

/** A meaning that holds for a dealer: whose word it is. */
export type Known = Omit<TaughtMeaning, 'scope'> & { called: string | null; by: 'dealer' | 'all' };

/** What holds for a dealer, its own people's words first. Throws `Refusal` for one that nobody knows. */
export const listKnowledge = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<Known[]> => {
  await refuseUnknownDealer(dealerId, ports);
  return withNames(await meaningsFor(dealerId, ports)).map(({ scope, ...meaning }) => ({
    ...meaning,
    by: scope === meaningScope(null) ? 'all' : 'dealer',
  }));
};
