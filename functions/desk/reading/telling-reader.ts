import type { OpenDocument, PageReader } from '#pages/page.ts';

/** Told of each page before it is read. */
export type OnPage = (number: number, pages: number) => void;

const telling = (document: OpenDocument, onPage: OnPage): OpenDocument => ({
  ...document,
  readPage: (number, sight) => {
    onPage(number, document.pageCount);
    return document.readPage(number, sight);
  },
});

/** The same reader, which says where it is. */
export const tellingReader = (reader: PageReader, onPage: OnPage): PageReader => ({
  ...reader,
  open: async (bytes) => telling(await reader.open(bytes), onPage),
});
