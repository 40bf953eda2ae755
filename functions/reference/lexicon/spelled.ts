/** A way in which texts write a word, and the word. */
export type Spelling = readonly [RegExp, string];

/** The text with every spelling undone, in their order. */
export const spelled = (text: string, spellings: readonly Spelling[]): string =>
  spellings.reduce((so, [from, to]) => so.replace(from, to), text);
