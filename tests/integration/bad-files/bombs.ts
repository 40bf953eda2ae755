import { constants, deflateSync } from 'node:zlib';
import { onePage, packed, rawPdf, stream, value } from './raw-pdf.ts';

const MEGABYTE = 1024 * 1024;

/** 1 MB of blanks in 1 KB. */
const SMALL = packed(Buffer.alloc(MEGABYTE, ' '));
/** More than the engine's whole memory, in 1 MB; packed fast, since it is unpacked as slowly either way. */
const LARGE = deflateSync(Buffer.alloc(256 * MEGABYTE, ' '), { level: constants.Z_BEST_SPEED });
const FLATE = '/Filter/FlateDecode';

/** Files that ask for more memory or time than any list needs, by what they do. */
export const BOMBS: Record<string, () => Uint8Array> = {
  'contents of 256 MB, packed three times': () =>
    onePage(stream(deflateSync(deflateSync(LARGE)), '/Filter[/FlateDecode/FlateDecode/FlateDecode]')),
  'ten streams of 30 MB as one page': () => {
    const one = packed(Buffer.alloc(30 * MEGABYTE, ' '));
    const numbers = Array.from({ length: 10 }, () => '6 0 R').join(' ');
    return rawPdf([
      value('<</Type/Catalog/Pages 2 0 R>>'),
      value('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
      value(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents[${numbers}]>>`),
      value('null'),
      value('null'),
      one,
    ]);
  },
  'run lengths': () =>
    onePage(stream(Buffer.alloc(8 * MEGABYTE, Buffer.from([129, 32])), '/Filter/RunLengthDecode')),
  'an image of 100,000 by 100,000 pixels': () =>
    onePage(stream('q 500 0 0 500 0 0 cm /I Do Q'), {
      resources: '/XObject<</I 6 0 R>>',
      further: [
        packed(
          Buffer.alloc(MEGABYTE),
          '/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceRGB/BitsPerComponent 8',
        ),
      ],
    }),
  'a font of 256 MB': () =>
    onePage(stream('BT /G 12 Tf 10 700 Td (hello) Tj ET'), {
      resources: '/Font<</G 6 0 R>>',
      further: [
        value(
          '<</Type/Font/Subtype/TrueType/BaseFont/Huge/FirstChar 0/LastChar 1/Widths[500 500]/FontDescriptor 7 0 R>>',
        ),
        value('<</Type/FontDescriptor/FontName/Huge/Flags 32/FontFile2 8 0 R>>'),
        stream(LARGE, FLATE),
      ],
    }),
  'two hundred thousand paths': () => onePage(packed('1 1 m 9 9 l S\n'.repeat(200_000))),
  'three million rectangles in one path': () => onePage(packed(`${'1 1 5 5 re\n'.repeat(3_000_000)} f`)),
  'two hundred thousand texts': () => onePage(packed(`BT /F 9 Tf ${'(a) Tj\n'.repeat(200_000)} ET`)),
  'a million saved states': () => onePage(packed('q '.repeat(1_000_000))),
  'three hundred thousand clips': () => onePage(packed('0 0 600 800 re W n\n'.repeat(300_000))),
  'forms that draw ten others each, twenty deep': () => {
    const forms = Array.from({ length: 20 }, (_, depth) =>
      stream(
        depth === 19 ? 'BT /F 9 Tf 9 9 Td (ha) Tj ET' : '/N Do '.repeat(10),
        `/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</N ${7 + depth} 0 R>>>>`,
      ),
    );
    return onePage(stream('/N Do'), { resources: '/XObject<</N 6 0 R>>', further: forms });
  },
  'a form that draws itself': () =>
    onePage(stream('/N Do'), {
      resources: '/XObject<</N 6 0 R>>',
      further: [
        stream(
          '/N Do /N Do',
          '/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</N 6 0 R>>>>',
        ),
      ],
    }),
  'arrays in arrays, 100,000 deep': () =>
    onePage(stream('BT /F 9 Tf 9 9 Td (a) Tj ET'), {
      catalog: `/Deep ${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    }),
  'dictionaries in dictionaries, 100,000 deep': () =>
    onePage(stream('BT /F 9 Tf 9 9 Td (a) Tj ET'), {
      catalog: `/Deep ${'<</A '.repeat(100_000)}1${'>>'.repeat(100_000)}`,
    }),
  'arrays in a page, 100,000 deep': () => onePage(stream(`${'['.repeat(100_000)} TJ`)),
  'a page tree 10,000 deep': () => pageTree(10_000, (depth) => `${depth + 3} 0 R`),
  'a page tree that leads back to itself': () => pageTree(3, () => '2 0 R'),
  'a page tree of two nodes in each other': () => pageTree(2, (depth) => (depth === 0 ? '3 0 R' : '2 0 R')),
  'a count of two thousand million pages': () =>
    rawPdf([
      value('<</Type/Catalog/Pages 2 0 R>>'),
      value('<</Type/Pages/Kids[3 0 R]/Count 2000000000>>'),
      value('<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>'),
    ]),
  'an object stream of 256 MB': () =>
    rawPdf([
      value('<</Type/Catalog/Pages 2 0 R>>'),
      value('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
      stream(LARGE, `/Type/ObjStm/N 10000000/First 9${FLATE}`),
    ]),
  'a cross-reference table that points at itself': () =>
    Buffer.from(
      '%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF',
    ),
  'a pattern that paints itself': () =>
    onePage(stream('/Pattern cs /P scn 0 0 600 800 re f'), {
      resources: '/Pattern<</P 6 0 R>>',
      further: [
        stream(
          '/Pattern cs /P scn 0 0 9 9 re f',
          '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 0.001/YStep 0.001/Resources<</Pattern<</P 6 0 R>>>>',
        ),
      ],
    }),
  'a hundred thousand texts under five thousand clips': () =>
    onePage(
      packed(`${'0 0 600 800 re W n\n'.repeat(5000)}BT /F 9 Tf ${'1 0 Td (a) Tj\n'.repeat(100_000)} ET`),
    ),
  'sixty thousand cells and as many texts': () =>
    onePage(
      packed(
        Array.from({ length: 60_000 }, (_, at) => {
          const [x, y] = [(at % 300) * 2, Math.floor(at / 300) * 2.4];
          return `0.9 g ${x} ${y} 2.5 2.5 re f BT 0 g /F 3 Tf ${x} ${y} Td (A${at}) Tj ET`;
        }).join('\n'),
      ),
    ),
  'thirty thousand words': () =>
    onePage(
      packed(
        `BT /F 3 Tf ${Array.from({ length: 30_000 }, (_, at) => `1 0 0 1 ${(at % 100) * 6} ${Math.floor(at / 100) * 2.6} Tm (A${at % 900}) Tj`).join('\n')} ET`,
      ),
    ),
  'ten strings of 32,000 letters': () =>
    onePage(packed(`BT /F 9 Tf ${`(${'a'.repeat(32_000)}) Tj\n`.repeat(10)} ET`)),
  'six hundred streams of 1 MB each': () =>
    onePage(stream('BT /F 9 Tf 9 9 Td (a) Tj ET'), {
      further: Array.from({ length: 600 }, () => SMALL),
    }),
};

/** Nodes from object 2 on, each with one kid; the last one's kid is a page. */
function pageTree(depth: number, kidOf: (depth: number) => string): Uint8Array {
  const nodes = Array.from({ length: depth }, (_, at) =>
    value(`<</Type/Pages/Kids[${kidOf(at)}]/Count 1${at > 0 ? `/Parent ${at + 1} 0 R` : ''}>>`),
  );
  const page = value(`<</Type/Page/Parent ${depth + 1} 0 R/MediaBox[0 0 600 800]>>`);
  return rawPdf([value('<</Type/Catalog/Pages 2 0 R>>'), ...nodes, page]);
}
