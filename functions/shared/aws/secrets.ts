import {
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { ConfigurationError } from '../errors.ts';
import type { Secrets } from '../ports.ts';

const SecretStrings = z.record(z.string(), z.string());

const configurationError = (message: string, cause?: unknown) =>
  new ConfigurationError(message, { stage: 'configuration', cause });

const isDenied = (error: unknown): boolean =>
  error instanceof Error && error.name === 'AccessDeniedException';

const named = (name: string) => (error: unknown) => {
  if (error instanceof ResourceNotFoundException)
    throw configurationError(
      `Missing API key for ${name}: create this secret in the secret store (a host's holds host, port, username and password, an account's at Avito clientId and clientSecret): ${error.message}`,
      error,
    );
  if (isDenied(error))
    throw configurationError(
      `The secret ${name} may not be read here: see secrets.ts for the names that may`,
      error,
    );
  throw error;
};

/** The parser's own message would quote the secret, so it is not passed on. */
const parseSecret = (name: string, text: string): Record<string, string> => {
  try {
    return SecretStrings.parse(JSON.parse(text));
  } catch {
    throw configurationError(`The secret ${name} is no JSON object of strings`);
  }
};

/** Secrets Manager; each secret is a JSON object of strings. */
export const secretsManager = (client = new SecretsManagerClient({})): Secrets => ({
  read: async (name) => {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: name })).catch(named(name));
    return parseSecret(name, answer.SecretString ?? '{}');
  },
});

/** Throws `ConfigurationError` where a secret is not there; asked by those who may not read it. */
export const checkSecret = async (name: string, client = new SecretsManagerClient({})): Promise<void> =>
  void (await client.send(new DescribeSecretCommand({ SecretId: name })).catch(named(name)));

/**
 * Removes a secret for good, at once, if it is there; asked by those who may not read it. False for one that may not be
 * removed here either: its name is none that this environment's secrets have.
 */
export const forgetSecret = async (name: string, client = new SecretsManagerClient({})): Promise<boolean> => {
  const asked = new DeleteSecretCommand({ SecretId: name, ForceDeleteWithoutRecovery: true });
  return client.send(asked).then(
    () => true,
    (error) => {
      if (isDenied(error)) return false;
      if (error instanceof ResourceNotFoundException) return true;
      throw error;
    },
  );
};
