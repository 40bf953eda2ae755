import { expect, test } from 'vitest';
import { Extracted } from '#contracts/extracted.ts';
import { FIRST_EXTRA, type RawPage, rawPdf, stream } from '../../fakes/raw-pdf.ts';
import { HEADINGS, rowsOf, show, TITLE } from './raw-list.ts';
import { extract } from './typeset-lists.ts';

const rows = (...codes: string[]): string => rowsOf(codes.map((modelCode) => ({ modelCode })));
/** A page without headings begins higher up. */
const rowsAtTop = (...codes: string[]): string =>
  rowsOf(
    codes.map((modelCode) => ({ modelCode })),
    560,
  );

/** One letter of its last operator that shows text is wrong. */
const broken = (content: string): string => {
  const at = content.lastIndexOf('Tj');
  return `${content.slice(0, at)}X${content.slice(at + 1)}`;
};

const read = async (pages: readonly (string | RawPage)[], objects: readonly string[] = []) => {
  const drawn = pages.map((page) => (typeof page === 'string' ? { content: page } : page));
  return Extracted.parse(await extract(rawPdf({ pages: drawn, objects })));
};

/** The flags of each code's row. */
const flagsOf = ({ products }: Extracted) =>
  Object.fromEntries(products.map(({ modelCode, flags }) => [modelCode, flags.join()]));

const damageOn = ({ problems }: Extracted) =>
  problems.filter(({ code }) => code.endsWith('-damaged')).map(({ place, code }) => [place.page, code]);

const FIRST = TITLE + HEADINGS + rows('QAA1', 'QAB1');
const SECOND = rowsAtTop('QBA2', 'QBB2', 'QBC2');
const OF_ITS_OWN = TITLE + HEADINGS + rows('QDA4', 'QDB4');

test('a whole file has no damage', async () => {
  const list = await read([FIRST, SECOND, OF_ITS_OWN]);
  expect([list.accounted, damageOn(list)]).toEqual([true, []]);
});

test('damage doubts its page, the row that may go on there, and what hangs on its title and headings', async () => {
  const list = await read([FIRST, broken(SECOND), rowsAtTop('QCA3'), OF_ITS_OWN]);
  expect(damageOn(list)).toEqual([[2, 'page-contents-damaged']]);
  expect(list.accounted).toBe(false);
  expect(flagsOf(list)).toMatchObject({
    ...{ QAA1: '', QAB1: 'page-damaged', QBA2: 'page-damaged', QBB2: 'page-damaged' },
    ...{ QCA3: 'title-damaged', QDA4: '', QDB4: '' },
  });
});

test('a page with headings of its own and no title may be another list’s', async () => {
  const list = await read([broken(FIRST), HEADINGS + rows('QCA3')]);
  expect(flagsOf(list)).toMatchObject({ QAA1: 'page-damaged', QCA3: 'title-damaged' });
});

const label = (text: string, y: number): string => show(text, 26, y, { size: 9, font: 'F2' });

test('in a list parted by labels the rows up to the next label wait', async () => {
  const labelled = TITLE + HEADINGS + label('TRAIL', 504) + rowsOf([{ modelCode: 'QAA1' }], 490);
  const behind = `${TITLE}${HEADINGS}${rows('QDA4')}${label('UTILITY', 470)}${rowsOf([{ modelCode: 'QDB4' }], 456)}`;
  const list = await read([labelled, broken(SECOND), behind]);
  expect(list.products.find(({ modelCode }) => modelCode === 'QDB4')?.section).toBe('UTILITY');
  expect(flagsOf(list)).toMatchObject({ QDA4: 'section-damaged', QDB4: '' });
});

test('a damaged form is damage of the pages that may draw it; of what no page leads to, of any', async () => {
  const form = broken(show('Huom!', 26, 100));
  const dictionary = '/Type /XObject /Subtype /Form /BBox [0 0 900 600]';
  const resources = `/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /N ${FIRST_EXTRA} 0 R >> >>`;
  const withForm = (content: string): RawPage => ({
    content: `${content} /N Do`,
    entries: `/Annots [<< /AP << /N ${FIRST_EXTRA} 0 R >> >>] `,
  });
  const objects = [stream(form, `${dictionary} ${resources}`)];
  expect(damageOn(await read([FIRST, withForm(OF_ITS_OWN)], objects))).toEqual([
    [2, 'page-contents-damaged'],
  ]);
  expect(damageOn(await read([FIRST, OF_ITS_OWN], objects))).toEqual([[1, 'file-part-damaged']]);
});
