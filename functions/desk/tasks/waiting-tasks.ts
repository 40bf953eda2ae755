import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import type { Question } from '#contracts/question.ts';
import { reason } from '#messages/reason.ts';
import { commandInChannel, forEachChannel, inChannelsOf } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import { atEachDealer, dealersNamed } from '../dealers/known-dealer.ts';
import { listQuestions } from '../questions/questions.ts';
import { documentsAtWork, documentTasks } from './document-tasks.ts';
import { feedTasks } from './feed-tasks.ts';
import { marketTasks } from './market-tasks.ts';
import { planTasks } from './plan-tasks.ts';
import { byLoss, foundOrTrouble, NOTHING, type Task, type Worth } from './task.ts';
import { verdictTasks } from './verdict-tasks.ts';
import { worthOfOffers } from './worth.ts';

/** What waits at a dealer; at all of them where none is named. */
export const ShowTasks = z.strictObject({ dealerId: z.string().optional() });

/** What questions keep from being live, each machine once. */
const worthOf = (questions: readonly Question[]): Worth => {
  const machines = new Map(
    questions.flatMap(({ machines }) => machines.map(({ modelCode, roubles }) => [modelCode, roubles ?? 0])),
  );
  return { ads: machines.size, roubles: [...machines.values()].reduce((sum, roubles) => sum + roubles, 0) };
};

const questionTask = (dealerId: string, questions: readonly Question[], ports: Ports): Task[] => {
  const [first] = questions;
  if (!first) return [];
  const why = reason('questions-wait', {
    questions: questions.length,
    frees: first.frees,
    best: first.asks,
  });
  const command = commandInChannel(['questions', dealerId], ports);
  return [{ dealerId, reason: why, command, ...worthOf(questions) }];
};

/** The books that lists are told to wait for: of a list only a small part of which lacks one, nothing else tells of it. */
const booksTold = (tasks: readonly Task[]): Set<unknown> =>
  new Set(
    tasks.flatMap(({ reason: { code, values } }) =>
      code === 'file-lacks-book' ? (values.books as string[]) : [],
    ),
  );

/** What is asked beside books that are told of; what the first channel asks too, but for its guard's questions, by that one. */
const questionTasks = async (
  dealerId: string,
  books: ReadonlySet<unknown>,
  ports: Ports,
): Promise<Task[]> => {
  const told = new Set<string>();
  const tasks = await inChannelsOf(dealerId, ports, async (inOne) => ({
    inOne,
    questions: (await listQuestions(dealerId, inOne)).filter(
      ({ kind, asks }) => kind !== 'book' || !books.has(asks.values.book),
    ),
  }));
  return tasks.flatMap(({ inOne, questions }) => {
    const own = questions.filter(({ id, kind }) => kind === 'guard' || !told.has(id));
    for (const { id } of own) told.add(id);
    return questionTask(dealerId, own, inOne);
  });
};

/** Of the last message before a window: see `remind`. */
export const webhookTask = async (dealerId: string, { table }: Ports): Promise<Task[]> => {
  const failure = (await table.notices.get({ dealerId }))?.failure;
  return failure
    ? [
        {
          ...{ dealerId, reason: reason('webhook-failed', { cause: failure }) },
          ...{ command: ['dealers', 'show', dealerId], ...NOTHING },
        },
      ]
    : [];
};

const feedTasksIn = async (dealer: Dealer, ports: Ports): Promise<Task[]> => [
  ...(await feedTasks(dealer, () => worthOfOffers(dealer.id, ports), ports)),
  ...(await verdictTasks(dealer, ports)),
];

/** What waits at a dealer beside questions, which take their time: its lists are judged anew for them. */
export const tasksBesideQuestions = async (dealer: Dealer, ports: Ports): Promise<Task[]> => {
  const tasks = [
    ...(await forEachChannel(dealer, ports, feedTasksIn)).flat(),
    ...(await documentTasks(dealer.id, await documentsAtWork(dealer.id, ports), ports)),
    ...(await marketTasks(dealer.id, ports)),
    ...(await webhookTask(dealer.id, ports)),
    ...(await planTasks(dealer.id, ports)),
  ];
  return tasks.toSorted(byLoss);
};

const tasksOf = async (dealerId: string, ports: Ports): Promise<Task[]> => {
  const record = await ports.table.dealers.get({ dealerId });
  if (!record) return [];
  const beside = await tasksBesideQuestions(record.configuration, ports);
  return [...beside, ...(await questionTasks(dealerId, booksTold(beside), ports))];
};

/**
 * What waits for a person, by what is lost meanwhile: first what keeps most ads from being live, then what those are
 * worth. Each dealer's public URL is asked. Of all dealers, one whose tasks cannot be found out is a task; of one that is
 * named that is thrown. Throws `Refusal` for a dealer that nobody knows.
 */
export const waitingTasks = async (
  { dealerId }: z.infer<typeof ShowTasks>,
  ports: Ports,
): Promise<Task[]> => {
  const tasks = await atEachDealer(await dealersNamed(dealerId, ports), (id) =>
    dealerId === undefined ? foundOrTrouble(id, tasksOf(id, ports)) : tasksOf(id, ports),
  );
  return tasks.toSorted(byLoss);
};
