/** Draws on a page. */
export type Draw = (document: PDFKit.PDFDocument) => void;

export const put = (document: PDFKit.PDFDocument, text: string, x = 20, y = 20) =>
  document.text(text, x, y, { lineBreak: false });

/** Ways to put a word on a page so that nobody sees it. */
export const UNSEEN: Readonly<Record<string, Draw>> = {
  'white on paper': (document) => put(document.fillColor('white'), 'LTTA'),
  'the colour of its cell': (document) => {
    document.rect(10, 10, 100, 40).fill([218, 103, 86]);
    put(document.fillColor([218, 103, 86]), 'LTTA');
  },
  'under two points': (document) => put(document.fontSize(1.5), 'LTTA'),
  'off the page': (document) => put(document, 'LTTA', 310, 20),
  'clipped away': (document) => put(document.rect(150, 100, 50, 50).clip(), 'LTTA'),
  'painted over': (document) => {
    put(document, 'LTTA');
    document.rect(10, 10, 100, 40).fill('white');
  },
  'without opacity': (document) => put(document.fillOpacity(0), 'LTTA'),
  'in invisible mode': (document) => {
    document.addContent('3 Tr');
    put(document, 'LTTA');
  },
};
