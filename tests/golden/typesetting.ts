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

export type PrintedColumn = Exclude<keyof PrintedRow, 'springOnly'> | 'extra';

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
  font: 'Helvetica' | 'Times-Roman' | 'Courier';
  fontSize: number;
  fills: 'none' | 'striped' | 'every-row';
  rules: 'none' | 'rows' | 'grid';
  alignCells: 'top' | 'middle' | 'bottom';
  headerOn: 'first-page' | 'every-page';
  /** A row may begin at the foot of one page and end at the head of the next. */
  splitRows: boolean;
  alignText: 'left' | 'centre';
  drawn: 'row-by-row' | 'column-by-column' | 'line-by-line' | 'word-by-word';
  padding: number;
}

export const PLAIN: Typesetting = {
  columns: [
    'modelCode',
    'model',
    'package',
    'engine',
    'trackLength',
    'trackProfile',
    'starter',
    'display',
    'springOptions',
    'color',
    'price',
  ],
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
};
