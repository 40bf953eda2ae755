import * as z from 'zod';
import type { Effect as Shown } from '#contracts/question.ts';
import { type Reason, reasonKey } from '#contracts/reason.ts';
import { obstaclesOf } from '#functions/validate/review/apply-answers.ts';
import { reason } from '#messages/reason.ts';
import type { Act } from '#shared/audit.ts';
import { channelNamed } from '#shared/in-channel.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { GivenAnswer } from '#shared/table/knowledge-records.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { newestFeed } from '../feeds/feed.ts';
import { adsLeaving, announceWithdrawal } from '../offers/withdraw.ts';
import type { DeskPorts } from '../ports.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { allAsked, basisOfAsked, idOf, nobody } from './derive.ts';
import { codeOf, type Effect } from './effects.ts';
import { type Asked, type Choice, yearsIn } from './kind.ts';
import { standingOf } from './questions.ts';
import type { Machine, Standing } from './standing.ts';
import { adsAfter, differenceOf, standingWith } from './standing-with.ts';
import type { Step } from './step.ts';
import { planAll, seenFrom, writeAll } from './write.ts';

/** One question's answer. */
const Answer = z.strictObject({
  /** Its id, or the first signs of it. */
  question: z.string().min(4),
  option: z.string(),
  value: z.string().default(''),
  /** Of the machines that it is about these alone. */
  codes: z.array(z.string()).min(1).optional(),
  /** As the question had it when it was shown, or the first signs of it: an answer to something else is refused. */
  basis: z.string().min(4).optional(),
});
type Answer = z.infer<typeof Answer>;

export const AnswerQuestions = z.strictObject({
  dealerId: z.string(),
  answers: z.array(Answer).min(1),
  /** Tells what would come of it, and writes nothing. */
  dryRun: z.boolean().default(false),
  /** That the last ad goes, or more than half of them, was asked and is meant. */
  confirmed: z.boolean().default(false),
});
export type AnswerQuestions = z.infer<typeof AnswerQuestions>;

/** What comes of answers, all together and each for itself. */
export interface Answered extends Shown {
  answers: (Shown & { question: string; option: string; says: Reason })[];
  /** Ads in the feed before and after. */
  feed: { from: number; to: number };
  /** The version that was built; null where nothing was, and of a dry run. */
  version: FeedVersion | null;
}

/** An answer that can be given. */
interface Ready {
  wish: Answer;
  asked: Asked;
  choice: Choice;
  effects: Effect[];
}

const givenBefore = (id: string, { given }: Standing): GivenAnswer | undefined =>
  given.findLast(({ question }) => question.startsWith(id));

/** Why a question is not asked: somebody has answered it, or it never was. */
const notAsked = (id: string, standing: Standing): Refusal => {
  const before = givenBefore(id, standing);
  return new Refusal(
    before
      ? reason('question-answered', { id, by: before.by, at: moscowMinute(before.at), says: before.says })
      : reason('question-unknown', { dealerId: standing.dealer.id, id }),
  );
};

const askedFor = ({ question }: Answer, all: readonly Asked[], standing: Standing): Asked => {
  const id = question.toLowerCase();
  const found = all.filter((asked) => idOf(asked, standing).startsWith(id));
  if (found.length > 1)
    throw new Refusal(
      reason('subject-ambiguous', { wanted: question, names: found.map((asked) => idOf(asked, standing)) }),
    );
  if (!found[0]) throw notAsked(id, standing);
  return found[0];
};

const refuseChanged = ({ basis, question }: Answer, asked: Asked): void => {
  if (basis === undefined || basisOfAsked(asked).startsWith(basis)) return;
  const codes = asked.machines.map(({ product }) => product.modelCode);
  throw new Refusal(
    reason('question-changed', { id: question, asks: asked.asks, because: asked.because, codes }),
  );
};

const choiceFor = ({ question, option, value }: Answer, { choices }: Asked): Choice => {
  const choice = choices.find(({ name }) => name.toLowerCase() === option.toLowerCase());
  const names = choices.filter(({ byFile }) => !byFile).map(({ name }) => name);
  if (!choice) throw new Refusal(reason('option-unknown', { id: question, option, names }));
  if (choice.byFile) throw new Refusal(reason('option-by-file', { says: choice.says }));
  if (choice.wants && !choice.wants.optional && value === '')
    throw new Refusal(reason('option-without-value', { option, example: choice.wants.example }));
  return choice;
};

/** An answer that would be written down, and nothing or more than was said come of it. */
const refuseIdle = ({ question: id, option, codes = [] }: Answer, effects: readonly Effect[]): void => {
  const known = [...new Set(effects.flatMap((effect) => codeOf(effect) ?? []))];
  const others = codes.filter((code) => !known.includes(code));
  if (others.length > 0)
    throw new Refusal(reason('answer-not-of-codes', { id, option, codes: others, known }));
  if (effects.length === 0) throw new Refusal(reason('answer-idle', { id, option }));
};

const isOf =
  (codes: readonly string[] | undefined) =>
  (effect: Effect): boolean => {
    const code = codeOf(effect);
    return !codes || code === null || codes.includes(code);
  };

/** Of several answers each that is refused says which it is. */
const orOfQuestion = <Result>(question: string, prepare: () => Result): Result => {
  try {
    return prepare();
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.reason, question) : error;
  }
};

const ready = (wish: Answer, all: readonly Asked[], standing: Standing): Ready => {
  const asked = askedFor(wish, all, standing);
  refuseChanged(wish, asked);
  const choice = choiceFor(wish, asked);
  const effects = choice.effects(wish.value, nobody(standing));
  refuseIdle(wish, effects);
  return { wish, asked, choice, effects: effects.filter(isOf(wish.codes)) };
};

/** What must be there before a machine is accepted with it: names first, since they change what the rows say. */
const ORDER: readonly Effect['does'][] = [
  'meaning',
  'word',
  'unit',
  'name',
  'picture',
  'value',
  'edit',
  'accept',
  'keep-out',
];

const inOrder = (answers: readonly Ready[]): Effect[] =>
  answers
    .flatMap(({ effects }) => effects)
    .toSorted((one, other) => ORDER.indexOf(one.does) - ORDER.indexOf(other.does));

const newObstacles = (before: Machine, after: Machine): Reason[] => {
  const known = new Set(obstaclesOf(before.product).map(reasonKey));
  return obstaclesOf(after.product).filter(
    (each) => !known.has(reasonKey(each)) && each.code !== 'field-missing',
  );
};

/** The question whose answer a machine is changed by. */
const questionOn = ({ product: { modelCode } }: Machine, answers: readonly Ready[]): string | undefined =>
  answers.find(
    ({ asked, effects }) =>
      effects.some((effect) => codeOf(effect) === modelCode) ||
      asked.machines.some(({ product }) => product.modelCode === modelCode),
  )?.wish.question;

/** A value that the rules refuse is not written down. */
const refuseBroken = (before: Standing, after: Standing, answers: readonly Ready[]): void => {
  for (const [at, machine] of before.machines.entries()) {
    const broken = newObstacles(machine, after.machines[at] as Machine);
    const [first] = broken;
    if (first)
      throw new Refusal(
        reason('rule-broken', { field: String(first.values.field ?? 'value'), reasons: broken }),
        questionOn(machine, answers),
      );
  }
};

/** A record holds one answer to a question: of two one would be lost, and could not be taken back. */
const refuseTwice = (answers: readonly Ready[]): void => {
  const twice = answers.find(({ asked }, at) => answers.slice(0, at).some((other) => other.asked === asked));
  if (twice) throw new Refusal(reason('question-twice', { id: twice.wish.question }));
};

interface Prepared {
  before: Standing;
  after: Standing;
  answers: Ready[];
  effects: Effect[];
}

const prepare = async ({ dealerId, answers }: AnswerQuestions, ports: Ports): Promise<Prepared> => {
  const before = await standingOf(dealerId, ports);
  const all = allAsked(before);
  const prepared = answers.map((wish) => orOfQuestion(wish.question, () => ready(wish, all, before)));
  refuseTwice(prepared);
  const effects = inOrder(prepared);
  const after = await standingWith(before, effects, nobody(before));
  refuseBroken(before, after, prepared);
  return { before, after, answers: prepared, effects };
};

const each = async (
  { asked, choice, effects }: Ready,
  before: Standing,
): Promise<Answered['answers'][number]> => {
  const after = await standingWith(before, effects, nobody(before));
  const { name: option, says } = choice;
  return { question: idOf(asked, before), option, says, ...differenceOf(before, after, effects) };
};

const outcome = async ({
  before,
  after,
  answers,
  effects,
}: Prepared): Promise<Omit<Answered, 'version'>> => ({
  ...differenceOf(before, after, effects),
  answers: await Promise.all(answers.map((answer) => each(answer, before))),
  feed: { from: before.inFeed.size, to: adsAfter(after, effects) },
});

const leavingBy = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => {
    if (effect.does !== 'keep-out') return [];
    const { brand, modelYear, modelCode } = effect;
    return { brand, modelYear, modelCode };
  });

const recordOf = (
  { asked, choice, wish }: Ready,
  steps: Step[],
  { before, who, at }: { before: Standing; who: string; at: string },
): GivenAnswer => ({
  dealerId: before.dealer.id,
  ...{ question: idOf(asked, before), kind: asked.kind, asks: asked.asks },
  ...{ option: choice.name, says: choice.says, ...(wish.value && { value: wish.value }) },
  codes: [...new Set(asked.machines.map(({ product }) => product.modelCode))],
  modelYears: yearsIn(asked.machines),
  ...{ basis: basisOfAsked(asked), steps, part: 0, by: who, at },
});

/** What is kept out leaves the URL at once; an answer to the guard changes no offer, but the feed that is made of them. */
const announce = async (
  dealerId: string,
  does: readonly string[],
  act: Act,
  ports: DeskPorts,
): Promise<void> => {
  if (does.includes('keep-out')) {
    const delivery = await announceWithdrawal(dealerId, { by: act.who, at: act.at }, ports);
    await ports.acts.untilEnded('delivery', delivery);
  } else await ports.table.states.add({ dealerId }, { offersRevision: 1 });
};

const keepAll = async (prepared: Prepared, act: Act, ports: DeskPorts): Promise<void> => {
  const { before, after, answers, effects } = prepared;
  const dealerId = before.dealer.id;
  const writing = { dealerId, hand: { by: act.who, at: act.at }, after };
  const plans = await planAll(effects, writing, ports);
  const given = answers.map((each) => {
    const own = each.effects.flatMap((effect) => plans.get(effect)?.step ?? []);
    return recordOf(each, own, { before, who: act.who, at: act.at });
  });
  await writeAll([...plans.values()], given, writing, ports);
  await announce(
    dealerId,
    effects.map(({ does }) => does),
    act,
    ports,
  );
};

const refuseUnconfirmed = async (
  { dealerId, confirmed }: AnswerQuestions,
  { effects }: Prepared,
  ports: DeskPorts,
) => {
  const machines = leavingBy(effects);
  if (machines.length > 0) orRefuse(await adsLeaving({ dealerId, machines, confirmed }, ports));
};

const wishOf = ({ answers }: AnswerQuestions) => answers.map(({ basis: _, ...answer }) => answer);

/** What would come of answers, all together and each for itself; nothing is written. Throws `Refusal`. */
export const previewAnswers = async (
  wish: AnswerQuestions,
  ports: Ports,
): Promise<Omit<Answered, 'version'>> => {
  await refuseUnknownDealer(wish.dealerId, ports);
  return outcome(await prepare(wish, ports));
};

/**
 * Answers questions, all of them or, where one cannot be answered so, none, and has the dealer's lists judged once. A
 * dry run tells what would come of it. Throws `Refusal`, also where a question has changed since it was shown.
 */
export const answerQuestions = async (
  actor: Actor,
  wish: AnswerQuestions,
  ports: DeskPorts,
): Promise<Answered> => {
  const { dealerId } = wish;
  if (wish.dryRun) return { ...(await previewAnswers(wish, ports)), version: null };
  await refuseUnknownDealer(dealerId, ports);
  const subject = wish.answers.map(({ question }) => question).join(', ');
  const done = await ports.acts.once(actor, { dealerId, action: 'questions.answer', subject }, async () => {
    const prepared = await prepare(wish, ports);
    await refuseUnconfirmed(wish, prepared, ports);
    const from = seenFrom(prepared.effects.map(({ does }) => does));
    const effect = async (act: Act) => {
      await keepAll(prepared, act, ports);
      return outcome(prepared);
    };
    return { details: { answers: wishOf(wish), from, ...channelNamed(ports) }, effect };
  });
  return { ...done, version: await newestFeed(dealerId, ports) };
};
