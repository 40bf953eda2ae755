import fc from 'fast-check';
import { isAdded } from './added-columns.ts';
import { inventedRows } from './invented-rows.ts';
import { amountOf, PRICE_FORMS, type PriceForm } from './price-forms.ts';
import { PRINTED_HEADINGS } from './printed-headings.ts';
import { fitsItsPage } from './retypeset.ts';
import {
  type AddedColumn,
  PLAIN,
  type PrintedColumn,
  type PrintedList,
  type PrintedRow,
  type Typesetting,
} from './typesetting.ts';

/** A list typeset in some way, and the money its prices are. */
export interface Layout {
  how: Typesetting;
  lists: readonly PrintedList[];
  /** By code: what the price cell says. */
  amounts: ReadonlyMap<string, string>;
  currency: PriceForm['currency'];
}

type Language = keyof typeof PRINTED_HEADINGS;

const TITLES: Readonly<Record<Language, (brand: string, year: number) => string[]>> = {
  fi: (brand, year) => [`${brand} SUOSITUSHINNASTO`, `MALLIVUOSI ${year} / SUOMI`],
  en: (brand, year) => [`${brand} price list`, `Model year ${year}`],
  sv: (brand, year) => [`${brand} prislista`, `Årsmodell ${year} / SVERIGE`],
  no: (brand, year) => [`${brand} prisliste`, `MY${year % 100} NORGE`],
  ru: (brand, year) => [`${brand} прайс-лист`, `Модельный год ${year}`],
};

const OPTIONAL: readonly PrintedColumn[] = [
  'package',
  'trackLength',
  'trackProfile',
  'starter',
  'display',
  'springOptions',
  'color',
  'section',
];
const ADDED: readonly AddedColumn[] = [
  'extra',
  'quantity',
  'dealerPrice',
  'netPrice',
  'ean',
  'weight',
  'week',
];
const SIZES: readonly Typesetting['size'][] = [
  [842, 595],
  [595, 842],
  [1191, 842],
  [842, 1191],
  [1400, 595],
];

const columns: fc.Arbitrary<PrintedColumn[]> = fc
  .record({
    optional: fc.oneof(
      { weight: 2, arbitrary: fc.constant([...OPTIONAL.slice(0, -1)]) },
      { weight: 2, arbitrary: fc.subarray([...OPTIONAL]) },
    ),
    added: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray([...ADDED], { maxLength: 3 }) },
    ),
    shuffled: fc.boolean(),
  })
  .chain(({ optional, added, shuffled }) => {
    const asUsual = PLAIN.columns.filter(
      (column) => optional.includes(column) || ['modelCode', 'model', 'engine', 'price'].includes(column),
    );
    const all = [...(optional.includes('section') ? (['section'] as const) : []), ...asUsual, ...added];
    return shuffled
      ? fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
      : fc.constant(all);
  });

const looks = fc.record({
  size: fc.constantFrom(...SIZES),
  turns: fc.oneof({ weight: 3, arbitrary: fc.constant(0 as const) }, fc.constantFrom(0, 1, 2, 3)),
  viewerTurnsBack: fc.boolean(),
  font: fc.constantFrom<Typesetting['font'][]>('Helvetica', 'Times-Roman', 'Courier', 'Liberation Sans'),
  fontSize: fc.constantFrom(5, 6, 7, 8, 9.5),
  fills: fc.constantFrom<Typesetting['fills'][]>('none', 'striped', 'every-row'),
  rules: fc.constantFrom<Typesetting['rules'][]>('none', 'none', 'rows', 'grid'),
  alignCells: fc.constantFrom<Typesetting['alignCells'][]>('top', 'middle', 'bottom'),
  headerOn: fc.constantFrom<Typesetting['headerOn'][]>('first-page', 'every-page', 'every-tenth-row'),
  splitRows: fc.boolean(),
  alignText: fc.constantFrom<Typesetting['alignText'][]>('left', 'left', 'centre'),
  drawn: fc.constantFrom<Typesetting['drawn'][]>(
    'row-by-row',
    'row-by-row',
    'column-by-column',
    'line-by-line',
    'word-by-word',
  ),
  padding: fc.constantFrom(0.5, 1.5, 3, 6),
  margin: fc.constantFrom(16, 34, 60),
  gutter: fc.constantFrom(4, 6, 10),
  headerLook: fc.constantFrom<Typesetting['headerLook'][]>('plain', 'bold', 'bold', 'white-on-red'),
  sections: fc.constantFrom<Typesetting['sections'][]>(
    'across',
    'across',
    'under-the-code',
    'sideways',
    'none',
  ),
  watermark: fc.option(fc.constant('KOPIO'), { freq: 10 }),
  footer: fc.option(fc.constantFrom('Sivu % / 3', '%', 'Prices are subject to change – page %'), { freq: 3 }),
  note: fc.option(fc.constantFrom('* Spring order only', 'All prices include VAT and freight'), { freq: 12 }),
  hidden: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    fc.subarray<Typesetting['hidden'][number]>(['no-ink', 'white', 'tiny', 'off-page', 'clipped', 'covered']),
  ),
});

const contents = fc.record({
  language: fc.constantFrom<Language[]>('fi', 'en', 'sv', 'no', 'ru'),
  wording: fc.array(fc.nat(4), { minLength: 20, maxLength: 20 }),
  form: fc.nat(9),
  count: fc.integer({ min: 3, max: 45 }),
  lists: fc.constantFrom('one', 'one', 'one', 'two', 'two-on-a-page'),
});

/** Any way to typeset rows that a person could still read. */
export function layouts(rowsOf: typeof inventedRows = inventedRows) {
  return fc.record({ columns, looks, contents }).map((drawn) => layout(drawn, rowsOf));
}

interface Drawn {
  columns: PrintedColumn[];
  looks: Omit<Typesetting, 'columns' | 'headings' | 'models'>;
  contents: {
    language: Language;
    wording: readonly number[];
    form: number;
    count: number;
    lists: string;
  };
}

function layout({ columns, looks, contents }: Drawn, rowsOf: typeof inventedRows): Layout {
  const forms = PRICE_FORMS[contents.language];
  const form = forms[contents.form % forms.length] as PriceForm;
  const amounts = new Map<string, string>();
  const lists = titledRows(contents, rowsOf).map((list) => ({
    ...list,
    rows: list.rows.map((row) => priced(row, form, amounts)),
  }));
  const how = {
    ...PLAIN,
    ...looks,
    models: 'every-row' as const,
    columns,
    headings: headingsOf(columns, contents, form),
    font: contents.language === 'ru' ? ('Liberation Sans' as const) : looks.font,
  };
  const rows = lists.flatMap((list) => list.rows);
  return { how: fitting(how, rows), lists, amounts, currency: form.currency };
}

function titledRows(
  { language, count, lists }: Drawn['contents'],
  rowsOf: typeof inventedRows,
): PrintedList[] {
  const first = { title: TITLES[language]('LYNX', 2031), rows: rowsOf(count, 'Q') };
  if (lists === 'one') return [first];
  const second = { title: TITLES[language]('LYNX', 2030), rows: rowsOf(Math.ceil(count / 2), 'Z') };
  return [first, { ...second, goesOn: lists === 'two-on-a-page' }];
}

function priced(row: PrintedRow, form: PriceForm, amounts: Map<string, string>): PrintedRow {
  const whole = Number(row.price.replace(/,\d\d.*/, '').replace(/\D/g, ''));
  amounts.set(row.modelCode, amountOf(form, whole));
  return { ...row, price: form.print(whole) };
}

function headingsOf(
  columns: readonly PrintedColumn[],
  { language, wording }: Drawn['contents'],
  form: PriceForm,
): Typesetting['headings'] {
  const texts = columns.map((column, index) => {
    const choices = PRINTED_HEADINGS[language][column];
    const text = choices[(wording[index] ?? 0) % choices.length] as string;
    const isMoney = column === 'price' || column === 'dealerPrice' || column === 'netPrice';
    return [column, isMoney && form.inHeading ? `${text} ${form.inHeading}` : text];
  });
  return Object.fromEntries(texts);
}

const PAGE_OF_LAST_RESORT: Typesetting['size'] = [1400, 842];

/** The largest type, at most the size asked for, in which no word runs out of its column; else a larger page. */
function fitting(how: Typesetting, rows: readonly PrintedRow[]): Typesetting {
  const sizes = [how.fontSize, 7, 6, 5].filter((size) => size <= how.fontSize);
  const fontSize = sizes.find((size) => fitsItsPage({ ...how, fontSize: size }, rows));
  return fontSize ? { ...how, fontSize } : { ...how, fontSize: 5, size: PAGE_OF_LAST_RESORT };
}

/** What extraction should make of a layout's sections: printed ones only. */
export const printsSections = ({ columns, sections }: Typesetting): boolean =>
  columns.includes('section') || sections === 'across' || sections === 'under-the-code';

export const contractColumns = (columns: readonly PrintedColumn[]) =>
  columns.filter((column) => !isAdded(column));
