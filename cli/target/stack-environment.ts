import { CloudFormationClient, DescribeStacksCommand, type Output } from '@aws-sdk/client-cloudformation';
import { ENVIRONMENTS } from '../../infra/settings.ts';
import { OUTPUTS } from '../../infra/stack-outputs.ts';
import { UsageError } from '../command.ts';

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
export const environmentOfStack = async (stack: string): Promise<Record<string, string>> => {
  const outputs = await outputsOf(stack);
  return Object.fromEntries(
    Object.entries(OUTPUTS).map(([name, variable]) => [variable, outputNamed(name, outputs, stack)]),
  );
};
