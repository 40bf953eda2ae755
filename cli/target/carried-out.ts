import { attendTo } from '#desk/commands/carry-out.ts';
import type { CommandName } from '#desk/commands/commands.ts';
import { untilEnded } from '#desk/commands/until-ended.ts';
import { writeDown } from '#desk/commands/write-down.ts';
import { Refusal } from '#desk/refusal.ts';
import type { Arguments } from '../command.ts';
import { isLocal } from './at-target.ts';
import type { Workplace } from './workplace.ts';

/**
 * Has something done to a dealer, or where the wish names none to all, that takes more rights than who sits at the terminal has on AWS: it is written down,
 * and carried out by the function that has them, or here on one machine; broken off, it is taken up again there. Gives
 * what came of it. Throws `Refusal`, and what it failed with.
 */
export const carriedOut = async (
  name: CommandName,
  { dealerId = null, ...wish }: { dealerId?: string | null } & Record<string, unknown>,
  ports: Workplace,
  given: Pick<Arguments, 'options'>,
): Promise<unknown> => {
  const { who } = ports.actor;
  const record = await writeDown({ dealerId, name, channel: ports.table.channel, wish, who }, ports);
  const error = isLocal(given) ? await attendTo(record, ports) : null;
  if (error) throw error;
  const { state, reason, result = 'null' } = await untilEnded(record, ports);
  if (reason) throw new Refusal(reason);
  if (state !== 'done') throw new Error(`${name} ended as ${state}`);
  return JSON.parse(result);
};
