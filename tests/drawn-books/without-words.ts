import type { OpenDocument, Page, PageReader, Word } from '#pages/page.ts';

/** Letters by others, the same everywhere: nobody knows the words, and all else of the page is as it was. */
export const ciphered = (text: string): string =>
  text.replace(/\p{L}/gu, (letter) => {
    const isLower = letter === letter.toLowerCase();
    const alphabet = isLower ? 'qwzxjvkbfghyplmncd' : 'QWZXJVKBFGHYPLMNCD';
    return alphabet[(letter.codePointAt(0) ?? 0) % alphabet.length] as string;
  });

/** A reader that shows a document with these labels, and their lines, in letters that mean nothing. */
export const withoutWords = (reader: PageReader, labels: readonly string[]): PageReader => ({
  name: reader.name,
  open: async (bytes) => {
    const document = await reader.open(bytes);
    return {
      ...methodsOf(document),
      readPage: async (number) => hidden(await document.readPage(number), labels),
    };
  },
});

const methodsOf = (document: OpenDocument): OpenDocument => ({
  pageCount: document.pageCount,
  readPage: (number) => document.readPage(number),
  renderPage: (number, scale) => document.renderPage(number, scale),
  renderImage: (page, image) => document.renderImage(page, image),
  close: () => document.close(),
});

/** Letters: a shorter text may be part of a label by chance. */
const SHORTEST_LINE = 3;

/** The units in a label stay: they are no words of it. */
function hidden(page: Page, labels: readonly string[]): Page {
  const hide = (word: Word): Word => {
    const [, words = '', brackets = ''] = /^([^(]*)(.*)$/s.exec(word.text) ?? [];
    const line = words.replace(/[™®†*‡]/g, '').trim();
    const isPart =
      line.length > SHORTEST_LINE && !/\d/.test(line) && labels.some((label) => label.includes(line));
    return line !== '' && (isPart || labels.includes(line))
      ? { ...word, text: ciphered(words) + brackets }
      : word;
  };
  return { ...page, words: page.words.map(hide) };
}
