import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { credentialOf } from './aws-server.ts';

const HostFile = z.object({
  pid: z.number(),
  /** What a second terminal sets to work with the same table, stores and machines. */
  environment: z.record(z.string(), z.string()),
});
export type HostFile = z.infer<typeof HostFile>;

/** The call by which a host says which process it is. */
export const IDENTIFY = 'Feedwright.Identify';

const ANSWER_MS = 2_000;

const readHostFile = async (path: string): Promise<HostFile | null> => {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  return HostFile.safeParse(JSON.parse(text)).data ?? null;
};

const answersAs = async ({ pid, environment }: HostFile): Promise<boolean> => {
  const { AWS_ENDPOINT_URL_SFN: url = '', AWS_ACCESS_KEY_ID: accessKey = '' } = environment;
  const asked = fetch(url, {
    method: 'POST',
    headers: { 'x-amz-target': IDENTIFY, authorization: credentialOf(accessKey) },
    body: '{}',
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const answer = await asked.then((response) => response.json()).catch(() => ({}));
  return (answer as { pid?: number }).pid === pid;
};

/** The host that works on this data folder now; a killed one's file counts for nothing. */
export const findHost = async (path: string): Promise<HostFile | null> => {
  const file = await readHostFile(path);
  return file && (await answersAs(file)) ? file : null;
};

/** Tells other processes where this host is. The table's own lock keeps a second host out. */
export const writeHostFile = async (path: string, environment: HostFile['environment']): Promise<void> => {
  await writeFile(`${path}.part`, JSON.stringify({ pid: process.pid, environment }, null, 1), {
    mode: 0o600,
  });
  await rename(`${path}.part`, path);
};

export const removeHostFile = (path: string): Promise<void> => rm(path, { force: true });
