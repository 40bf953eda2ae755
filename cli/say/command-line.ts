import { commandLine } from '#messages/command-line.ts';
import type { Arguments } from '../command.ts';

/** A command as it can be pasted into a shell, for the place that the present one works on. */
export const runnable = (words: readonly string[], { target, data }: Arguments['options'] = {}): string =>
  commandLine([
    ...words,
    ...(target === undefined ? [] : ['--target', target]),
    ...(data === undefined ? [] : ['--data', data]),
  ]);
