import { describe, expect, test } from 'vitest';
import type { Box } from '#contracts/box.ts';
import { storedPicture } from '#functions/catalogue/model-picture.ts';
import type { Bitmap, OpenDocument, Page, PlacedImage } from '#pages/page.ts';
import { sha256 } from '#shared/hash.ts';

const TABLE: Box = [20, 350, 574, 760];

/** A picture of 200 × 200 pixels placed on a square of the page; its index is the grey it shows. */
const placed = (index: number, x: number, y: number, side: number, px = 200): PlacedImage => ({
  box: [x, y, x + side, y + side],
  index,
  widthPx: px,
  heightPx: px,
});

const pageWith = (...images: PlacedImage[]): Page => ({
  ...{ number: 8, width: 594, height: 774, words: [], fills: [], rules: [] },
  images,
});

const renderImage = (_page: number, { index, widthPx, heightPx }: PlacedImage): Bitmap => ({
  widthPx,
  heightPx,
  rgba: new Uint8Array(4 * widthPx * heightPx).fill(index),
});

const document = { renderImage } as unknown as OpenDocument;

/** The boxes of a table's texts: a label and a value every twelve points. */
const textsIn = ([x0, y0, x1, y1]: Box): Box[] =>
  Array.from({ length: Math.floor((y1 - y0) / 12) }, (_, row) => y0 + 12 * row).flatMap((y): Box[] => [
    [x0, y, x0 + 80, y + 9],
    [x1 - 200, y, x1 - 20, y + 9],
  ]);

/** The grey of the picture that was stored, null where none was. */
async function storedFrom(page: Page, box: Box = [0, 0, 594, 774], table: Box = TABLE) {
  const stored: Uint8Array[] = [];
  const store = async (bytes: Uint8Array) => `pictures/${stored.push(bytes)}`;
  const picture = await storedPicture(document, { page, box, table, texts: textsIn(table) }, store);
  return { picture, bytes: stored[0] ?? new Uint8Array() };
}

describe('the picture of a model', () => {
  test('is the largest photograph above the table', async () => {
    const machine = placed(40, 200, 90, 250);
    const one = await storedFrom(pageWith(machine));
    const among = await storedFrom(
      pageWith(placed(80, 450, 60, 120), machine, placed(120, 40, 400, 300), placed(160, 500, 300, 20, 16)),
    );
    expect(among.picture?.sha256).toBe(one.picture?.sha256);
  });

  test('stands beside a table that begins as high', async () => {
    const table: Box = [300, 40, 574, 700];
    const beside = await storedFrom(pageWith(placed(40, 40, 200, 220)), undefined, table);
    const inside = await storedFrom(pageWith(placed(40, 340, 200, 220)), undefined, table);
    expect([beside.picture !== null, inside.picture]).toEqual([true, null]);
  });

  test('stands between the columns of its table where no text is on it', async () => {
    const between = await storedFrom(pageWith(placed(40, 110, 400, 160)));
    expect(between.picture).not.toBeNull();
  });

  test('is in the part of the page that is the model’s', async () => {
    const page = pageWith(placed(40, 20, 90, 200), placed(80, 320, 90, 250));
    const [left, whole] = [await storedFrom(page, [0, 0, 297, 774]), await storedFrom(page)];
    expect(left.picture?.sha256).not.toBe(whole.picture?.sha256);
  });

  test('is no background', async () => {
    expect((await storedFrom(pageWith(placed(40, 0, 0, 700)))).picture).toBeNull();
  });

  test('is not there where the page shows none', async () => {
    expect((await storedFrom(pageWith())).picture).toBeNull();
  });

  test('is named by the hash of its bytes and keeps its own pixels', async () => {
    const { picture, bytes } = await storedFrom(pageWith(placed(40, 200, 90, 250)));
    expect(picture).toEqual({
      key: 'pictures/1',
      sha256: sha256(bytes),
      widthPx: 200,
      heightPx: 200,
      mediaType: 'image/png',
    });
  });
});
