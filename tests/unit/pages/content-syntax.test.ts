import { describe, expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { breaksSyntax } from '#pages/content-syntax.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { HEADINGS, rowsOf, TITLE } from '../extract/raw-list.ts';
import { extract } from '../extract/typeset-lists.ts';

test.each([
  'q 1 0 0 1 0 0 cm BT /F1 7 Tf 1 0 0 1 26 500 Tm (a \\) b \\\\) Tj [(x) -20 <4142>] TJ ET Q',
  '% made by a program\n/GS0 gs 0.5 .5 -1. rg 0 0 10 10 re f* /P <</MCID 0>> BDC EMC',
  '/CS0 cs 0.1 0.2 /P1 scn [3 2] 0 d 1 w 0 0 m 10 10 l S /Im0 Do',
  'BT 0 -12 TD (x)\' 1 2 (y)" T* ET',
  'BI /W 2 /H 1 /BPC 8 /CS /G ID \x00( EI Q',
  '',
])('%j is whole', (content) => {
  expect(breaksSyntax(content)).toBe(false);
});

test.each([
  'BT (a Tj ET',
  'BT <4x> Tj ET',
  'BT [(a) TJ ET',
  'BT 1 0 0 1 26 Tm (a) Tj ET',
  'BT /F1 T\xff ET',
  'BT /F1 7 Tf (a) Tj BT',
  '0 0 1Q 10 re f',
  'q %BT (a) Tj ET Q',
  'BT (a) Tj ET ]',
  '1 2 3',
])('%j is broken', (content) => {
  expect(breaksSyntax(content)).toBe(true);
});

describe('a byte that is not what it was', () => {
  const ROWS = Array.from({ length: 4 }, (_, at) => ({ price: `${10_845 + at * 100}` }));
  const CONTENT = TITLE + HEADINGS + rowsOf(ROWS);
  const read = (content: string) => extract(rawPdf({ pages: [{ content }] }));
  const saidOf = ({ products }: Extracted) =>
    new Set(
      products.map(({ modelCode, model, starter, display, color, price }) =>
        [modelCode, model, starter, display, color, price?.amount].join(),
      ),
    );

  test('never loses a row or a cell in silence', async () => {
    const whole = Extracted.parse(await read(CONTENT));
    const said = saidOf(whole);
    for (let at = 137; at < CONTENT.length; at += 773) {
      for (const byte of ['(', ']', '%', '\xff']) {
        const found = await read(CONTENT.slice(0, at) + byte + CONTENT.slice(at + 1));
        if (isRejection(found) || !found.accounted) continue;
        const clean = { ...found, products: found.products.filter(({ flags }) => flags.length === 0) };
        expect(
          [...saidOf(clean)].filter((row) => !said.has(row)),
          `${byte} at ${at}`,
        ).toEqual([]);
        expect(found.products, `${byte} at ${at}`).toHaveLength(whole.products.length);
      }
    }
  });
});
