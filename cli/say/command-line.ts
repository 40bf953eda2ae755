import type { Arguments } from '../command.ts';

const PLAIN = /^[\w./:=@%+,-]+$/;

/** A word as a shell takes it, whatever stands in it. */
const quoted = (word: string): string => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** A command as it can be pasted into a shell, for the place that the present one works on. */
export const runnable = (words: readonly string[], { target, data }: Arguments['options'] = {}): string =>
  [
    'npx feedwright',
    ...words.map(quoted),
    ...(target === undefined ? [] : ['--target', quoted(target)]),
    ...(data === undefined ? [] : ['--data', quoted(data)]),
  ].join(' ');
