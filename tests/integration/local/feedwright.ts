import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../../cli/run-command.ts';

const PROGRAM = fileURLToPath(new URL('../../../cli/feedwright.mjs', import.meta.url));

/** Paths of the samples that are shipped. */
export const sample = (path: string): string =>
  fileURLToPath(new URL(`../../../samples/${path}`, import.meta.url));

export const LIST = sample('price-lists/ski-doo-2027-fi.pdf');
export const BOOK = sample('spec-books/ski-doo-2027-spec-book.pdf');

export const linesOf = (text: string): string[] => text.split('\n').filter(Boolean);

/** What a command said line by line, in JSON. */
export const problemsIn = (stderr: string) => linesOf(stderr).map((line) => JSON.parse(line));

/** A working directory that goes with the test. */
export const workingDirectory = async () => {
  const path = await mkdtemp(join(tmpdir(), 'feedwright-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
};

/** The feed of the dealer `samples` as one version has it: its file bears the version, and a hash behind it. */
export const builtFeed = async (cwd: string, version: string): Promise<string> => {
  const folder = join(cwd, '.feedwright/artefacts/feeds/samples');
  const isOfVersion = (name: string) =>
    name.startsWith(`${version.padStart(6, '0')}-`) && name.endsWith('.xml');
  const name = (await readdir(folder)).find(isOfVersion);
  return readFile(join(folder, name ?? `no feed of version ${version}`), 'utf8');
};

/** A profile that exists nowhere: what a caller sets for his own AWS work changes nothing on one machine. */
const CALLERS = { AWS_PROFILE: 'nobody' };

const callersOwn = (): NodeJS.ProcessEnv => ({ ...process.env, ...CALLERS });

const setEnvironment = (wanted: NodeJS.ProcessEnv): void => {
  for (const name of Object.keys(process.env)) if (!(name in wanted)) delete process.env[name];
  Object.assign(process.env, wanted);
};

/** Does some work as a process of its own would: in its folder and environment, which it may change, and its console. */
const asProcess = async <Result>(env: NodeJS.ProcessEnv, cwd: string, work: () => Promise<Result>) => {
  const before = { env: { ...process.env }, cwd: process.cwd(), console: globalThis.console };
  setEnvironment(env);
  process.chdir(cwd);
  try {
    return await work();
  } finally {
    process.chdir(before.cwd);
    setEnvironment(before.env);
    globalThis.console = before.console;
  }
};

/** Keeps what is written to a stream until `restore`. */
const capture = (stream: NodeJS.WriteStream) => {
  const { write } = stream;
  let written = '';
  stream.write = (chunk: Uint8Array | string, ...rest: unknown[]) => {
    written += chunk;
    const done = rest.at(-1);
    if (typeof done === 'function') queueMicrotask(() => done());
    return true;
  };
  const restore = () => {
    stream.write = write;
    return written;
  };
  return { restore };
};

/** A process has one folder, one environment and one output. */
let lastCommand: Promise<unknown> = Promise.resolve();

/**
 * Runs a command to its end in an environment of its own, by the function that the program calls: here its modules are
 * loaded once for all commands, which takes longer than most of them.
 */
export const feedwrightIn = (env: NodeJS.ProcessEnv, cwd: string, ...args: string[]) => {
  const command = lastCommand.then(() =>
    asProcess(env, cwd, async () => {
      const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
      const code = await runCommand(args);
      return { code, stdout: stdout.restore(), stderr: stderr.restore() };
    }),
  );
  lastCommand = command.catch(() => {});
  return command;
};

/** Runs a command to its end. */
export const feedwright = (cwd: string, ...args: string[]) => feedwrightIn(callersOwn(), cwd, ...args);

/** Starts the program itself. */
export const launch = (cwd: string, args: string[], env = callersOwn()): ChildProcess =>
  spawn(process.execPath, [PROGRAM, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs the program itself to its end, in a process of its own. */
export const program = async (cwd: string, args: string[], env = callersOwn()) => {
  const child = launch(cwd, args, env);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    once(child, 'exit'),
  ]);
  return { code: code as number, stdout, stderr };
};

/** Runs `start` until it is stopped; `says` waits for words on its output. */
export const startFeedwright = (cwd: string) => {
  const child = launch(cwd, ['start']);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;

  const says = async (words: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = words.exec(output);
      if (found) return found;
      await Promise.race([
        once(child.stdout as NodeJS.ReadableStream, 'data'),
        ended.then(() => Promise.reject(new Error(output))),
      ]);
    }
  };
  const stop = async (): Promise<number | null> => {
    child.kill('SIGINT');
    return (await ended)[0];
  };
  return { says, stop, output: () => output, [Symbol.asyncDispose]: async () => void (await stop()) };
};
