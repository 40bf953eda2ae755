import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Execution } from '#local/machines/journal.ts';
import type { ExecutionStatus, Ports } from '#shared/ports.ts';
import { machineOn } from './machine.ts';
import { addDemoDealer } from './pipeline.ts';
import { testPorts } from './ports.ts';

type Functions = NonNullable<Parameters<typeof machineOn>[2]>;

const refusedTwice = (error: Error): false => {
  if (error.name !== 'ExecutionAlreadyExists') throw error;
  return false;
};

/** All of a host but its servers: the project's machines on ports of the test, which start and ask after executions. */
export const hostOn = async (changesOf: (ports: Ports) => Functions = () => ({})) => {
  const folder = await mkdtemp(join(tmpdir(), 'feedwright-'));
  const bare = await testPorts();
  await addDemoDealer(bare);
  const standing = new Map<string, ExecutionStatus>();
  const machines: Ports['machines'] = {
    start: async (machine, name, input) => {
      if (!standing.has(`${machine} ${name}`)) standing.set(`${machine} ${name}`, 'RUNNING');
      return Promise.resolve()
        .then(() => runner.start({ machine, name, input }) !== '')
        .catch(refusedTwice);
    },
    status: async (machine, name) => standing.get(`${machine} ${name}`) ?? null,
  };
  const ports = { ...bare, machines };
  const runner = await machineOn(ports, folder, changesOf(ports));
  runner.progress.on('ended', ({ machine, name }: Execution, { status }) =>
    standing.set(`${machine} ${name}`, status),
  );
  return {
    folder,
    ports,
    runner,
    /** What the bus was told, oldest first. */
    events: async (): Promise<{ DetailType: string; Detail: Record<string, unknown> }[]> =>
      (await readFile(join(folder, 'events.jsonl'), 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    [Symbol.asyncDispose]: async () => {
      await bare[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
};

export type TestHost = Awaited<ReturnType<typeof hostOn>>;

/** Drops a file into the demo dealer's inbox; answers its key. */
export const drop = async ({ ports }: Pick<TestHost, 'ports'>, path: string, name: string) => {
  const key = `inbox/demo/${name}`;
  await ports.inbox.writeFile(key, path, 'application/octet-stream');
  return key;
};

/** The demo dealer's documents. */
export const documentsOf = ({ ports }: Pick<TestHost, 'ports'>) =>
  ports.table.documents.query({ dealerId: 'demo' });
