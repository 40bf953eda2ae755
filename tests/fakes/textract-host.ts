import type { Header } from '#pages/header.ts';
import type { OpenDocument, Page } from '#pages/page.ts';
import type { PagePicture } from '#pages/recognizer.ts';
import { sha256 } from '#shared/hash.ts';
import { serviceError, serviceHost, type WireAnswer } from './service-host.ts';
import { type Scan, scannedSize, textractBlocks } from './textract-blocks.ts';

const TARGET = 'Textract.AnalyzeDocument';

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

  /** A picture of the page that stands for its rendering: the fake goes by its bytes alone. */
  const pictureOf = (page: Page, scan: Scan = {}): PagePicture => {
    const png = Buffer.from(`picture of page ${page.number}`);
    const [width, height] = scannedSize(page, scan);
    show(png, page, scan);
    return { number: page.number, width, height, png, widthPx: width, heightPx: height };
  };

  /** All pages of a document as pictures. */
  const picturesOf = async (document: OpenDocument, scan: Scan = {}): Promise<PagePicture[]> => {
    const pictures: PagePicture[] = [];
    for (let number = 1; number <= document.pageCount; number++)
      pictures.push(pictureOf(await document.readPage(number), scan));
    return pictures;
  };

  return Object.assign(host, { show, pictureOf, picturesOf });
};
