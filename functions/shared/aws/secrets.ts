import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { ConfigurationError } from '../errors.ts';
import type { Secrets } from '../ports.ts';

const SecretStrings = z.record(z.string(), z.string());

const named = (name: string) => (error: unknown) => {
  if (!(error instanceof ResourceNotFoundException)) throw error;
  throw new ConfigurationError(
    `Missing secret ${name}: create it in the secret store with host, port, username and password`,
    { stage: 'configuration', cause: error },
  );
};

/** Secrets Manager; each secret is a JSON object of strings. */
export const secretsManager = (client = new SecretsManagerClient({})): Secrets => ({
  read: async (name) => {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: name })).catch(named(name));
    return SecretStrings.parse(JSON.parse(answer.SecretString ?? '{}'));
  },
});
