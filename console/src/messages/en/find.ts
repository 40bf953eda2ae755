import type { FIND as RU } from '../ru/find.ts';

export const FIND: typeof RU = {
  title: 'Search',
  label: 'Code, model, colour, file name',
  hint: 'Finds machines, pages of books and files: by code, words or parts of them, misspelt too.',
  nothing: 'Nothing was found. What came after the last feed is found with the next one.',
  wordsOnly: 'Looked for by words alone: search by meaning is away.',
  someByWords: (count) => `Found by words alone so far: ${count}.`,
  byMeaning: 'by meaning',
  kinds: { machine: 'Machine', 'book-page': 'Book page', document: 'File' },
  page: (document, page) => `${document}, page ${page}`,
};
