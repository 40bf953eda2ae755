import { Channel, FIRST_CHANNEL } from '#contracts/channel.ts';
import { inChannel } from '#shared/in-channel.ts';
import { type Arguments, type Option, UsageError } from '../command.ts';
import { dataFor } from './data.ts';
import type { Workplace } from './workplace.ts';

/** This machine, where nothing else is said. */
const LOCAL = 'local';

/** Where the command is to work: `local`, an environment of `infra/settings.ts`, or the name of a stack. */
export const targetOf = ({ options }: Pick<Arguments, 'options'>): string => options.target ?? LOCAL;

/** Of commands that act on a dealer's feed. */
export const CHANNEL = {
  channel: { type: 'string', value: 'NAME', description: `in that channel; in ${FIRST_CHANNEL} otherwise` },
} satisfies Record<string, Option>;

/** Whether the data of this machine is worked with. */
export const isLocal = (given: Pick<Arguments, 'options'>): boolean => targetOf(given) === LOCAL;

const channelOf = ({ options: { channel = FIRST_CHANNEL } }: Pick<Arguments, 'options'>): string => {
  if (Channel.safeParse(channel).success) return channel;
  throw new UsageError(`${channel} is no channel's name: dealers show ID has those of a dealer`);
};

/**
 * Works where the command line says: with data of this machine, or with a deployed environment. What the one needs is
 * not loaded for the other.
 */
export const atTarget = async <Result>(
  given: Pick<Arguments, 'options'>,
  work: (workplace: Workplace) => Promise<Result>,
  { mayBeFirst = false } = {},
): Promise<Result> => {
  const target = targetOf(given);
  const channel = channelOf(given);
  const inOne = (workplace: Workplace) => work(inChannel(channel, workplace));
  if (target === LOCAL) return (await import('./local.ts')).atLocal(await dataFor(given, mayBeFirst), inOne);
  if (given.options.data !== undefined)
    throw new UsageError('--data names data of this machine: leave out either it or --target');
  return (await import('./deployed.ts')).atDeployed(target, inOne);
};
