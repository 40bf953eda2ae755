import type { Expectation } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import type { ROWS as EN } from '../en/rows.ts';
import type { Say, Translation } from '../message.ts';
import { columnTerm } from './terms.ts';
import { allQuoted, quoted } from './words.ts';

/** What would have been no doubt in a cell; what was told in words is told as it was. */
const EXPECTED: Readonly<Record<Expectation, string>> = {
  family: 'известное семейство',
  package: 'комплектация без длины',
  'one-engine': 'один двигатель',
  'one-length': 'одна длина',
  'no-length': 'без длины гусеницы',
  'no-figures': 'слова без цифр',
  'no-measures': 'цвет без размеров',
  'known-engine': 'известный двигатель',
  'usual-beginning': 'такое же начало, как у других',
  'known-starter': 'известный стартер',
  screen: 'экран и его размер',
  'one-cell': 'текст одной ячейки',
  'no-price': 'без цены',
  'no-date': 'не дата',
  text: 'текст, как у каждой машины',
  'text-beside': 'текст; возможно, он попал в соседнюю ячейку',
  price: 'цена',
  amount: 'сумма и валюта',
  'above-zero': 'цена больше нуля',
  'likely-price': 'цена снегохода',
  'clear-decimals': 'сумма, в которой ясно, где дробная часть',
  'known-currency': 'известная валюта в ячейке или заголовке столбца и никакой другой в названии',
  'clear-mark': 'знак, про который ясно, сноска это или часть текста',
  'whole-amount': 'сумма, перед которой нет ничего похожего на её начало',
  plain: 'обычный текст',
  'not-engine': 'ничего из столбца «двигатель»',
  'not-trackLength': 'ничего из столбца «длина гусеницы»',
  'not-trackProfile': 'ничего из столбца «гусеница»',
  'not-display': 'ничего из столбца «дисплей»',
  'not-color': 'ничего из столбца «цвет»',
};

const expectation = (expected: string): string =>
  Object.hasOwn(EXPECTED, expected) ? EXPECTED[expected as Expectation] : expected;

/** A flag of a row: what it means, with the cells that it is about. */
const flag = (meaning: string) => ({
  why: ({ cells = [] }: { cells?: readonly Reason[] }, say: Say) =>
    [meaning, ...(cells.length > 0 ? [cells.map(say).join('; ')] : [])].join(': '),
});

/** What the flags of rows that were read mean to the dealer. */
export const ROWS = {
  cell: {
    why: ({ column, printed, expected, others }) =>
      `${columnTerm(column)} — ${printed === null ? 'пусто' : quoted(printed)}, ожидалось: ${expectation(expected)}` +
      (others.length > 0 ? ` (в других строках ${allQuoted(others)})` : ''),
  },
  'price-missing': flag('в прайс-листе нет цены'),
  'price-is-text': flag('на месте цены слова'),
  'price-zero': flag('цена равна нулю'),
  'price-negative': flag('цена отрицательная'),
  'price-absurd': flag('цена не похожа на цену снегохода или на остальные цены прайс-листа'),
  'price-form-unclear': flag(
    'неясно, тысячи это или дробная часть (числа в прайс-листе записаны по-разному)',
  ),
  'currency-unknown': flag('валюта цены неизвестна'),
  'currency-mixed': flag('цена в другой валюте, чем остальные в прайс-листе'),
  'control-characters': flag('в ячейке есть непечатаемые знаки'),
  'look-alike-letters': flag('среди латинских букв есть похожие на них русские'),
  formula: flag('ячейка начинается как формула'),
  'letters-spoiled': flag('буквы в ячейке испорчены какой-то программой («V?ri», «Ã¤», «<br>»)'),
  'cell-error': flag('у программы не было значения для ячейки («#REF!», «N/A»)'),
  'over-long-cell': flag('текст в ячейке гораздо длиннее, чем бывает в прайс-листах'),
  'repeated-code': flag('код стоит в нескольких строках'),
  'duplicate-code-other-price': flag('код стоит в нескольких строках с разными ценами'),
  'cell-missing': flag('пустая ячейка, которая почти во всех других строках заполнена'),
  'cell-unlike-column': flag('ячейка не похожа на остальные в своём столбце'),
  'brand-unknown': flag('ни по заголовку, ни по модели не понять марку'),
  'model-year-unknown': flag('по заголовку нельзя точно определить модельный год'),
  'brand-contradicted': flag('в заголовке другая марка, а не та, что выпускает эту модель'),
  'model-year-contradicted': flag('в строке другой модельный год, чем в заголовке'),
  'said-gone': flag('в строке сказано, что машина продана или снята с производства'),
  'price-untaxed': flag('в другом столбце строки сказано, что цена без налога'),
  'price-elsewhere': flag('в другом столбце строки указана другая цена'),
  faint: flag('текст ячейки почти сливается с фоном'),
  struck: flag('текст ячейки перечёркнут, как будто он больше не действует'),
  covered: flag('часть ячейки закрыта картинкой, фигурой, примечанием или другим текстом'),
  unrendered: flag(
    'неясно, виден ли текст ячейки и как он выглядит (страница прочитана без отображения, программы показывают её по-разному, или на экране и на бумаге она разная)',
  ),
  'mark-unclear': flag('у ячейки стоит надстрочный знак, и неясно, её ли он'),
  garbled: flag('буквы в ячейке не совпадают с тем, как они нарисованы'),
  torn: flag('рядом с ценой, в другом столбце, стоят цифры или минус — возможно, это её часть'),
  stale: flag('формула даёт не то значение, которое сохранено в файле, или её нужно пересчитать'),
  'page-damaged': flag('содержимое страницы повреждено, в строке может не хватать ячеек'),
  'title-damaged': flag(
    'одна из предыдущих страниц повреждена; на ней мог быть заголовок или названия столбцов для этой строки',
  ),
  'section-damaged': flag('одна из предыдущих страниц повреждена; на ней могло быть название раздела'),
  'reading-unsure': flag('строка прочитана по изображению страницы, и недостаточно уверенно'),
} satisfies Translation<typeof EN>;
