import { glob, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { MACHINE_ARN_PREFIX } from './arns.ts';

/** A Task of a machine, wherever it stands in Maps and Parallels. */
interface TaskState {
  name: string;
  resource: string;
}

export interface Machine {
  engine: StateMachine;
  tasks: TaskState[];
}

interface Scope {
  States: Record<string, { Type: string; Resource?: string; ItemProcessor?: Scope; Branches?: Scope[] }>;
}

const toKebab = (name: string) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

/** What `${PriceListMachine}`, `${CloseFailedFunction}` and the like stand for on this machine. */
const substitute = (name: string): string => {
  const [, subject = name, kind] = /^(\w+?)(Function|Machine)?$/.exec(name) ?? [];
  return kind === 'Machine' ? `${MACHINE_ARN_PREFIX}${toKebab(subject)}` : toKebab(subject);
};

const tasksOf = ({ States }: Scope): TaskState[] =>
  Object.entries(States).flatMap(([name, { Resource, ItemProcessor, Branches = [] }]) => [
    ...(Resource ? [{ name, resource: Resource }] : []),
    ...(ItemProcessor ? tasksOf(ItemProcessor) : []),
    ...Branches.flatMap(tasksOf),
  ]);

const parse = (text: string): Machine => {
  const definition: StateMachineDefinition = JSON.parse(
    text.replaceAll(/\$\{(\w+)\}/g, (_, name) => substitute(name)),
  );
  const engine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  return { engine, tasks: tasksOf(definition as Scope) };
};

/** The machines of a folder by name: `price-list.asl.json` is `price-list`. */
export const loadMachines = async (folder: string): Promise<Map<string, Machine>> => {
  const machines = new Map<string, Machine>();
  for await (const file of glob('*.asl.json', { cwd: folder }))
    machines.set(basename(file, '.asl.json'), parse(await readFile(join(folder, file), 'utf8')));
  return machines;
};
