import { ROW_COLUMNS } from '#contracts/extracted.ts';

/** A row to be typeset; null for an empty cell. */
export interface PrintedRow {
  section: string | null;
  modelCode: string;
  model: string | null;
  package: string | null;
  engine: string | null;
  trackLength: string | null;
  trackProfile: string | null;
  starter: string | null;
  display: string | null;
  springOptions: string | null;
  color: string | null;
  price: string;
  springOnly: boolean;
}

/** Columns that some suppliers add; `ADDED` says what stands in them. */
export type AddedColumn = 'extra' | 'quantity' | 'dealerPrice' | 'netPrice' | 'ean' | 'weight' | 'week';

export type PrintedColumn = Exclude<keyof PrintedRow, 'springOnly'> | AddedColumn;

export interface PrintedList {
  title: readonly string[];
  /** Begins under the list before it, on the same page. */
  goesOn?: boolean;
  rows: readonly PrintedRow[];
}

/** How a list is typeset: every choice is one that price lists make differently. */
export interface Typesetting {
  columns: readonly PrintedColumn[];
  headings: Partial<Record<PrintedColumn, string>>;
  /** Points, as the page is read. */
  size: readonly [width: number, height: number];
  /** Quarter turns of the page; its content is laid so that it is upright where the viewer turns it back. */
  turns: 0 | 1 | 2 | 3;
  viewerTurnsBack: boolean;
  /** `Liberation Sans` alone has Cyrillic letters. */
  font: 'Helvetica' | 'Times-Roman' | 'Courier' | 'Liberation Sans';
  fontSize: number;
  fills: 'none' | 'striped' | 'every-row';
  rules: 'none' | 'rows' | 'grid';
  alignCells: 'top' | 'middle' | 'bottom';
  headerOn: 'first-page' | 'every-page' | 'every-tenth-row';
  /** A row may begin at the foot of one page and end at the head of the next. */
  splitRows: boolean;
  alignText: 'left' | 'centre';
  drawn: 'row-by-row' | 'column-by-column' | 'line-by-line' | 'word-by-word';
  padding: number;
  /** White around the page, points. */
  margin: number;
  /** White between the texts of neighbouring columns, points. */
  gutter: number;
  headerLook: 'plain' | 'bold' | 'white-on-red';
  sections: 'across' | 'under-the-code' | 'sideways' | 'none';
  /** A model's name once for all its rows, as in a merged cell. */
  models: 'every-row' | 'once';
  /** Set across the page behind the table. */
  watermark: string | null;
  /** At the foot of every page; `%` is its number. */
  footer: string | null;
  /** A line between rows, again and again. */
  note: string | null;
  /** Text that is on the page and that nobody sees. */
  hidden: readonly HiddenText[];
}

export type HiddenText = 'no-ink' | 'white' | 'tiny' | 'off-page' | 'clipped' | 'covered';

export const PLAIN: Typesetting = {
  columns: ROW_COLUMNS,
  headings: {
    section: 'Segmentti',
    modelCode: 'Tuote- nro',
    model: 'Malli',
    package: 'Paketti',
    engine: 'Moottori',
    trackLength: 'Telamatto',
    starter: 'Käynnistin',
    display: 'Mittaristo',
    springOptions: 'Kevätoptiot',
    color: 'Väri',
    price: 'Suositushinta, sis ALV:n',
    extra: 'Varasto',
  },
  size: [842, 595],
  turns: 0,
  viewerTurnsBack: true,
  font: 'Helvetica',
  fontSize: 7,
  fills: 'striped',
  rules: 'none',
  alignCells: 'middle',
  headerOn: 'every-page',
  splitRows: false,
  alignText: 'left',
  drawn: 'row-by-row',
  padding: 3,
  margin: 34,
  gutter: 4,
  headerLook: 'bold',
  sections: 'across',
  models: 'every-row',
  watermark: null,
  footer: null,
  note: null,
  hidden: [],
};
