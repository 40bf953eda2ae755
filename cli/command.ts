import type { ParseArgsConfig } from 'node:util';

type ParsedOption = NonNullable<ParseArgsConfig['options']>[string];

/** An option of the command line, with what it does. */
export type Option = ParsedOption & { value?: string; description: string };

export interface Arguments {
  files: string[];
  options: Record<string, string | undefined>;
  flags: Set<string>;
}

/** One word of the command line. */
export interface Command {
  summary: string;
  /** After "feedwright": what stands on the line. */
  usage: string;
  examples: string[];
  options: Record<string, Option>;
  /** It works on this machine only, with what it is given: there is no `--target` or `--data` to choose. */
  ownMachine?: true;
  /** Answers the exit code. */
  run(given: Arguments): Promise<number>;
}

/** The user asked for something impossible; the message says what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** As in sysexits.h: the command was used wrongly. */
export const USAGE_EXIT_CODE = 64;
