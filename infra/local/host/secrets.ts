import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type Calls, ServiceError } from './aws-server.ts';

type Secret = Record<string, string>;

const SecretsFile = z.record(z.string(), z.record(z.string(), z.string()));
const OTHERS_MAY_READ = 0o077;

/** Outside the project, so that no commit can carry it. */
export const secretsFile = (): string =>
  join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'feedwright', 'secrets.json');

const refuseOpenFile = async (path: string) => {
  if (process.platform === 'win32' || !((await stat(path)).mode & OTHERS_MAY_READ)) return;
  throw new ServiceError('InvalidRequestException', `Others can read ${path}: run chmod 600 on it.`);
};

const absent = (error: NodeJS.ErrnoException) => {
  if (error.code === 'ENOENT') return '{}';
  throw error;
};

const storedSecrets = async (): Promise<Record<string, Secret>> => {
  const path = secretsFile();
  const text = await readFile(path, 'utf8').catch(absent);
  if (text !== '{}') await refuseOpenFile(path);
  return SecretsFile.parse(JSON.parse(text));
};

const read = async (name: string, own: Record<string, Secret>): Promise<Secret> => {
  const secret = own[name] ?? (await storedSecrets())[name];
  if (secret) return secret;
  throw new ServiceError('ResourceNotFoundException', `No secret ${name} in ${secretsFile()}`);
};

/** Secrets Manager's two calls: the host's own secrets first, then those of the user's file. */
export const secretCalls = (own: Record<string, Secret>): Calls => ({
  'secretsmanager.DescribeSecret': async ({ SecretId }: { SecretId: string }) => {
    await read(SecretId, own);
    return { Name: SecretId };
  },
  'secretsmanager.GetSecretValue': async ({ SecretId }: { SecretId: string }) => ({
    Name: SecretId,
    SecretString: JSON.stringify(await read(SecretId, own)),
  }),
});
