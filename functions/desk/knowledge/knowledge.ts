import * as z from 'zod';
import { workOutAnew } from '#functions/catalogue/work-out-anew.ts';
import type { Hand } from '#functions/validate/review/editable-fields.ts';
import { reason } from '#messages/reason.ts';
import { normalise } from '#reference/naming/normalise.ts';
import type { Act } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import { MEANING_KINDS, type TaughtMeaning } from '#shared/table/knowledge-records.ts';
import type { SharedMatch } from '#shared/table/records.ts';
import { meaningScope, meaningsFor } from '#shared/taught-meanings.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { newestFeed } from '../feeds/feed.ts';
import type { DeskPorts } from '../ports.ts';
import { readWaiting } from '../questions/lists-anew.ts';
import { readWithout } from '../questions/of-headings.ts';
import { Refusal } from '../refusal.ts';
import {
  type ForAll,
  meaningForAll,
  nameForAll,
  putForAll,
  refuseSharedOtherwise,
  workOutBooks,
} from './for-all.ts';
import {
  calledOf,
  keyOf,
  MeaningNamed,
  type MeaningPlan,
  planMeanings,
  type TeachMeanings,
  valuesGained,
} from './plan.ts';

/** What is known of a printed text: what it means, or of a model as lists print it the marketplace's name. */
const KnowledgeNamed = MeaningNamed.extend({ kind: z.enum([...MEANING_KINDS, 'name']).default('label') });
type KnowledgeNamed = z.infer<typeof KnowledgeNamed>;

/** Printed texts of which a dealer's meanings are meant, or with `ofAll` those for all dealers. */
export const ForgetMeanings = z.strictObject({
  dealerId: z.string(),
  meanings: z.array(KnowledgeNamed).min(1),
  ofAll: z.boolean().default(false),
});
export type ForgetMeanings = z.infer<typeof ForgetMeanings>;

/** Meanings of a dealer that are to hold for all. */
export const PromoteMeanings = ForgetMeanings.omit({ ofAll: true });
export type PromoteMeanings = z.infer<typeof PromoteMeanings>;

/** What is said of a printed text. */
interface Said extends Pick<TaughtMeaning, 'text' | 'section' | 'printed' | 'means'> {
  kind: KnowledgeNamed['kind'];
}

/** What came of it. */
export interface Learned {
  /** Each with what it is called in plain words. */
  meanings: (Said & { called: string | null })[];
  /** The newest feed, once the lists have seen it. */
  feed: FeedVersion | null;
}

const namesOf = (meanings: readonly Pick<Said, 'printed'>[]): string =>
  meanings.map(({ printed }) => printed).join(', ');

const withNames = <One extends Pick<Said, 'means' | 'kind'>>(meanings: readonly One[]) =>
  meanings.map((one) => ({
    ...one,
    called: one.kind === 'name' || one.kind === 'heading' ? one.means : calledOf(one.means),
  }));

/** For the trail: what was said of what. */
const detailsOf = (meanings: readonly Said[]) => ({
  meanings: meanings.map(({ kind, text, printed, section, means }) => ({
    ...{ kind, printed, section, means },
    ...(kind === 'name' && { text }),
  })),
});

const headingsIn = (said: readonly Pick<Said, 'kind' | 'text'>[]): string[] =>
  said.flatMap(({ kind, text }) => (kind === 'heading' ? text : []));

/** Keeps what a plan says, works the dealer's books out anew and reads the lists that waited for a heading: a part of an act, which has the lists see it. */
export const keepMeanings = async (
  { dealerId, meanings }: Pick<MeaningPlan, 'dealerId' | 'meanings'>,
  { who: taughtBy, at: taughtAt }: Pick<Act, 'who' | 'at'>,
  ports: DeskPorts,
): Promise<void> => {
  for (const meaning of meanings) await ports.table.meanings.put({ ...meaning, taughtBy, taughtAt });
  await workOutAnew(dealerId, ports);
  await readWaiting(dealerId, headingsIn(meanings), `taught: ${taughtAt}`, ports);
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

/** Something that is known, and how it is forgotten or made good for all. */
interface Held {
  said: Said;
  /** Of a heading: who said it and when. */
  hand?: Hand;
  forAll: ForAll;
  forget(): Promise<void>;
}

const saidOf = ({ kind, text, section, printed, means }: Said): Said => ({
  kind,
  text,
  section,
  printed,
  means,
});

const heldMeaning = async (
  named: MeaningNamed,
  { dealerId, ofAll }: ForgetMeanings,
  ports: Pick<Ports, 'table'>,
): Promise<Held | null> => {
  const record = await ports.table.meanings.get(keyOf(meaningScope(ofAll ? null : dealerId), named));
  return (
    record && {
      said: saidOf(record),
      ...(record.kind === 'heading' && { hand: { by: record.taughtBy, at: record.taughtAt } }),
      forAll: meaningForAll(record, ports),
      forget: () => ports.table.meanings.remove(record),
    }
  );
};

/** Names set by hand, as what is known of the models that they were set for. */
const nameSaid = ({ model, name, printed }: SharedMatch): Said => ({
  ...{ kind: 'name', text: model, section: '', printed, means: name.trim() },
});

const heldName = async (
  { text }: KnowledgeNamed,
  { dealerId, ofAll }: ForgetMeanings,
  ports: Pick<Ports, 'table'>,
): Promise<Held | null> => {
  const { manualMatches, sharedMatches } = ports.table;
  const kept: SharedMatch[] = await (ofAll ? sharedMatches.query({}) : manualMatches.query({ dealerId }));
  const model = normalise(text);
  const match = kept.find((each) => normalise(each.printed) === model || each.model === model);
  if (!match) return null;
  const forAll = nameForAll(match, ports);
  const forget = ofAll ? forAll.remove : () => manualMatches.remove({ dealerId, model: match.model });
  return { said: nameSaid(match), forAll, forget };
};

/** What is named, in its scope. Throws `Refusal` where one is not there. */
const heldNamed = (wish: ForgetMeanings, ports: Pick<Ports, 'table'>): Promise<Held[]> =>
  Promise.all(
    wish.meanings.map(async (named) => {
      const { kind } = named;
      const held = await (kind === 'name'
        ? heldName(named, wish, ports)
        : heldMeaning({ ...named, kind }, wish, ports));
      if (held) return held;
      throw new Refusal(reason('meaning-unknown', { dealerId: wish.dealerId, text: named.text }));
    }),
  );

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
    const held = await heldNamed(wish, ports);
    const said = held.map((one) => one.said);
    const effect = async () => {
      for (const { forget } of held) await forget();
      const whose = ofAll ? undefined : dealerId;
      await workOutBooks(whose, ports);
      const [first] = held
        .flatMap(({ hand }) => hand ?? [])
        .toSorted((one, other) => one.at.localeCompare(other.at));
      if (first) await readWithout(whose, { headings: headingsIn(said), hand: first }, ports);
      return said;
    };
    return { subject: namesOf(said), details: detailsOf(said), effect };
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
  const own = await heldNamed({ ...wish, ofAll: false }, ports);
  const meanings = own.map((one) => one.said);
  const said = own.map((one) => one.forAll);
  await Promise.all(said.map(refuseSharedOtherwise));
  const deed = {
    ...{ dealerId: null, action: 'knowledge.promote', subject: namesOf(meanings) },
    details: detailsOf(meanings),
  };
  await ports.acts.perform(actor, deed, async ({ who: by, at }) => {
    for (const one of said) await putForAll(one, { by, at });
    await workOutBooks(undefined, ports);
    await readWaiting(undefined, headingsIn(meanings), `for all: ${at}`, ports);
  });
  return { meanings: withNames(meanings), feed: await newestFeed(dealerId, ports) };
};

/** What holds for a dealer: whose word it is. */
export type Known = Said &
  Pick<TaughtMeaning, 'taughtBy' | 'taughtAt' | 'note'> & { called: string | null; by: 'dealer' | 'all' };

const knownMeaning = ({ scope, ...meaning }: TaughtMeaning): Omit<Known, 'called'> => ({
  ...meaning,
  by: scope === meaningScope(null) ? 'all' : 'dealer',
});

const knownName =
  (by: Known['by']) =>
  (match: SharedMatch): Omit<Known, 'called'> => ({
    ...nameSaid(match),
    ...{ taughtBy: match.setBy, taughtAt: match.setAt, by },
  });

/** The names set for models, the dealer's own before those for all. */
const knownNames = async (dealerId: string, { table }: Pick<Ports, 'table'>) => {
  const own = await table.manualMatches.query({ dealerId });
  const models = new Set(own.map(({ model }) => model));
  const ofAll = (await table.sharedMatches.query({})).filter(({ model }) => !models.has(model));
  return [...own.map(knownName('dealer')), ...ofAll.map(knownName('all'))];
};

/** What holds for a dealer, its own people's words first. Throws `Refusal` for one that nobody knows. */
export const listKnowledge = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<Known[]> => {
  await refuseUnknownDealer(dealerId, ports);
  const meanings = (await meaningsFor(dealerId, ports)).map(knownMeaning);
  return withNames([...meanings, ...(await knownNames(dealerId, ports))]);
};
