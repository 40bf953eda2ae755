import * as z from 'zod';
import { Effect, Evidence, Question } from '#contracts/question.ts';
import { Reason } from '#contracts/reason.ts';
import { placesSeen } from '#desk/documents/drawn.ts';
import { AnswerQuestions, previewAnswers } from '#desk/questions/answer.ts';
import { AnswersNamed, listAnswers } from '#desk/questions/given.ts';
import { listQuestions, showQuestions } from '#desk/questions/questions.ts';
import { AnswerReview } from '#desk/review/answer.ts';
import { GivenAnswer } from '#shared/table/knowledge-records.ts';
import { type Asked, acts, answers, lists, pageOf } from '../route.ts';
import { Seen, seenThere } from '../shapes/seen.ts';
import { OfDealer } from './dealer-id.ts';

const Answers = AnswerQuestions.omit({ dealerId: true, dryRun: true });

/** What answers would do, before they are given. */
const Foreseen = Effect.extend({
  answers: z.array(Effect.extend({ question: z.string(), option: z.string(), says: Reason })),
  feed: z.object({ from: z.number(), to: z.number() }),
});

const Shown = Question.extend({ evidence: z.array(Evidence.extend(Seen.shape)) });

/** Questions with where to look at what they are about. */
const withPlaces = async (
  questions: readonly Question[],
  dealerId: string,
  { ports, downloads }: Asked,
): Promise<z.input<typeof Shown>[]> => {
  const look = await placesSeen(dealerId, ports);
  return Promise.all(
    questions.map(async (question) => ({
      ...question,
      evidence: await Promise.all(question.evidence.map((place) => seenThere(place, look, downloads))),
    })),
  );
};

/** What stands between machines and their ads, and what people said to it. */
export const QUESTION_ROUTES = [
  lists({
    path: '/dealers/{dealerId}/questions',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'What stands between machines and their ads, what frees most first',
    in: OfDealer,
    out: Shown,
    page: async ({ dealerId }, part, asked) => {
      const { items, cursor } = pageOf(await listQuestions(dealerId, asked.ports), part);
      return { items: await withPlaces(items, dealerId, asked), cursor };
    },
  }),
  answers({
    path: '/dealers/{dealerId}/questions/{question}',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'One question with its evidence and its options',
    in: OfDealer.extend({ question: z.string().min(4) }),
    out: Shown,
    answer: async ({ dealerId, question }, asked) => {
      const found = await showQuestions(dealerId, [question], asked.ports);
      return (await withPlaces(found, dealerId, asked))[0];
    },
  }),
  answers({
    method: 'POST',
    path: '/dealers/{dealerId}/answers/preview',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'What answers would publish and remove; nothing is written',
    in: Answers.extend(OfDealer.shape),
    out: Foreseen,
    answer: ({ ...wish }, { ports }) => previewAnswers({ ...wish, dryRun: true }, ports),
  }),
  lists({
    path: '/dealers/{dealerId}/answers',
    permission: 'dealer.read',
    summary: 'What was answered so far and stands, the newest last',
    in: OfDealer,
    out: GivenAnswer.omit({ steps: true, part: true }),
    page: async ({ dealerId }, part, { ports }) => pageOf(await listAnswers(dealerId, ports), part),
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/answers',
    permission: 'questions.answer',
    summary: 'Answer questions: all of them or, where one cannot be answered so, none',
    in: Answers.extend(OfDealer.shape),
    command: 'questions.answer',
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/answers/undo',
    permission: 'questions.answer',
    summary: 'Take answers back',
    in: AnswersNamed,
    command: 'questions.undo',
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/answers/share',
    permission: 'all.share',
    summary: 'Have answers hold for all dealers',
    in: AnswersNamed,
    command: 'questions.share',
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/review',
    permission: 'questions.answer',
    summary: 'Say something of single machines: accept, edit, reject, reopen',
    in: AnswerReview,
    command: 'review.answer',
  }),
] as const;
