import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../state-machines');
const ENDING = '.asl.json';

interface Clause {
  ErrorEquals: string[];
  MaxAttempts?: number;
  Next?: string;
}

export interface State {
  Type: string;
  Resource?: string;
  Parameters?: { FunctionName?: string };
  TimeoutSeconds?: number;
  Retry?: Clause[];
  Catch?: Clause[];
  ItemProcessor?: { States: Record<string, State> };
}

export interface Definition {
  TimeoutSeconds: number;
  States: Record<string, State>;
}

export interface NamedState extends State {
  machine: string;
  name: string;
}

export const textOf = (machine: string): string => readFileSync(join(FOLDER, `${machine}${ENDING}`), 'utf8');

/** Every state machine there is, by the name of its file. */
export const machineNames = readdirSync(FOLDER)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => basename(file, ENDING));

export const definitionOf = (machine: string): Definition => JSON.parse(textOf(machine));

const statesIn = (machine: string, states: Record<string, State>): NamedState[] =>
  Object.entries(states).flatMap(([name, state]) => [
    { ...state, machine, name },
    ...statesIn(machine, state.ItemProcessor?.States ?? {}),
  ]);

/** Every task of every machine, those inside a Map too. */
export const tasks: NamedState[] = machineNames
  .flatMap((machine) => statesIn(machine, definitionOf(machine).States))
  .filter(({ Type }) => Type === 'Task');

/** `ExtractFunction` of a task that calls a function. */
export const functionOf = ({ Parameters }: State): string | null =>
  Parameters?.FunctionName?.match(/^\$\{(\w+)Function\}$/)?.[1] ?? null;
