import { describe, expect, test } from 'vitest';
import { openFirst } from '#pages/open-first.ts';
import { type OpenDocument, type Page, type PageReader, UnreadableDocument } from '#pages/page.ts';

const page = (number: number): Page => ({
  ...{ number, width: 1, height: 1 },
  ...{ words: [], fills: [], rules: [], images: [] },
});

type Category = UnreadableDocument['category'];

const refuse = (category: Category): never => {
  throw new UnreadableDocument(category, category);
};

/** A reader that opens anything, and refuses the pages named. */
function reading(name: string, refused: Record<number, Category> = {}): PageReader {
  const readPage = async (number: number) => (refused[number] ? refuse(refused[number]) : page(number));
  const document = { pageCount: 3, readPage, close: () => {} } as Partial<OpenDocument> as OpenDocument;
  return { name, open: async () => document };
}

const refusing = (name: string, category: Category): PageReader => ({
  name,
  open: async () => refuse(category),
});

const BYTES = new Uint8Array();
const opened = (...readers: PageReader[]) => openFirst(readers, BYTES);
const refusal = (...readers: PageReader[]) =>
  opened(...readers).then(
    () => null,
    ({ category }) => category,
  );

describe('a document', () => {
  test('is read by the first reader that can open it, and the others say why not', async () => {
    const document = await opened(refusing('one', 'unreadable'), reading('two'), reading('three'));
    await document.readPage(1);
    expect(document.engine()).toEqual({
      name: 'two',
      declined: [{ name: 'one', reason: { code: 'as-told', values: { text: 'unreadable' } } }],
    });
  });

  test('that asks for a password or for too much asks it of every reader', async () => {
    expect(await refusal(refusing('one', 'password-needed'), reading('two'))).toBe('password-needed');
    expect(await refusal(refusing('one', 'too-costly'), reading('two'))).toBe('too-costly');
  });

  test('is refused for the most telling reason', async () => {
    expect(await refusal(refusing('one', 'not-a-pdf'), refusing('two', 'unreadable'))).toBe('unreadable');
    expect(await refusal(refusing('one', 'unreadable'), refusing('two', 'not-a-pdf'))).toBe('unreadable');
    expect(await refusal(refusing('one', 'not-a-pdf'))).toBe('not-a-pdf');
    expect(await refusal()).toBe('unreadable');
  });
});

describe('a page', () => {
  test('that one reader cannot read is read by the next; the other pages are not', async () => {
    const document = await opened(reading('one', { 2: 'unreadable' }), reading('two'));
    for (const number of [1, 2, 3]) expect(await document.readPage(number)).toEqual(page(number));
    expect(document.engine()).toEqual({
      name: 'one, two',
      declined: [{ name: 'one', reason: expect.objectContaining({ code: 'declined-pages' }) }],
    });
  });

  test('that none can read is refused', async () => {
    const document = await opened(reading('one', { 2: 'unreadable' }), reading('two', { 2: 'unreadable' }));
    await expect(document.readPage(2)).rejects.toThrow(UnreadableDocument);
    expect(document.engine().declined).toHaveLength(2);
  });

  test('that costs too much is given to no other reader', async () => {
    const document = await opened(reading('one', { 2: 'too-costly' }), reading('two'));
    await expect(document.readPage(2)).rejects.toMatchObject({ category: 'too-costly' });
  });
});
