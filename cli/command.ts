import type { ParseArgsConfig } from 'node:util';
import { meantText } from '#messages/en/words.ts';
import { wordsMeant } from '#shared/meant.ts';

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
  /** What its own exit codes mean, where that is another thing than everywhere. */
  exits?: Readonly<Record<number, string>>;
  /** It works on this machine only, with what it is given: there is no `--target` or `--data` to choose, nor data to print. */
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

/** A person's sentence about what there is not, and what may be meant. */
export const absent = (what: string, written: string, known: readonly string[]): UsageError =>
  new UsageError(
    [`There is no ${what} ${written}.`, meantText(wordsMeant(written, known))].filter(Boolean).join(' '),
  );
