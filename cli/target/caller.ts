import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** The caller as AWS knows it: the ARN of a user, or of a role and the session's name. It needs no right. */
export const callerArn = async (): Promise<string> =>
  (await new STSClient({}).send(new GetCallerIdentityCommand({}))).Arn ?? 'unknown';
