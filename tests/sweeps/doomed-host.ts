import { portsOfEnvironment } from '#shared/aws/ports.ts';
import type { Ports } from '#shared/ports.ts';
import { functionsOn, machineOn } from '../fakes/machine.ts';

/** A process that puts one file through, and stops for ever before one of the writes of one of its stages. */
export interface Doom {
  /** Of its journal. */
  folder: string;
  key: string;
  stage: string;
  /** Which write of that stage, from 1; the one behind the last is the stage's own answer. */
  write: number;
}

const { folder, key, stage, write: fatal }: Doom = JSON.parse(process.argv[2] ?? '{}');

let writes = 0;
const beforeWrite = async (): Promise<void> => {
  writes += 1;
  if (writes < fatal) return;
  process.send?.('stuck');
  await new Promise(() => {});
};

type Call = (...given: unknown[]) => Promise<unknown>;

const stopping = <Methods extends object>(methods: Methods): Methods =>
  Object.fromEntries(
    Object.entries(methods).map(([name, call]: [string, Call]) => [
      name,
      /^(put|patch|add|remove|write)/.test(name)
        ? async (...given: unknown[]) => {
            await beforeWrite();
            return call(...given);
          }
        : call,
    ]),
  ) as Methods;

const ports = portsOfEnvironment();
const stoppingPorts: Ports = {
  ...ports,
  artefacts: stopping(ports.artefacts),
  table: Object.fromEntries(
    Object.entries(ports.table).map(([name, part]) => [
      name,
      typeof part === 'object' ? stopping(part) : part,
    ]),
  ) as unknown as Ports['table'],
};

const runner = await machineOn(ports, folder, {
  [stage]: async (event) => {
    const answer = await functionsOn(stoppingPorts)[stage]?.(event);
    await beforeWrite();
    return answer;
  },
});
runner.start({ machine: 'price-list', name: `run-of-${key.split('/')[1]}`, input: { key } });
await runner.idle();
process.send?.('through');
process.disconnect();
