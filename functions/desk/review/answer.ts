import { refused, UsageError } from '#cli/command.ts';
import { isRejection, type Rejection } from '#contracts/outcome.ts';
import type { Hand } from '#functions/validate/review/editable-fields.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { type Act, audited, causeOf } from '#shared/audit.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { reviewSubject } from '#shared/review-subject.ts';
import type { ProductAnswer, ReviewItem } from '#shared/table/records.ts';
import { actOf } from '../acts/act.ts';
import { refreshByHand } from '../acts/refresh-by-hand.ts';
import { untilEnded } from '../acts/until-ended.ts';
import { adsLeaving, announceWithdrawal } from '../offers/withdraw.ts';
import type { Workplace } from '../workplace.ts';
import type { JudgedMachine } from './answers.ts';
import type { Subject } from './find-items.ts';

/** What a person says of a subject: for a machine its new answer, for an item of the change guard a yes or no. */
export interface Wish {
  action: 'accept' | 'edit' | 'reject' | 'reopen';
  dealerId: string;
  subjects: Subject[];
  /** That the last ad goes, or more than half of them, was asked and is meant. */
  confirmed: boolean;
  /** Null forgets what was said. */
  ofMachine(machine: JudgedMachine, hand: Hand): ProductAnswer | Rejection | null;
}

/** One thing to write. */
type Effect = { item: ReviewItem } | { machine: JudgedMachine; answer: ProductAnswer | null };

const identityOf = ({ product }: JudgedMachine) => ({
  brand: product.brand ?? '',
  modelYear: product.modelYear ?? 0,
  modelCode: product.modelCode,
});

const STATUSES: Partial<Record<Wish['action'], ReviewItem['status']>> = {
  accept: 'accepted',
  reject: 'rejected',
  reopen: 'open',
};

const ofGuarded = (item: ReviewItem, { action }: Wish): Effect => {
  if (STATUSES[action]) return { item };
  throw new UsageError(
    `${item.subject} can be accepted or rejected; to edit the machine, name it ${reviewSubject({ ...item, kind: 'product' })}`,
  );
};

const ofMachine = (machine: JudgedMachine, wish: Wish, hand: Hand): Effect => {
  const answer = wish.ofMachine(machine, hand);
  if (answer && isRejection(answer)) throw refused(answer);
  return { machine, answer };
};

const subjectOf = (effect: Effect): string =>
  'item' in effect ? effect.item.subject : reviewSubject({ ...identityOf(effect.machine), kind: 'product' });

const answered = ({ action }: Wish, { who, at }: Act): Partial<ReviewItem> => ({
  ...(STATUSES[action] && { status: STATUSES[action] }),
  answeredBy: who,
  updatedAt: at,
});

/** Never over a withdrawal that came meanwhile. */
const putAnswer = async (answer: ProductAnswer, { productAnswers }: Ports['table']): Promise<void> => {
  if (answer.keptOut) return productAnswers.put(answer);
  const put = await productAnswers.putIf(answer, (stored, { notExists }) => notExists(stored.keptOut));
  if (!put) throw new UsageError(`${answer.modelCode} was withdrawn meanwhile: look at it again`);
};

const write = async (effect: Effect, wish: Wish, act: Act, { table }: Ports): Promise<void> => {
  const { dealerId } = wish;
  if ('item' in effect) {
    const { subject, proposed } = effect.item;
    const patched = await table.reviews.patchIf(
      { dealerId, subject },
      answered(wish, act),
      (stored, { eq }) => eq(stored.proposed, proposed),
    );
    if (!patched) throw new UsageError(`${subject} has changed meanwhile: look at it again`);
  } else if (effect.answer) await putAnswer(effect.answer, table);
  else await table.productAnswers.remove({ dealerId, ...identityOf(effect.machine) });
};

/** Machines that leave the feed by this answer. */
const leavingBy = ({ action }: Wish, effects: Effect[]) =>
  action === 'reject'
    ? effects.flatMap((effect) => ('machine' in effect ? identityOf(effect.machine) : []))
    : [];

const askFirst = async (wish: Wish, effects: Effect[], ports: Workplace): Promise<void> => {
  const machines = leavingBy(wish, effects);
  if (machines.length === 0) return;
  const { feed } = choosePart('marketplace', MARKETPLACES, ports.parts.marketplace);
  const { dealerId, confirmed } = wish;
  const ads = await adsLeaving({ dealerId, machines, confirmed }, feed, ports);
  if (isRejection(ads)) throw refused(ads);
};

/** An answer to the guard changes no offer, but the feed that is made of them; what is kept out leaves at once. */
const announce = async (wish: Wish, effects: Effect[], hand: Hand, ports: Ports): Promise<void> => {
  const { dealerId } = wish;
  if (leavingBy(wish, effects).length === 0)
    return void (await ports.table.states.add({ dealerId }, { offersRevision: 1 }));
  await untilEnded('delivery', await announceWithdrawal(dealerId, hand, ports), ports);
};

const detailsOf = (effect: Effect) =>
  'item' in effect ? { proposed: effect.item.proposed } : { answer: effect.answer };

/**
 * Records and writes the answers, all or, where one of them cannot be given, none, and judges the dealer's
 * lists again. Gives the subjects answered. Throws `UsageError` saying what to do instead.
 */
export const answer = async (wish: Wish, ports: Workplace): Promise<string[]> => {
  const { dealerId, action, subjects } = wish;
  const draft = actOf({ dealerId, action: `review.${action}`, subject: '', details: {} }, ports);
  const hand = { by: draft.who, at: draft.at };
  const effects = subjects.map((subject) =>
    'guarded' in subject ? ofGuarded(subject.guarded, wish) : ofMachine(subject.machine, wish, hand),
  );
  const names = effects.map(subjectOf);
  const details = Object.fromEntries(effects.map((effect) => [subjectOf(effect), detailsOf(effect)]));
  const act = { ...draft, subject: names.join(', '), details };
  await askFirst(wish, effects, ports);
  await audited(act, ports, async () => {
    for (const effect of effects) await write(effect, wish, act, ports);
    await announce(wish, effects, hand, ports);
    await refreshByHand({ dealerId, from: 'validate', cause: causeOf(act) }, ports);
  });
  return names;
};
