import { beforeAll, describe, expect, test } from 'vitest';
import { Catalogue } from '#contracts/catalogue.ts';
import { readSpecBook } from '#functions/catalogue/read-spec-book.ts';
import { asTold } from '#messages/reason.ts';
import { type PageReader, UnreadableDocument } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { generatePriceList } from '#samples/generate-price-list.ts';
import { sha256 } from '#shared/hash.ts';
import { shippedBook } from '../../fakes/shipped-book.ts';

const refusing: PageReader = {
  name: 'refusing',
  open: async () => {
    throw new UnreadableDocument('unreadable', 'this reader reads nothing');
  },
};

const read = (bytes: Uint8Array, readers: PageReader[] = [pdfiumReader]) =>
  readSpecBook(
    bytes,
    { name: 'book.pdf', sha256: sha256(bytes) },
    { readers, extractedAt: '2026-09-02T00:00:00.000Z', storePicture: async (picture) => sha256(picture) },
  );

describe('readSpecBook', () => {
  let book: Uint8Array;
  let whole: Catalogue;
  beforeAll(async () => {
    book = (await shippedBook()).bytes;
    whole = Catalogue.parse(await read(book));
  });

  test('gives the same catalogue for the same bytes', async () => {
    expect(await read(book)).toEqual(whole);
  });

  test('asks the next reader where the first cannot read', async () => {
    expect(await read(book, [refusing, pdfiumReader])).toEqual(whole);
  });

  test('rejects what no reader can open', async () => {
    expect(await read(book, [refusing])).toMatchObject({
      outcome: 'rejected',
      reason: { code: 'unreadable' },
    });
    expect(await read(Buffer.from('no PDF at all'))).toMatchObject({ reason: { code: 'not-a-pdf' } });
  });

  test('names a page that cannot be read and reads the others', async () => {
    const [first, ...others] = whole.models;
    const rest = Catalogue.parse(await read(book, [withoutPage(first?.page ?? 0)]));
    expect(rest.models).toEqual(others);
    expect(rest.problems).toEqual([
      {
        code: 'page-unread',
        values: { detail: 'its content is damaged' },
        place: { page: first?.page, box: null },
      },
    ]);
  });

  test('is read where its problems were sentences yet', async () => {
    const [first] = whole.models;
    const problems = [
      { page: 3, text: 'nothing is printed beside "Reverse"' },
      { page: null, text: 'it is damaged' },
    ];
    const old = Catalogue.parse({ ...whole, contractVersion: 1, problems });
    expect(old.models[0]).toEqual(first);
    expect(old.problems).toEqual([
      { ...asTold('nothing is printed beside "Reverse"'), place: { page: 3, box: null } },
      asTold('it is damaged'),
    ]);
  });

  test('takes no word of a page whose fonts are other letters than they say', async () => {
    const [first, ...others] = whole.models;
    const rest = Catalogue.parse(await read(book, [garbledOn(first?.page ?? 0)]));
    expect(rest.models).toEqual(others);
    expect(rest.problems).toMatchObject([
      { values: { detail: expect.stringContaining('letters') }, place: { page: first?.page } },
    ]);
  });

  test('a picture that cannot be rendered costs the model its picture only', async () => {
    const pale = Catalogue.parse(await read(book, [withoutPictures]));
    expect(pale.models).toEqual(whole.models.map((model) => ({ ...model, picture: null })));
    expect(pale.problems).toHaveLength(whole.models.length);
  });

  test('rejects a file without model pages', async () => {
    const { bytes } = await generatePriceList({
      ...{ layout: 'banded', language: 'en', brand: 'LYNX', modelYear: 2028, productCount: 5, seed: 1 },
    });
    expect(await read(bytes)).toMatchObject({ outcome: 'rejected', reason: { code: 'no-model-pages' } });
  });
});

const damaged = (): never => {
  throw new UnreadableDocument('unreadable', 'its content is damaged');
};

/** Reads as PDFium does, but finds one page damaged. */
const withoutPage = (number: number): PageReader => ({
  name: 'pdfium but for one page',
  open: async (bytes) => {
    const document = await pdfiumReader.open(bytes);
    return { ...document, readPage: (page) => (page === number ? damaged() : document.readPage(page)) };
  },
});

/** Reads as PDFium does, but renders no picture. */
const withoutPictures: PageReader = {
  name: 'pdfium but for pictures',
  open: async (bytes) => ({ ...(await pdfiumReader.open(bytes)), renderImage: damaged }),
};

/** Reads one page as a font reads whose names contradict its letters. */
const garbledOn = (garbled: number): PageReader => ({
  name: 'garbled',
  open: async (bytes) => {
    const book = await pdfiumReader.open(bytes);
    const readPage: typeof book.readPage = async (number, sight) => {
      const page = await book.readPage(number, sight);
      if (number !== garbled) return page;
      return { ...page, words: page.words.map((word) => ({ ...word, doubts: ['garbled'] as const })) };
    };
    return { ...book, readPage };
  },
});
