import * as z from 'zod';
import type { Rejection } from '#contracts/outcome.ts';
import { reasonKey } from '#contracts/reason.ts';
import type { Hand } from '#functions/validate/review/editable-fields.ts';
import { reason } from '#messages/reason.ts';
import { channelNamed } from '#shared/in-channel.ts';
import { reviewSubject } from '#shared/review-items.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { ProductAnswer, ReviewItem } from '#shared/table/records.ts';
import type { Actor } from '../acts.ts';
import { newestFeed } from '../feeds/feed.ts';
import { adsLeaving, announceWithdrawal } from '../offers/withdraw.ts';
import type { DeskPorts } from '../ports.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { acceptance, edition, type JudgedMachine, type Judges, keepingOut } from './answers.ts';
import { identityOf, judgesOf, nameOf, type Subject, subjectsNamed } from './queue.ts';

/** What a person says of subjects, by the queue's names for them or by model codes. */
export const AnswerReview = z.strictObject({
  dealerId: z.string(),
  /** `edit` sets values, `reject` keeps out, `reopen` forgets what was said. */
  action: z.enum(['accept', 'edit', 'reject', 'reopen']),
  subjects: z.array(z.string()).min(1),
  /** With edit. */
  values: z.array(z.strictObject({ field: z.string(), value: z.string() })).default([]),
  /** With reject: stands in the record and in the reasons. */
  why: z.string().default(''),
  /** That the last ad goes, or more than half of them, or that twins are published, was asked and is meant. */
  confirmed: z.boolean().default(false),
});
export type AnswerReview = z.infer<typeof AnswerReview>;

/** One thing to write: what the change guard is told, or what is known of a machine from now on. */
type Effect = { guarded: ReviewItem } | { machine: JudgedMachine; answer: ProductAnswer | null };

const STATUSES: Partial<Record<AnswerReview['action'], ReviewItem['status']>> = {
  accept: 'accepted',
  reject: 'rejected',
  reopen: 'open',
};

const ofGuarded = (item: ReviewItem, { action }: AnswerReview): Effect => {
  if (STATUSES[action]) return { guarded: item };
  const machine = reviewSubject({ ...item, kind: 'product' });
  throw new Refusal(reason('not-editable', { subject: item.subject, machine }));
};

/** Null forgets what was said. */
const saidOf = (
  machine: JudgedMachine,
  { dealerId, action, values, why }: AnswerReview,
  hand: Hand,
  judges: Judges,
): ProductAnswer | Rejection | null => {
  const answering = { machine, dealerId, hand };
  if (action === 'accept') return acceptance(answering);
  if (action === 'edit') return edition(answering, values, judges);
  return action === 'reject' ? keepingOut(answering, why) : null;
};

const effectsOf = (subjects: Subject[], wish: AnswerReview, hand: Hand, judges: Judges): Effect[] =>
  subjects.map((subject) => {
    if ('guarded' in subject) return ofGuarded(subject.guarded, wish);
    const answer = saidOf(subject.machine, wish, hand, judges);
    return { machine: subject.machine, answer: answer && orRefuse(answer) };
  });

/** Somebody else was faster. */
const changedMeanwhile = (subject: string): Refusal => new Refusal(reason('changed-meanwhile', { subject }));

/** Never over a withdrawal that came meanwhile: throws `Refusal`. */
export const putAnswer = async (answer: ProductAnswer, { table }: DeskPorts): Promise<void> => {
  if (answer.keptOut) return table.productAnswers.put(answer);
  const put = await table.productAnswers.putIf(answer, (stored, { notExists }) => notExists(stored.keptOut));
  if (!put) throw changedMeanwhile(answer.modelCode);
};

const decideGuarded = async (
  { dealerId, subject, proposed }: ReviewItem,
  { action }: AnswerReview,
  { by: answeredBy, at: updatedAt }: Hand,
  { table }: DeskPorts,
): Promise<void> => {
  const status = STATUSES[action];
  const patched = await table.guardItems.patchIf(
    { dealerId, subject },
    { ...(status && { status }), answeredBy, updatedAt },
    (stored, { eq }) => eq(stored.proposed, proposed),
  );
  if (!patched) throw changedMeanwhile(subject);
};

const write = async (effect: Effect, wish: AnswerReview, hand: Hand, ports: DeskPorts): Promise<void> => {
  if ('guarded' in effect) await decideGuarded(effect.guarded, wish, hand, ports);
  else if (effect.answer) await putAnswer(effect.answer, ports);
  else await ports.table.productAnswers.remove({ dealerId: wish.dealerId, ...identityOf(effect.machine) });
};

/** Machines that leave the feed by this answer. */
const leavingBy = ({ action }: AnswerReview, subjects: Subject[]) =>
  action === 'reject' ? subjects.flatMap((each) => ('machine' in each ? identityOf(each.machine) : [])) : [];

const askFirst = async (
  wish: AnswerReview,
  machines: ReturnType<typeof leavingBy>,
  ports: DeskPorts,
): Promise<void> => {
  const { dealerId, confirmed } = wish;
  if (machines.length > 0) orRefuse(await adsLeaving({ dealerId, machines, confirmed }, ports));
};

/** That machines would be published beside their twins is said before it is done. */
const refuseTwins = ({ action, confirmed, dealerId }: AnswerReview, subjects: readonly Subject[]): void => {
  if (action !== 'accept' || confirmed) return;
  const twins = subjects.flatMap((subject) =>
    'machine' in subject ? subject.machine.product.reasons.filter(({ code }) => code === 'ads-alike') : [],
  );
  const groups = [...new Map(twins.map((twin) => [reasonKey(twin), twin.values])).values()];
  const codes = [...new Set(groups.flatMap((values) => values.codes as string[]))];
  const moreCodes = groups.reduce((sum, values) => sum + Number(values.moreCodes ?? 0), 0);
  const named = { codes, ...(moreCodes > 0 && { moreCodes }) };
  if (codes.length > 0) throw new Refusal(reason('twins-unconfirmed', { dealerId, ...named }));
};

/** An answer to the guard changes no offer, but the feed that is made of them; what is kept out leaves at once. */
const announce = async (dealerId: string, leaves: boolean, hand: Hand, ports: DeskPorts): Promise<void> => {
  if (!leaves) return void (await ports.table.states.add({ dealerId }, { offersRevision: 1 }));
  await ports.acts.untilEnded('delivery', await announceWithdrawal(dealerId, hand, ports));
};

const detailsOf = (subject: Subject, { values, why }: AnswerReview) =>
  'guarded' in subject
    ? { proposed: subject.guarded.proposed }
    : { ...(values.length > 0 && { values }), ...(why && { why }) };

/**
 * Records and writes the answers, all or, where one of them cannot be given, none, and judges the dealer's lists again.
 * Gives the subjects answered, and the feed that came of it. Throws `Refusal`.
 */
export const answerReview = async (
  actor: Actor,
  wish: AnswerReview,
  ports: DeskPorts,
): Promise<{ answered: string[]; feed: FeedVersion | null }> => {
  const { dealerId, action } = wish;
  const [subjects, judges] = [await subjectsNamed(dealerId, wish.subjects, ports), await judgesOf(ports)];
  const leaving = leavingBy(wish, subjects);
  // What cannot be said is refused before anything is written down.
  effectsOf(subjects, wish, { by: actor.who, at: ports.clock().toISOString() }, judges);
  refuseTwins(wish, subjects);
  await askFirst(wish, leaving, ports);
  const answered = subjects.map(nameOf);
  const subjectDetails = subjects.map((each) => [nameOf(each), detailsOf(each, wish)]);
  const details = { ...Object.fromEntries(subjectDetails), ...channelNamed(ports) };
  const deed = { dealerId, action: `review.${action}`, subject: answered.join(', '), details };
  await ports.acts.perform(actor, deed, async ({ who: by, at }) => {
    for (const effect of effectsOf(subjects, wish, { by, at }, judges))
      await write(effect, wish, { by, at }, ports);
    await announce(dealerId, leaving.length > 0, { by, at }, ports);
  });
  return { answered, feed: await newestFeed(dealerId, ports) };
};
