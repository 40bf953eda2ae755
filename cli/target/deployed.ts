import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CloudFormationClient, DescribeStacksCommand, type Output } from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { actsOf } from '#desk/acts.ts';
import { persistentFolders } from '#local/host/folders.ts';
import { connectPorts } from '#shared/aws/ports.ts';
import { checkSecret, forgetSecret } from '#shared/aws/secrets.ts';
import type { Ports } from '#shared/ports.ts';
import { ENVIRONMENTS } from '../../infra/settings.ts';
import { OUTPUTS } from '../../infra/stack-outputs.ts';
import { UsageError } from '../command.ts';
import type { Workplace } from './workplace.ts';

/** The caller as AWS knows it: the ARN of a user, or of a role and the session's name. It needs no right. */
const callerArn = async (): Promise<string> =>
  (await new STSClient({}).send(new GetCallerIdentityCommand({}))).Arn ?? 'unknown';

const NO_CREDENTIALS = 'There are no AWS credentials: log in (aws sso login, aws login) or set AWS_PROFILE';
const STALE_CREDENTIALS = 'AWS does not take your credentials: log in again, or look at AWS_PROFILE';
const NO_RIGHT =
  "You lack a right: ask for the policy that the stack's output OperatorPolicy names (docs/using.md)";
const NO_ANSWER = 'AWS does not answer: look at the network and at AWS_REGION';

/** The names that AWS's services and its SDK give the errors which a person can mend, and how. */
const ADVICE: Record<string, string> = {
  CredentialsProviderError: NO_CREDENTIALS,
  TokenProviderError: NO_CREDENTIALS,
  ExpiredToken: STALE_CREDENTIALS,
  ExpiredTokenException: STALE_CREDENTIALS,
  InvalidAccessKeyId: STALE_CREDENTIALS,
  InvalidClientTokenId: STALE_CREDENTIALS,
  InvalidSignatureException: STALE_CREDENTIALS,
  SignatureDoesNotMatch: STALE_CREDENTIALS,
  UnrecognizedClientException: STALE_CREDENTIALS,
  AccessDenied: NO_RIGHT,
  AccessDeniedException: NO_RIGHT,
  AuthorizationErrorException: NO_RIGHT,
  Forbidden: NO_RIGHT,
  ECONNREFUSED: NO_ANSWER,
  EAI_AGAIN: NO_ANSWER,
  ENOTFOUND: NO_ANSWER,
  ETIMEDOUT: NO_ANSWER,
  TimeoutError: NO_ANSWER,
};

/** What the SDK says in words only, under no name of its own. */
const NO_REGION = 'Region is missing';

const adviceFor = (error: NodeJS.ErrnoException): string | undefined => {
  if (error.message === NO_REGION)
    return 'No region is chosen: set AWS_REGION, or the region of your profile';
  return ADVICE[error.code ?? ''] ?? ADVICE[error.name];
};

/** The error and what it was thrown for, outermost first: who reads records wraps what DynamoDB says. */
const chainOf = (error: unknown): Error[] => (error instanceof Error ? [error, ...chainOf(error.cause)] : []);

/** An error of AWS's as one that says what to do; any other stays as it is. */
const explained = (error: unknown, stack: string): unknown => {
  for (const link of chainOf(error)) {
    const advice = adviceFor(link);
    if (advice) return new UsageError(`${stack}: ${advice}. AWS says: ${link.message.replace(/\.$/, '')}`);
  }
  return error;
};

/** CloudFormation has no error of its own for a stack that is not there. */
const absent =
  (stack: string) =>
  (error: Error): never => {
    if (error.name !== 'ValidationError') throw error;
    throw new UsageError(
      `There is no stack ${stack} in this account and region: --target takes ${['local', ...ENVIRONMENTS].join(', ')} or a stack's name; AWS_PROFILE and AWS_REGION say where it is looked for`,
    );
  };

const outputsOf = async (stack: string): Promise<Output[]> => {
  const asked = new DescribeStacksCommand({ StackName: stack });
  const { Stacks } = await new CloudFormationClient({}).send(asked).catch(absent(stack));
  return Stacks?.[0]?.Outputs ?? [];
};

const outputNamed = (name: string, outputs: Output[], stack: string): string => {
  const value = outputs.find(({ OutputKey }) => OutputKey === name)?.OutputValue;
  if (value) return value;
  throw new UsageError(
    `The stack ${stack} says nothing of its ${name}: it is not Feedwright’s, or older than this command line; deploy it again`,
  );
};

/** What a stack's own functions are told by their environment. Throws `UsageError` where it is no stack of ours. */
const environmentOfStack = async (stack: string): Promise<Record<string, string>> => {
  const outputs = await outputsOf(stack);
  return Object.fromEntries(
    Object.entries(OUTPUTS).map(([name, variable]) => [variable, outputNamed(name, outputs, stack)]),
  );
};

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
    ...{ isOwnHost: false, hostMemoryMb: () => null, checkSecret, forgetSecret },
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
