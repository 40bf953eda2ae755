import { parseWish } from '#desk/refusal.ts';
import type { Task } from '#desk/tasks/task.ts';
import { ShowTasks, waitingTasks } from '#desk/tasks/waiting-tasks.ts';
import { worthText } from '#messages/en/words.ts';
import { told } from '#messages/say.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { runnable } from '../say/command-line.ts';
import { sayWithRemedy } from '../say/remedy.ts';
import { bold, printJson, say } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';

const USAGE = 'todo [DEALER]';

const sayTask = (task: Task, at: number, options: Arguments['options']): void => {
  if (at > 0) say();
  say([`${at + 1}. ${bold(task.dealerId)}`, worthText(task)].filter(Boolean).join('  '));
  sayWithRemedy(task, options);
};

const asData = ({ dealerId, reason, command, ads, roubles }: Task, options: Arguments['options']) => ({
  ...{ dealerId, ads, roubles, ...told(reason), command: runnable(command, options) },
});

const run = async (given: Arguments): Promise<number> => {
  const { files, flags, options } = given;
  if (files.length > 1) throw new UsageError(`Use ${USAGE}`);
  const wish = parseWish(ShowTasks, { dealerId: files[0] });
  const tasks = await atTarget(given, (ports) => waitingTasks(wish, ports), { mayBeFirst: true });
  if (flags.has('json')) await printJson(tasks.map((task) => asData(task, options)));
  else if (tasks.length === 0) say('Nothing waits for a person.');
  else for (const [at, task] of tasks.entries()) sayTask(task, at, options);
  return 0;
};

/** `feedwright todo`: what needs a person, at one dealer or at all. */
export const todoCommand: Command = {
  summary: 'Show what needs a person, by what is lost meanwhile, each with the command that mends it',
  usage: USAGE,
  examples: ['feedwright todo', 'feedwright todo samples', 'feedwright todo --json'],
  options: {},
  run,
};
