import type { Header } from '#pages/header.ts';
import type { Bitmap, OpenDocument, Page } from '#pages/page.ts';
import type { PagePicture } from '#pages/recognizer.ts';
import { sha256 } from '#shared/hash.ts';
import { serviceError, serviceHost, type WireAnswer } from './service-host.ts';
import { type Scan, scannedSize, textractBlocks } from './textract-blocks.ts';

const TARGET = 'Textract.AnalyzeDocument';
const PIXELS_A_POINT = 1.5;
const BLACK: Bitmap = { widthPx: 1, heightPx: 1, rgba: new Uint8Array([0, 0, 0, 255]) };

/** Textract's published answer around the blocks. */
export const analysis = (Blocks: object[]): WireAnswer => ({
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: { AnalyzeDocumentModelVersion: '1.0', DocumentMetadata: { Pages: 1 }, Blocks },
});

/**
 * Textract on loopback. It knows the pictures that were shown to it, by their bytes, and answers with the
 * blocks of the page each was made of; what stands in `script` is answered first.
 */
export const textractHost = async () => {
  const known = new Map<string, object[]>();
  const host = await serviceHost('AWS_ENDPOINT_URL_TEXTRACT', ({ headers, body }) => {
    if (headers['x-amz-target'] !== TARGET) return serviceError('UnknownOperationException');
    const blocks = known.get(sha256(Buffer.from(body.Document?.Bytes ?? '', 'base64')));
    return blocks ? analysis(blocks) : serviceError('UnsupportedDocumentException');
  });
  let header: Header | null = null;

  /** Makes the picture known as one of this page; pages are shown in their order. */
  const show = (png: Uint8Array, page: Page, scan: Scan = {}) => {
    const seen = textractBlocks(page, header, scan);
    header = seen.header;
    known.set(sha256(png), seen.blocks);
  };

  /** A picture of the page; its bytes stand for a PNG, since the fake goes by them alone. */
  const pictureOf = (page: Page, bitmap: Bitmap, scan: Scan): PagePicture => {
    const png = Buffer.from(`picture of page ${page.number}`);
    const [width, height] = scannedSize(page, scan);
    show(png, page, scan);
    return { number: page.number, width, height, png, ...bitmap };
  };

  /** All pages of a document as pictures; those of a sheet that was turned are black throughout. */
  const picturesOf = async (document: OpenDocument, scan: Scan = {}): Promise<PagePicture[]> => {
    const pictures: PagePicture[] = [];
    for (let number = 1; number <= document.pageCount; number++)
      pictures.push(
        pictureOf(
          await document.readPage(number),
          scan.turned ? BLACK : document.renderPage(number, PIXELS_A_POINT),
          scan,
        ),
      );
    return pictures;
  };

  return Object.assign(host, { show, picturesOf });
};
