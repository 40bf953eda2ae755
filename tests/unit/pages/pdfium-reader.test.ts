import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Page, UnreadableDocument } from '#pages/page.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { type Draw, put, UNSEEN } from './drawings.ts';
import { drawnPdf } from './drawn-pdf.ts';

async function pageOf(draw: Draw, options?: PDFKit.PDFDocumentOptions): Promise<Page> {
  const open = await pdfiumReader.open(await drawnPdf(draw, options));
  const page = await open.readPage(1);
  open.close();
  return page;
}

describe('words', () => {
  test('have text, size, colour and weight, and a box from the top left', async () => {
    const page = await pageOf((document) => {
      document.font('Helvetica-Bold', 10).fillColor([200, 0, 0]);
      put(document, 'Rave RE', 50, 40);
    });
    expect(page).toMatchObject({ width: 300, height: 200 });
    expect(page.words).toHaveLength(1);
    expect(page.words[0]).toMatchObject({ text: 'Rave RE', bold: true, color: [200, 0, 0], visible: true });
    expect(page.words[0]?.fontSize).toBeCloseTo(10);
    const [x0, y0, x1, y1] = page.words[0]?.box ?? [0, 0, 0, 0];
    expect([x0, x1]).toEqual([expect.closeTo(50, 0), expect.closeTo(92, -1)]);
    expect(y0).toBeGreaterThan(35);
    expect(y1).toBeLessThan(55);
  });

  test('are cut where a run leaves a gap of half an em', async () => {
    const page = await pageOf((document) => {
      document.font('Helvetica', 10).text('Rave RE', 20, 20, { lineBreak: false, wordSpacing: 8 });
    });
    expect(page.words.map(({ text }) => text)).toEqual(['Rave', 'RE']);
  });

  test('keep the order in which the page draws them', async () => {
    const page = await pageOf((document) => {
      put(document, 'second', 20, 80);
      put(document, 'first', 20, 20);
    });
    expect(page.words.toSorted((one, other) => one.order - other.order).map(({ text }) => text)).toEqual([
      'second',
      'first',
    ]);
  });

  test.each([0, 90, 180, 270])('stand upright on a page that a viewer turns by %i degrees', async (angle) => {
    const page = await pageOf((document) => {
      Object.assign(document.page.dictionary.data, { Rotate: angle });
      document.rect(0, 0, 300, 100).fill('yellow');
      document.fillColor('black');
      put(document, 'corner', 5, 5);
    });
    const [x, y] = page.words[0]?.box ?? [];
    const sideways = angle % 180 !== 0;
    expect([page.width, page.height]).toEqual(sideways ? [200, 300] : [300, 200]);
    expect(page.words[0]?.turns).toBe(angle / 90);
    expect({ left: (x ?? 0) < page.width / 2, top: (y ?? 0) < page.height / 2 }).toEqual({
      left: angle === 0 || angle === 270,
      top: angle === 0 || angle === 90,
    });
  });
});

describe('what nobody can see is not visible', () => {
  test.each(Object.entries(UNSEEN))('%s', async (_, draw) => {
    const page = await pageOf(draw);
    expect(page.words.filter(({ visible }) => visible)).toEqual([]);
  });

  test('white on a coloured cell is visible', async () => {
    const page = await pageOf((document) => {
      document.rect(10, 10, 100, 40).fill([218, 103, 86]);
      put(document.fillColor('white'), 'LTTA');
    });
    expect(page.words).toMatchObject([{ text: 'LTTA', visible: true }]);
  });

  test('black inside a black frame is visible: the frame is open in the middle', async () => {
    const page = await pageOf((document) => {
      document.rect(5, 5, 200, 100).rect(8, 8, 194, 94).fill('black', 'even-odd');
      put(document.fillColor('black'), 'LTTA');
    });
    expect(page.words).toMatchObject([{ text: 'LTTA', visible: true }]);
    expect(page.fills).toEqual([]);
  });
});

describe('drawings', () => {
  test('are fills with their colour, and rules whether stroked or filled thinly', async () => {
    const page = await pageOf((document) => {
      document.rect(10, 20, 100, 30).fill([1, 2, 3]);
      document.rect(10, 60, 100, 0.5).fill('black');
      document.moveTo(10, 70).lineTo(10, 120).stroke();
    });
    expect(page.fills).toMatchObject([{ box: [10, 20, 110, 50], color: [1, 2, 3] }]);
    expect(page.rules.map(({ direction }) => direction)).toEqual(['horizontal', 'vertical']);
    expect(page.rules[1]?.box).toEqual([10, 70, 10, 120]);
  });
});

describe('pictures', () => {
  test('have a place on the page and can be had alone, over white, at their own size', async () => {
    const open = await pdfiumReader.open(
      await drawnPdf((document) => {
        document.image(Buffer.from(redDotPng()), 50, 60, { width: 40, height: 20 });
        put(document, 'caption over it', 52, 62);
      }),
    );
    const [image] = (await open.readPage(1)).images;
    expect(image).toMatchObject({ index: 0, widthPx: 2, heightPx: 1 });
    expect(image?.box.map(Math.round)).toEqual([50, 60, 90, 80]);
    const alone = open.renderImage(1, image as NonNullable<typeof image>);
    expect(alone).toMatchObject({ widthPx: 2, heightPx: 1 });
    expect([...alone.rgba]).toEqual([255, 0, 0, 255, 255, 0, 0, 255]);
    open.close();
  });

  test('of a page have as many pixels a point as asked for', async () => {
    const open = await pdfiumReader.open(
      await drawnPdf((document) => document.rect(0, 0, 300, 200).fill('blue')),
    );
    const { widthPx, heightPx, rgba } = open.renderPage(1, 2);
    expect([widthPx, heightPx]).toEqual([600, 400]);
    expect([...rgba.subarray(0, 4)]).toEqual([0, 0, 255, 255]);
    open.close();
  });
});

describe('files', () => {
  const refusal = async (bytes: Uint8Array) => {
    const error = await pdfiumReader.open(bytes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableDocument);
    return (error as UnreadableDocument).category;
  };

  test('may begin with junk', async () => {
    const pdf = await drawnPdf((document) => put(document, 'Rave'));
    const open = await pdfiumReader.open(Buffer.concat([Buffer.alloc(900, '#'), pdf]));
    expect((await open.readPage(1)).words[0]?.text).toBe('Rave');
    open.close();
  });

  test('that are no PDF are refused', async () => {
    expect(await refusal(Buffer.from('PK not a pdf'))).toBe('not-a-pdf');
    expect(await refusal(new Uint8Array())).toBe('not-a-pdf');
  });

  test('that hold nothing but the beginning are refused', async () => {
    expect(await refusal(Buffer.from('%PDF-1.7 nothing more'))).toBe('unreadable');
  });

  test('with a password are refused, with an owner password only they are read', async () => {
    const draw: Draw = (document) => put(document, 'Rave');
    expect(await refusal(await drawnPdf(draw, { userPassword: 'secret' }))).toBe('password-needed');
    const open = await pdfiumReader.open(await drawnPdf(draw, { ownerPassword: 'owner' }));
    expect((await open.readPage(1)).words[0]?.text).toBe('Rave');
    open.close();
  });

  test('throw on every call once closed', async () => {
    const open = await pdfiumReader.open(await drawnPdf((document) => put(document, 'Rave')));
    open.close();
    open.close();
    await expect(open.readPage(1)).rejects.toThrow('closed');
  });

  test('that blow up are stopped, and the next file is read', async () => {
    const bomb = await pdfiumReader.open(imageBomb());
    expect(() => bomb.renderPage(1, 200)).toThrow(UnreadableDocument);
    const open = await pdfiumReader.open(await drawnPdf((document) => put(document, 'Rave')));
    expect((await open.readPage(1)).words[0]?.text).toBe('Rave');
    open.close();
  });
});

/** Two red pixels. */
function redDotPng(): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, body, Buffer.alloc(4)]);
  };
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  const pixels = deflateSync(Buffer.from([0, 255, 0, 0, 255, 0, 0]));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const end = chunk('IEND', Buffer.alloc(0));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), end]);
}

/** A page of 5 m by 5 m: rendered at 200 pixels a point it needs more memory than any engine may have. */
function imageBomb(): Uint8Array {
  return Buffer.from(
    [
      '%PDF-1.4',
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]>>endobj',
      'trailer<</Root 1 0 R>>',
    ].join('\n'),
  );
}
