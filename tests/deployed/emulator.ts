import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { portsInARow } from '../fakes/free-ports.ts';
import { pythonEnvironment } from './tools.ts';

const LOOPBACK = '127.0.0.1';

/** Where the emulator's account is, for the CDK, the SDK and the functions. */
const ACCOUNT = {
  AWS_REGION: 'eu-north-1',
  AWS_DEFAULT_REGION: 'eu-north-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
};

const settings = (port: number, temporary: string) => ({
  BIND_HOST: LOOPBACK,
  // What it tells functions and clients about itself: `localhost` may mean an IPv6 address that it does not listen on.
  MINISTACK_HOST: LOOPBACK,
  GATEWAY_PORT: String(port),
  MINISTACK_REGION: ACCOUNT.AWS_REGION,
  IOT_MTLS_ENABLED: '0',
  TMPDIR: temporary,
  // Functions run on the Node that is first in the path.
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
});

/** Resolves with the line that says it; throws with all that was said where the process ends before. */
const untilReady = async ({ stdout, stderr }: ChildProcess): Promise<void> => {
  const said: string[] = [];
  for (const stream of [stdout, stderr]) stream?.on('data', (text) => said.push(String(text)));
  for await (const line of createInterface({ input: stderr as NodeJS.ReadableStream }))
    if (line.includes('Running on')) return;
  throw new Error(`The emulator did not start:\n${said.join('')}`);
};

/** Ends with its input, and with it the functions' processes: so it outlives no test, however that ends. */
const PROGRAM = `
import os, signal, sys, threading
def end_with_input():
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)
threading.Thread(target=end_with_input, daemon=True).start()
from ministack.app import main
main()`;

/** An emulator of AWS on a loopback port: empty at first, forgotten at the end. */
export const startEmulator = async () => {
  const [port] = await portsInARow(1);
  const folder = await mkdtemp(join(tmpdir(), 'feedwright-emulator-'));
  const temporary = join(folder, 'tmp');
  await mkdir(temporary);
  const endpoint = { AWS_ENDPOINT_URL: `http://${LOOPBACK}:${port}` };
  const child = spawn('python3', ['-c', PROGRAM], {
    env: { ...process.env, ...ACCOUNT, ...endpoint, ...pythonEnvironment(), ...settings(port, temporary) },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, to end as one.
    detached: true,
  });
  await untilReady(child);
  child.stdout?.resume();
  child.stderr?.resume();
  return {
    folder,
    environment: { ...ACCOUNT, ...endpoint },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      child.stdin?.end();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
};
