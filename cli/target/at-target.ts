import type { Workplace } from '#desk/workplace.ts';
import type { Folders } from '#local/host/folders.ts';
import { type Arguments, UsageError } from '../command.ts';

/** This machine, where nothing else is said. */
export const LOCAL = 'local';

/** Where the command is to work: `local`, an environment of `infra/settings.ts`, or the name of a stack. */
export const targetOf = ({ options }: Pick<Arguments, 'options'>): string => options.target ?? LOCAL;

/** Runs are kept in folders of this machine by `process --out` only. */
const refuseFolder = ({ options }: Arguments): void => {
  if (options.out) throw new UsageError('--out names data of this machine: leave out either it or --target');
};

/**
 * Works where the command line says: with a data folder of this machine, which is looked for only then, or with
 * a deployed environment. What the one needs is not loaded for the other.
 */
export const atTarget = async <Result>(
  given: Arguments,
  foldersOf: (given: Arguments) => Folders | Promise<Folders>,
  work: (workplace: Workplace) => Promise<Result>,
): Promise<Result> => {
  const target = targetOf(given);
  if (target === LOCAL) {
    const folders = await foldersOf(given);
    return (await import('./local.ts')).atLocal(folders, work);
  }
  refuseFolder(given);
  return (await import('./deployed.ts')).atDeployed(target, work);
};
