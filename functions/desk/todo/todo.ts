import * as z from 'zod';
import type { Dealer } from '#contracts/dealer.ts';
import { reason } from '#messages/reason.ts';
import { inChunks } from '#shared/in-chunks.ts';
import type { Ports } from '#shared/ports.ts';
import { dealersNamed } from '../dealers/known-dealer.ts';
import { listWaiting } from '../review/queue.ts';
import { documentTasks } from './document-tasks.ts';
import { feedTasks } from './feed-tasks.ts';
import type { Task } from './task.ts';
import { type Stock, stockOf } from './worth.ts';

/** What waits at a dealer; at all of them where none is named. */
export const ShowTodo = z.strictObject({ dealerId: z.string().optional() });

export type TodoPorts = Pick<Ports, 'table' | 'artefacts' | 'clock' | 'web' | 'parts'>;

const questionTask = async (dealerId: string, { review }: Stock, ports: TodoPorts): Promise<Task[]> => {
  const questions = (await listWaiting(dealerId, ports)).length;
  return questions === 0
    ? []
    : [
        {
          ...{ dealerId, reason: reason('questions-wait', { questions }) },
          ...{ command: ['review', 'list', dealerId], ...review },
        },
      ];
};

const tasksOf = async (dealer: Dealer, ports: TodoPorts): Promise<Task[]> => {
  const stock = await stockOf(dealer.id, ports);
  return [
    ...(await feedTasks(dealer, stock, ports)),
    ...(await documentTasks(dealer.id, ports)),
    ...(await questionTask(dealer.id, stock, ports)),
  ];
};

/** The table and the dealers' hosts are asked for as many dealers at once. */
const AT_ONCE = 8;

const byLoss = (one: Task, other: Task): number => other.ads - one.ads || other.roubles - one.roubles;

/**
 * What waits for a person, by what is lost meanwhile: first what keeps most ads from being live, then what those are
 * worth. Each dealer's public URL is asked. Throws `Refusal` for a dealer that nobody knows.
 */
export const todo = async ({ dealerId }: z.infer<typeof ShowTodo>, ports: TodoPorts): Promise<Task[]> => {
  const tasks: Task[] = [];
  for await (const ids of inChunks(await dealersNamed(dealerId, ports), AT_ONCE)) {
    const records = await ports.table.dealers.getAll(ids.map((id) => ({ dealerId: id })));
    const found = await Promise.all(records.map(({ configuration }) => tasksOf(configuration, ports)));
    tasks.push(...found.flat());
  }
  return tasks.toSorted(byLoss);
};
