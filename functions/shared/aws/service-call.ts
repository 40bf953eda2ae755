import { NodeHttpHandler } from '@smithy/node-http-handler';
import { ServiceRefused } from '../errors.ts';
import { type Patience, type Pauses, withRetries } from '../retry.ts';

/** A paid service of AWS: what it is called in messages, and what to do where it denies access. */
export interface Service {
  name: string;
  toAllow: string;
}

/**
 * Of the SDK: one attempt a call, since `withRetries` makes the others. HTTP/1.1 also for Bedrock: its
 * default of HTTP/2 gives no error that tells a broken connection from a wrong request.
 */
export const clientSettings = (region: string, timeoutMs: number) => ({
  region,
  maxAttempts: 1,
  requestHandler: new NodeHttpHandler({
    connectionTimeout: Math.min(5_000, timeoutMs),
    requestTimeout: timeoutMs,
    // Without this the handler logs a warning and waits on.
    throwOnRequestTimeout: true,
  }),
});

const PATIENCE: Patience = { deadlineMs: 45_000, firstDelayMs: 500, longestDelayMs: 10_000 };

/** Where somebody waits for the answer: a second try would come too late. */
export const ONCE: Patience = { deadlineMs: 0, firstDelayMs: 500, longestDelayMs: 500 };

const DENIED = new Set([
  'AccessDeniedException',
  'CredentialsProviderError',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'UnrecognizedClientException',
]);

const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && (DENIED.has(error.name) || ('$fault' in error && error.$fault === 'client'));

const refused = ({ name, toAllow }: Service, error: Error): ServiceRefused => {
  const isDenied = DENIED.has(error.name);
  const message = isDenied
    ? `${name} may not be used (${error.name}): ${toAllow}`
    : `${name} refuses the request (${error.name}): ${error.message}`;
  return new ServiceRefused(message, { stage: name, cause: error });
};

/**
 * Asks a service until it answers. Throws `TransientFailure` when it does not in time and `ServiceRefused`,
 * with what to do, when it never will.
 */
export const askService = async <Answer>(
  service: Service,
  call: () => Promise<Answer>,
  pauses?: Pauses,
  patience = PATIENCE,
): Promise<Answer> => {
  try {
    return await withRetries(service.name, call, patience, pauses);
  } catch (error) {
    throw isRefusal(error) ? refused(service, error) : error;
  }
};
