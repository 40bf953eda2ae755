import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Ended } from './progress.ts';

/** One execution of a machine, as it was asked for. */
export interface Execution {
  machine: string;
  name: string;
  input: object;
  /** Another execution waits for what this one gives. */
  awaited?: true;
}

export const ENDINGS = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;

type Running = Execution & { status: 'RUNNING' };

/** What is known of an execution; once it has ended its input is of no more use, and its output to who awaits it. */
export type Entry = Running | (Pick<Execution, 'machine' | 'name'> & Ended);

/** One execution's identity: a machine takes each name once. */
export const executionKey = ({ machine, name }: Pick<Execution, 'machine' | 'name'>): string =>
  `${machine}:${name}`;

/** Whole lines only: a killed process can leave half a one, which is cut off. */
const readEntries = (file: string): Entry[] => {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
  truncateSync(file, whole.byteLength);
  return whole
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
};

/** The memory of which executions were started and which of them ended; it survives a killed process. */
export const openJournal = (file: string) => {
  mkdirSync(dirname(file), { recursive: true });
  const entries = new Map(readEntries(file).map((entry) => [executionKey(entry), entry]));
  return {
    find: (key: string): Entry | undefined => entries.get(key),
    unfinished: (): Execution[] => [...entries.values()].filter((entry) => entry.status === 'RUNNING'),
    write: (entry: Entry): void => {
      entries.set(executionKey(entry), entry);
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
    },
  };
};

export type Journal = ReturnType<typeof openJournal>;
