import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { credentialOf } from './aws-server.ts';

const HostFile = z.object({
  pid: z.number(),
  /** What a second terminal sets to work with the same table, stores and machines. */
  environment: z.record(z.string(), z.string()),
});
type HostFile = z.infer<typeof HostFile>;

/** The call by which a host says which process it is. */
export const IDENTIFY = 'Feedwright.Identify';

const ANSWER_MS = 2_000;

const readHostFile = async (path: string): Promise<HostFile | null> => {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  return HostFile.safeParse(JSON.parse(text)).data ?? null;
};

/** The call by which a host gives a link that opens its API to who sits at this machine, once. */
export const INVITE = 'Feedwright.Invite';

const ask = (target: string, { environment }: HostFile): Promise<unknown> => {
  const { AWS_ENDPOINT_URL_SFN: url = '', AWS_ACCESS_KEY_ID: accessKey = '' } = environment;
  return fetch(url, {
    method: 'POST',
    headers: { 'x-amz-target': target, authorization: credentialOf(accessKey) },
    body: '{}',
    signal: AbortSignal.timeout(ANSWER_MS),
  }).then((response) => response.json());
};

const answersAs = async (file: HostFile): Promise<boolean> => {
  const answer = await ask(IDENTIFY, file).catch(() => ({}));
  return (answer as { pid?: number }).pid === file.pid;
};

/** A link to a running host that signs in who opens it first. */
export const signInLink = async (file: HostFile): Promise<string> =>
  z.object({ link: z.string() }).parse(await ask(INVITE, file)).link;

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
