import type { Bitmap, OpenDocument, Page, PageReader } from '#pages/page.ts';
import { sha256 } from '#shared/hash.ts';

/** What the pages of a file say and show, by what was asked of them. */
interface Remembered {
  pages: Map<string, Promise<Page>>;
  pictures: Map<string, Bitmap>;
}

const remembering = <Value>(known: Map<string, Value>, asked: unknown, ask: () => Value): Value => {
  const key = JSON.stringify(asked);
  const value = known.get(key) ?? ask();
  known.set(key, value);
  return value;
};

/** The engine draws the next picture over the last one. */
const kept = (bitmap: Bitmap): Bitmap => ({ ...bitmap, rgba: bitmap.rgba.slice() });

const documentWith = (document: OpenDocument, { pages, pictures }: Remembered): OpenDocument => ({
  ...document,
  readPage: (...asked) => remembering(pages, asked, () => document.readPage(...asked)),
  renderImage: (page, image) =>
    remembering(pictures, [page, image], () => kept(document.renderImage(page, image))),
});

/** A reader that reads the same page of the same bytes once: for tests that put one file through again and again. */
export const rememberingReader = (reader: PageReader): PageReader => {
  const files = new Map<string, Remembered>();
  return {
    name: reader.name,
    open: async (bytes) => {
      const document = await reader.open(bytes);
      const known = files.get(sha256(bytes)) ?? { pages: new Map(), pictures: new Map() };
      files.set(sha256(bytes), known);
      return documentWith(document, known);
    },
  };
};
