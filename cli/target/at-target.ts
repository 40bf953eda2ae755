import { type Arguments, UsageError } from '../command.ts';
import { dataFor } from './data.ts';
import type { Workplace } from './workplace.ts';

/** This machine, where nothing else is said. */
const LOCAL = 'local';

/** Where the command is to work: `local`, an environment of `infra/settings.ts`, or the name of a stack. */
export const targetOf = ({ options }: Pick<Arguments, 'options'>): string => options.target ?? LOCAL;

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
  if (target === LOCAL) return (await import('./local.ts')).atLocal(await dataFor(given, mayBeFirst), work);
  if (given.options.data !== undefined)
    throw new UsageError('--data names data of this machine: leave out either it or --target');
  return (await import('./deployed.ts')).atDeployed(target, work);
};
