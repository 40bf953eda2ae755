import * as z from 'zod';
import type { AskedOfYear } from '#contracts/report.ts';
import type { Hand } from '#functions/validate/review/editable-fields.ts';
import { reason } from '#messages/reason.ts';
import type { Act } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { GivenAnswer, ModelValue, TaughtMeaning } from '#shared/table/knowledge-records.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { newestFeed } from '../feeds/feed.ts';
import {
  type ForAll,
  meaningForAll,
  nameForAll,
  putForAll,
  refuseSharedOtherwise,
  takeFromAll,
  valueForAll,
  workOutBooks,
} from '../knowledge/for-all.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { questionsOf } from './derive.ts';
import { holds, keepAnswer, keptAnswers } from './kept-answers.ts';
import { readWaiting } from './lists-anew.ts';
import { type HeadingsStep, readWithout } from './of-headings.ts';
import { standingOf } from './questions.ts';
import type { Step } from './step.ts';
import { takingBack } from './take-back.ts';
import { seenFrom } from './write.ts';

/** Answers by their questions, or the first signs of those. */
export const AnswersNamed = z.strictObject({
  dealerId: z.string(),
  questions: z.array(z.string().min(4)).min(1),
});
type AnswersNamed = z.infer<typeof AnswersNamed>;

/** The newest answer to each question that stands, each once. */
const answersNamed = async (
  { dealerId, questions }: AnswersNamed,
  ports: DeskPorts,
): Promise<GivenAnswer[]> => {
  const given = await keptAnswers(dealerId, ports);
  const named = questions.map((id) => {
    const found = given.findLast(
      ({ question, takenBack }) => question.startsWith(id.toLowerCase()) && !takenBack,
    );
    if (found) return found;
    throw new Refusal(reason('answer-unknown', { id, dealerId }));
  });
  return [...new Set(named)];
};

/** What is shared concerns all dealers; whose answers they are says the trail. */
const detailsOf = (dealerId: string, given: readonly GivenAnswer[]) => ({
  dealerId,
  answers: given.map(({ question, option, at }) => ({ question, option, at })),
  from: seenFrom(given.flatMap(({ steps }) => steps.map(({ does }) => does))),
});

/** An answer without what it wrote, which may be more than a record holds, that of an act too. */
type Told = Omit<GivenAnswer, 'steps'>;

const toldOf = (given: readonly GivenAnswer[]): Told[] => given.map(({ steps: _, ...rest }) => rest);

/** What became of answers, and the newest feed once the lists have seen it. */
export interface AnswersChanged {
  answers: Told[];
  version: FeedVersion | null;
}

/** What is of a model or a book, and of no machine of one list: it may hold for others too. */
const SHAREABLE = new Set(['value', 'meaning', 'word', 'unit', 'name', 'headings']);

const isShareable = ({ does }: Step): boolean => SHAREABLE.has(does);

/** That rows of a list were seen and are right stays with the list. */
const refuseOwn = ({ question, steps }: GivenAnswer): void => {
  const own = steps.find((step) => !isShareable(step) && step.does !== 'accept');
  if (own || !steps.some(isShareable)) throw new Refusal(reason('answer-not-shareable', { id: question }));
};

/** What one step of an answer says for all. */
const saidForAll = (step: Step, ports: DeskPorts): ForAll[] => {
  if (step.does === 'value') return [valueForAll(step as unknown as ModelValue, ports)];
  if (step.does === 'headings')
    return (step as unknown as HeadingsStep).meanings.map((meaning) => meaningForAll(meaning, ports));
  if (step.does !== 'name') return [meaningForAll(step as unknown as TaughtMeaning, ports)];
  const {
    name,
    models,
    printed = models,
  } = step as unknown as Record<'models' | 'printed', string[]> & {
    name: string;
  };
  return models.map((model, at) => nameForAll({ model, name, printed: printed[at] ?? model }, ports));
};

/** What of an answer can hold for all. */
const forAllOf = ({ steps }: GivenAnswer, ports: DeskPorts): ForAll[] =>
  steps.filter(isShareable).flatMap((step) => saidForAll(step, ports));

/** The headings that answers say the meaning of. */
const headingsIn = (given: readonly GivenAnswer[]): string[] =>
  given.flatMap(({ steps }) =>
    steps.flatMap((step) =>
      step.does === 'headings' ? (step as unknown as HeadingsStep).meanings.map(({ text }) => text) : [],
    ),
  );

/** What is done to answers; it is looked into before it is done, and may be refused then. */
type Change = (
  given: readonly GivenAnswer[],
  from: 'match' | 'validate',
) => Promise<(hand: Hand) => Promise<void>>;

/** Changes what has become of answers that are named, all or none, and has the lists that it concerns judged. */
const changeAnswers = async (
  actor: Actor,
  wish: AnswersNamed,
  { ofAll, action }: { ofAll: boolean; action: string },
  change: Change,
  ports: DeskPorts,
): Promise<AnswersChanged> => {
  const { dealerId, questions } = wish;
  const asked = { dealerId: ofAll ? null : dealerId, action, subject: questions.join(', ') };
  const answers = await ports.acts.once(actor, asked, async () => {
    const given = await answersNamed(wish, ports);
    const details = detailsOf(dealerId, given);
    const effectOn = await change(given, details.from);
    const effect = async ({ who: by, at }: Act) => {
      await effectOn({ by, at });
      return toldOf(given);
    };
    return { details, effect };
  });
  return { answers, version: await newestFeed(dealerId, ports) };
};

const sharing =
  (ports: DeskPorts): Change =>
  async (given, from) => {
    given.forEach(refuseOwn);
    const said = given.flatMap((answer) => forAllOf(answer, ports));
    await Promise.all(said.map(refuseSharedOtherwise));
    return async (hand) => {
      for (const one of said) await putForAll(one, hand);
      if (from === 'match') await workOutBooks(undefined, ports);
      await readWaiting(undefined, headingsIn(given), `for all: ${hand.at}`, ports);
      for (const answer of given) await keepAnswer({ ...answer, shared: hand }, ports);
    };
  };

/**
 * Has a dealer's answers hold for all dealers, and all lists judged by them: the answer is shared, never what it was seen
 * by. Throws `Refusal` for one that is about a machine of the dealer's own, and where something else holds for all.
 */
export const shareAnswers = async (
  actor: Actor,
  wish: AnswersNamed,
  ports: DeskPorts,
): Promise<AnswersChanged> => {
  await refuseUnknownDealer(wish.dealerId, ports);
  return changeAnswers(actor, wish, { ofAll: true, action: 'questions.share' }, sharing(ports), ports);
};

/** Whether one of the newest answers was good for all dealers; taken back, it still was. */
const wasShared = async ({ dealerId, questions }: AnswersNamed, ports: DeskPorts): Promise<boolean> => {
  const given = await keptAnswers(dealerId, ports);
  return questions.some(
    (id) => given.findLast(({ question }) => question.startsWith(id.toLowerCase()))?.shared !== undefined,
  );
};

const undoing =
  (dealerId: string, ports: DeskPorts): Change =>
  async (given, from) => {
    const backs = await Promise.all(
      given.map(async (answer) => ({ answer, back: await takingBack(answer, ports) })),
    );
    const shared = given.filter((answer) => answer.shared);
    return async (hand) => {
      // What may be done once more comes first: an answer whose own steps are taken back is found no second time.
      for (const answer of shared)
        for (const one of forAllOf(answer, ports)) await takeFromAll(one, answer.shared as Hand);
      if (shared.length > 0 && from === 'match') await workOutBooks(undefined, ports);
      for (const answer of shared) {
        const headings = headingsIn([answer]);
        if (headings.length > 0)
          await readWithout(undefined, { headings, hand: answer.shared as Hand }, ports);
      }
      for (const { answer, back } of backs) {
        await keepAnswer({ ...answer, unfinished: true }, ports);
        await back();
        await keepAnswer({ ...answer, unfinished: undefined, takenBack: hand }, ports);
      }
      await ports.table.states.add({ dealerId }, { offersRevision: 1 });
    };
  };

/**
 * Takes answers back, all or none, from all dealers where they were shared, and has the lists judged without them. Throws
 * `Refusal` where something else was said since.
 */
export const undoAnswers = async (
  actor: Actor,
  wish: AnswersNamed,
  ports: DeskPorts,
): Promise<AnswersChanged> => {
  await refuseUnknownDealer(wish.dealerId, ports);
  const deed = { ofAll: await wasShared(wish, ports), action: 'questions.undo' };
  return changeAnswers(actor, wish, deed, undoing(wish.dealerId, ports), ports);
};

/** What was answered so far and stands, the newest last. Throws `Refusal` for a dealer that nobody knows. */
export const listAnswers = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<GivenAnswer[]> => {
  await refuseUnknownDealer(dealerId, ports);
  const given = await keptAnswers(dealerId, ports);
  return given.filter(({ takenBack }) => !takenBack);
};

/** How much was asked of each model year and how much is open, the newest first: knowledge leaves less to ask. */
export const askedByYear = (
  given: readonly Pick<GivenAnswer, 'modelYears' | 'takenBack' | 'unfinished'>[],
  open: readonly { modelYears: readonly number[] }[],
): AskedOfYear[] => {
  const standing = given.filter(holds);
  const years = new Set([...standing, ...open].flatMap(({ modelYears }) => modelYears));
  const of = (some: readonly { modelYears: readonly number[] }[], year: number) =>
    some.filter(({ modelYears }) => modelYears.includes(year)).length;
  return [...years]
    .sort((one, other) => other - one)
    .map((modelYear) => ({ modelYear, answered: of(standing, modelYear), open: of(open, modelYear) }));
};

/** All questions of a dealer, and how many its model years came to. Throws `Refusal`. */
export const listAsked = async (dealerId: string, ports: Ports) => {
  const standing = await standingOf(dealerId, ports);
  const questions = await questionsOf(standing);
  return { questions, years: askedByYear(standing.given, questions) };
};
