import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { actsOf } from '#desk/acts.ts';
import { persistentFolders } from '#local/host/folders.ts';
import { connectPorts } from '#shared/aws/ports.ts';
import { checkSecret } from '#shared/aws/secrets.ts';
import type { Ports } from '#shared/ports.ts';
import { ENVIRONMENTS } from '../../infra/settings.ts';
import { callerArn } from './caller.ts';
import { explained } from './explain.ts';
import { environmentOfStack } from './stack-environment.ts';
import type { Workplace } from './workplace.ts';

const isEnvironment = (target: string): boolean => ENVIRONMENTS.some((name) => name === target);

/** An environment's stack is called after it; anything else is a stack's own name. */
const stackOf = (target: string): string => (isEnvironment(target) ? `feedwright-${target}` : target);

/** What was brought from a stack lies apart from this machine's own data. */
const folderOf = (stack: string): string => join(persistentFolders().data, 'deployed', stack);

const bringer =
  (folder: string, { artefacts }: Ports) =>
  async (key: string): Promise<string> => {
    const path = join(folder, key);
    await mkdir(dirname(path), { recursive: true });
    await pipeline(await artefacts.readStream(key), createWriteStream(path));
    return path;
  };

const workplaceOf = (stack: string, who: string): Workplace => {
  const [ports, folder] = [connectPorts(), folderOf(stack)];
  return {
    ...ports,
    ...{ acts: actsOf(ports), actor: { who }, pages: folder, fileOf: bringer(folder, ports) },
    ...{ isOwnHost: false, hostMemoryMb: () => null, checkSecret },
    // A bucket has no folders: the first list makes the dealer's.
    openInbox: async () => {},
  };
};

/**
 * Works with a deployed environment, as whom the caller's own AWS credentials say: what it may not do, IAM
 * refuses. Throws `UsageError` that says what to do where they or the stack are missing, or lack a right.
 */
export const atDeployed = async <Result>(
  target: string,
  work: (workplace: Workplace) => Promise<Result>,
): Promise<Result> => {
  const stack = stackOf(target);
  try {
    const [who, environment] = await Promise.all([callerArn(), environmentOfStack(stack)]);
    Object.assign(process.env, environment);
    return await work(workplaceOf(stack, who));
  } catch (error) {
    throw explained(error, stack);
  }
};
