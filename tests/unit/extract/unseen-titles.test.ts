import { describe, expect, test } from 'vitest';
import { isRejection } from '#contracts/outcome.ts';
import { inspectBytes } from '#functions/intake/inspect.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { HEADINGS, rowsOf, show, TITLE } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const ROWS = rowsOf([{}, {}, {}, {}]);
const read = async (content: string) => {
  const result = await extract(rawPdf({ pages: [{ content }] }));
  if (isRejection(result)) throw new Error(result.reason.code);
  return result;
};

const faintly = (text: string, y: number): string =>
  `0.96 g ${show(text, 300, y, { size: 20, font: 'F2' })} 0 g\n`;

describe('a title that can hardly be seen', () => {
  test('holds the list where it says something else than what can be seen', async () => {
    const { accounted, problems, modelYear } = await read(
      faintly('MALLIVUOSI 2029', 563) + TITLE + HEADINGS + ROWS,
    );
    expect({ accounted, modelYear }).toEqual({ accounted: false, modelYear: 2031 });
    expect(problems).toMatchObject([
      { code: 'title-faint', values: { text: 'MALLIVUOSI 2029' }, place: { page: 1 } },
    ]);
  });

  test('holds it where nothing else tells the brand', async () => {
    const { accounted } = await read(faintly('SKI-DOO MALLIVUOSI 2031', 555) + HEADINGS + ROWS);
    expect(accounted).toBe(false);
  });

  test('does not where it says the same again, as a watermark does', async () => {
    const { accounted, problems } = await read(faintly('SKI-DOO', 563) + TITLE + HEADINGS + ROWS);
    expect({ accounted, problems }).toEqual({ accounted: true, problems: [] });
  });
});

describe('a heading that is struck out', () => {
  const line = (from: number, to: number) => `q 0.7 w ${from} 522.2 m ${to} 522.2 l S Q\n`;

  test('doubts what stands under it, and nothing else', async () => {
    const { products } = await read(TITLE + HEADINGS + line(690, 703) + ROWS);
    expect(products.map(({ flags }) => flags)).toEqual(Array(4).fill(['struck']));
    expect(products[0]?.doubts).toMatchObject([{ code: 'struck', column: 'color', text: 'Coal' }]);
  });

  test('says nothing where another stands in its place', async () => {
    const headings = HEADINGS + line(770, 832) + show('Ovh', 770, 528, { font: 'F2' });
    const { products } = await read(TITLE + headings + ROWS);
    expect(products.map(({ flags, price }) => [flags, price?.amount])).toEqual(
      Array(4).fill([[], '10845.00']),
    );
  });
});

describe('a file of text that nobody sees', () => {
  const unseen = rawPdf({ pages: [{ content: `1 g ${TITLE}${HEADINGS}${ROWS}` }] });

  test('is told as such, and not as a picture', async () => {
    expect(await extract(unseen)).toMatchObject({ reason: { code: 'text-unseen' } });
    expect(await inspectBytes([pdfiumReader], unseen)).toMatchObject({ reason: { code: 'text-unseen' } });
  });

  test('is a list all the same where a gradient behind it lets it be seen', async () => {
    const gradient = `q /Pattern cs /Dark scn 0 0 900 600 re f Q 1 g ${TITLE}${HEADINGS}${ROWS}`;
    const shading =
      '<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 900 0]/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0]/C1[0.3 0 0]/N 1>>>>';
    const bytes = rawPdf({
      pages: [{ content: gradient }],
      resources: `/Pattern<</Dark<</PatternType 2/Shading ${shading}>>>>`,
    });
    expect(await inspectBytes([pdfiumReader], bytes)).toEqual({ kind: 'price-list' });
  });
});
