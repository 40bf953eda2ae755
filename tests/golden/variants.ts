import type { Typesetting } from './typesetting.ts';

const ENGLISH = {
  modelCode: 'Model code',
  model: 'Model',
  package: 'Package',
  engine: 'Engine',
  trackLength: 'Track length',
  trackProfile: 'Track profile',
  starter: 'Starter',
  display: 'Display',
  springOptions: 'Spring options',
  color: 'Colour',
  price: 'Recommended retail price',
};
const SWEDISH = {
  modelCode: 'Artikelnr',
  model: 'Modell',
  package: 'Paket',
  engine: 'Motor',
  trackLength: 'Band',
  starter: 'Start',
  display: 'Instrument',
  springOptions: 'Vårtillval',
  color: 'Färg',
  price: 'Rek. pris inkl moms',
};
const NORWEGIAN = {
  ...SWEDISH,
  modelCode: 'Varenr.',
  package: 'Pakke',
  trackLength: 'Belte',
  starter: 'Starter',
  springOptions: 'Vårvalg',
  color: 'Farge',
  price: 'Veil. pris inkl. mva',
};

/** What other suppliers, years and programs do differently, one or two things at a time. */
export const VARIANTS: Record<string, Partial<Typesetting>> = {
  'striped rows': {},
  'no rulings and no fills': { fills: 'none' },
  'no rulings, cells at the top': { fills: 'none', alignCells: 'top' },
  'no rulings, cells at the bottom': { fills: 'none', alignCells: 'bottom' },
  'lines between rows only': { rules: 'rows', fills: 'none', padding: 0 },
  'a grid, text centred': { rules: 'grid', alignText: 'centre' },
  'text centred, no rulings': { fills: 'none', alignText: 'centre' },
  'a fill behind every row': { fills: 'every-row' },
  'A4 upright': { size: [595, 842], fontSize: 5.5 },
  A3: { size: [1191, 842], fontSize: 9 },
  Times: { font: 'Times-Roman', fills: 'none' },
  Courier: { font: 'Courier', fontSize: 5.5, fills: 'none' },
  'page turned once': { turns: 1 },
  'page turned twice': { turns: 2, fills: 'none' },
  'page turned thrice': { turns: 3 },
  'table laid on its side': { turns: 1, viewerTurnsBack: false, fills: 'none' },
  'header on the first page only': { headerOn: 'first-page', fills: 'none' },
  'rows across page breaks': { splitRows: true, headerOn: 'first-page', fills: 'none' },
  'rows across page breaks, at the top': { splitRows: true, alignCells: 'top', rules: 'grid', fills: 'none' },
  'drawn line by line': { drawn: 'line-by-line', fills: 'none' },
  'drawn column by column': { drawn: 'column-by-column', fills: 'none' },
  'drawn word by word': { drawn: 'word-by-word', fills: 'none' },
  'drawn word by word in Courier': { drawn: 'word-by-word', fills: 'none', font: 'Courier', fontSize: 5.5 },
  'headings in English': { headings: ENGLISH },
  'headings in Swedish': { headings: SWEDISH },
  'headings in Norwegian': { headings: NORWEGIAN, fills: 'none' },
  'price first, code in the middle': {
    columns: [
      'price',
      'color',
      'model',
      'package',
      'modelCode',
      'engine',
      'starter',
      'trackLength',
      'trackProfile',
      'display',
      'springOptions',
    ],
  },
  'code last, beside the price': {
    columns: ['model', 'package', 'engine', 'trackLength', 'trackProfile', 'color', 'price', 'modelCode'],
    fills: 'none',
  },
  'the section in a column': { columns: ['section', 'modelCode', 'model', 'engine', 'price'], rules: 'grid' },
  'a column more': { columns: ['modelCode', 'model', 'extra', 'engine', 'color', 'price'], fills: 'none' },
  'columns fewer': { columns: ['modelCode', 'model', 'engine', 'price'] },
};

/** Lists that say nowhere which crown they mean: the language of their headings does. */
export const CROWN_LISTS = [
  { language: 'Swedish', headings: SWEDISH, ending: ',00 kr', currency: 'SEK', market: 'SE' },
  { language: 'Swedish', headings: SWEDISH, ending: ':-', currency: 'SEK', market: 'SE' },
  { language: 'Norwegian', headings: NORWEGIAN, ending: ',00 kr', currency: 'NOK', market: 'NO' },
  { language: 'Norwegian', headings: NORWEGIAN, ending: ',-', currency: 'NOK', market: 'NO' },
] as const;
