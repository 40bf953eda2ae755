import { UsageError } from '../command.ts';

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
export const explained = (error: unknown, stack: string): unknown => {
  for (const link of chainOf(error)) {
    const advice = adviceFor(link);
    if (advice) return new UsageError(`${stack}: ${advice}. AWS says: ${link.message.replace(/\.$/, '')}`);
  }
  return error;
};
