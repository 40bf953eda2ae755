const PLAIN = /^[\w./:=@%+,-]+$/;

/** A word as a shell takes it, whatever stands in it. */
const quoted = (word: string): string => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** A command as it can be pasted into a shell, by its words behind the program's name. */
export const commandLine = (words: readonly string[]): string =>
  ['npx feedwright', ...words.map(quoted)].join(' ');
