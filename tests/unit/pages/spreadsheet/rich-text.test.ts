import { describe, expect, test } from 'vitest';
import { workbook } from '../../../fakes/workbook.ts';
import { read, typed, WHITE } from './read.ts';

const run = (text: string, font = '') =>
  `<r>${font && `<rPr>${font}</rPr>`}<t xml:space="preserve">${text}</t></r>`;
const RAISED = '<vertAlign val="superscript"/><sz val="11"/>';
const LOWERED = '<vertAlign val="subscript"/><sz val="11"/>';

describe('a cell in several fonts', () => {
  const price = async (...runs: string[]) => {
    const xml = `<is>${runs.join('')}</is>`;
    const list = await read(workbook([{ name: 'Hinnasto', rows: typed(2, 4, { type: 'inlineStr', xml }) }]));
    const { price, flags, marks } = list.byCode.TAAA ?? {};
    return {
      amount: price?.amount ?? null,
      flags,
      mark: marks?.price,
      leftOut: list.leftOut.map(({ text, why }) => `${why} ${text}`),
    };
  };

  test.each([
    ['a raised digit', [run('18750'), run('1', RAISED)], '1'],
    ['a raised digit and bracket', [run('18 750 '), run('2)', RAISED)], '2)'],
    ['a lowered digit', [run('18750'), run('2', LOWERED)], '2'],
    ['a raised star before it', [run('*', RAISED), run('18750')], '*'],
    ['a smaller digit', [run('18750', '<sz val="11"/>'), run('1', '<sz val="7"/>')], '1'],
  ])('%s is no part of the price', async (_, runs, mark) => {
    expect(await price(...runs)).toMatchObject({ amount: '18750.00', flags: [], mark });
  });

  test('one font in several runs is one text', async () => {
    expect(await price(run('187', '<b/>'), run('50'))).toMatchObject({ amount: '18750.00', flags: [] });
  });

  test('a digit a little smaller is doubted', async () => {
    const { flags } = await price(run('18750', '<sz val="11"/>'), run('123', '<sz val="8"/>'));
    expect(flags).toContain('mark-unclear');
  });

  test('a price struck beside another: the other is read', async () => {
    expect(await price(run('19990', '<strike/>'), run(' 18750'))).toEqual({
      amount: '18750.00',
      flags: [],
      mark: undefined,
      leftOut: ['struck 19990'],
    });
  });

  test('struck as a whole, or through the middle of a number: doubted', async () => {
    expect((await price(run('18750', '<strike/>'))).flags).toEqual(['struck']);
    expect((await price(run('18750'), run('00', '<strike/>'))).flags).toEqual(['struck']);
  });

  test('a digit that nobody sees', async () => {
    expect(await price(run('18750'), run('1', `<color ${WHITE}/>`))).toMatchObject({
      amount: '18750.00',
      flags: [],
    });
  });
});

test.each([
  ['#,##0"¹"', '18750.00', []],
  ['#,##0"*"', '18750.00', []],
  ['_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', '18750.00', []],
  ['#,##0"1"', null, ['price-is-text', 'mark-unclear']],
  ['[White]#,##0', '18750.00', ['faint']],
])('a number that its format prints as %s', async (format, amount, flags) => {
  const { byCode } = await read(
    workbook([{ name: 'Hinnasto', rows: typed(2, 4, { value: 18750, style: { format } }) }]),
  );
  expect(byCode.TAAA?.flags).toEqual(flags);
  if (amount) expect(byCode.TAAA?.price?.amount).toBe(amount);
});
