import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { FIRST_EXTRA } from '../../fakes/raw-pdf.ts';
import { type RawRow, rawList, show } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const LAYER = `${FIRST_EXTRA} 0 R`;
const event = (name: string) => `<< /Event /${name} /Category [/${name}] /OCGs [${LAYER}] >>`;

/** A list whose second row stands on a layer with these states, `OFF` or `ON`. */
async function withLayer(view: string, print: string, state = 'ON') {
  const cells = Object.entries({ modelCode: 'QZZ7', model: 'Summit', price: '12345' });
  const marked = cells.map(([name, text]) => [
    name,
    (x: number, y: number) => `/OC /L1 BDC ${show(text, x, y)}EMC\n`,
  ]);
  const list = rawList([{}, Object.fromEntries(marked) as RawRow, {}], {
    resources: `/Properties << /L1 ${LAYER} >>`,
    objects: [
      `<< /Type /OCG /Name (x) /Usage << /View << /ViewState /${view} >> /Print << /PrintState /${print} >> >> >>`,
    ],
    catalog: `/OCProperties << /OCGs [${LAYER}] /D << /${state} [${LAYER}] /AS [${event('View')} ${event('Print')}] >> >>`,
  });
  const { products, leftOut } = Extracted.parse(await extract(list));
  const own = products.find(({ modelCode }) => modelCode === 'QZZ7');
  return { flags: own?.flags ?? null, leftOut: leftOut.map(({ text }) => text) };
}

test.each([
  ['on paper alone', 'OFF', 'ON', 'OFF'],
  ['on the screen alone', 'ON', 'OFF', 'ON'],
])('a row that shows %s asks', async (_, view, print, state) => {
  expect(await withLayer(view, print, state)).toMatchObject({ flags: ['unrendered'], leftOut: [] });
});

test('a row that shows on both is read, and one that shows on neither is none', async () => {
  expect(await withLayer('ON', 'ON')).toEqual({ flags: [], leftOut: [] });
  expect(await withLayer('OFF', 'OFF', 'OFF')).toEqual({ flags: null, leftOut: ['QZZ7', '12345'] });
});
