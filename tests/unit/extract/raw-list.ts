import { type RawPdf, rawPdf } from '../../fakes/raw-pdf.ts';

/** A cell as text, or as operators at the place where it stands. */
export type RawCell = string | ((x: number, y: number) => string);

const CELLS = {
  modelCode: { x: 26, heading: 'Tuotenumero', text: '' },
  model: { x: 78, heading: 'Malli', text: 'MXZ' },
  package: { x: 140, heading: 'Paketti', text: 'Neo+' },
  engine: { x: 232, heading: 'Moottori', text: '600 EFI - 55 HP' },
  trackLength: { x: 318, heading: 'Telamatto', text: '120in 3050mm' },
  trackProfile: { x: 374, heading: '', text: '1.25in 32mm RipSaw' },
  starter: { x: 470, heading: 'Käynnistin', text: 'Electric' },
  display: { x: 530, heading: 'Mittaristo', text: '4.5 in. Digital Display' },
  color: { x: 690, heading: 'Väri', text: 'Coal' },
  price: { x: 770, heading: 'Suositushinta EUR', text: '10845' },
} as const;
type CellName = keyof typeof CELLS;
export type RawRow = Partial<Record<CellName, RawCell>>;

/** Where rows stand, in the PDF's own coordinates. */
export const ROW_STEP = 14;
export const FIRST_ROW = 500;
const HEADINGS_AT = 520;

const WINDOWS_1252: Readonly<Record<string, number>> = {
  '€': 0x80,
  '†': 0x86,
  '’': 0x92,
  '”': 0x94,
  '–': 0x96,
  '™': 0x99,
};

const hexOf = (text: string): string =>
  [...text]
    .map((letter) => (WINDOWS_1252[letter] ?? letter.charCodeAt(0)).toString(16).padStart(2, '0'))
    .join('');

/** Shows a text; `rise` is above the line. */
export const show = (text: string, x: number, y: number, { size = 7, font = 'F1', rise = 0 } = {}): string =>
  `q BT /${font} ${size} Tf ${rise} Ts 1 0 0 1 ${x} ${y} Tm <${hexOf(text)}> Tj ET Q\n`;

/** A text in pieces, one behind the other as the pen goes on. */
export const showPieces =
  (...pieces: readonly { text: string; size?: number; rise?: number }[]) =>
  (x: number, y: number): string =>
    `q BT 1 0 0 1 ${x} ${y} Tm ${pieces
      .map(({ text, size = 7, rise = 0 }) => `/F1 ${size} Tf ${rise} Ts <${hexOf(text)}> Tj`)
      .join(' ')} ET Q\n`;

/** Codes that no other text of the list has. */
export const codeOf = (index: number): string =>
  `Q${'ABCDEFGHJKLMNPRSTUVWXYZ'[index % 23]}${'WXYZ'[Math.floor(index / 23)]}7`;

export const TITLE =
  show('SKI-DOO SUOSITUSHINNASTO', 24, 563, { size: 16, font: 'F2' }) +
  show('MALLIVUOSI 2031 / SUOMI', 24, 545, { size: 10, font: 'F2' });

export const HEADINGS = Object.values(CELLS)
  .map(({ x, heading }) => (heading ? show(heading, x, HEADINGS_AT, { font: 'F2' }) : ''))
  .join('');

/** The operators of rows under one another. */
export const rowsOf = (rows: readonly RawRow[], first = FIRST_ROW): string =>
  rows.map((row, index) => rowOf({ modelCode: codeOf(index), ...row }, first - index * ROW_STEP)).join('');

const rowOf = (row: RawRow, y: number): string =>
  Object.entries(CELLS)
    .map(([name, { x, text }]) => {
      const cell = row[name as CellName] ?? text;
      return typeof cell === 'function' ? cell(x, y) : cell && show(cell, x, y);
    })
    .join('');

/** A list of one page drawn operator by operator; what lies behind it comes first. */
export const rawList = (rows: readonly RawRow[], more: Omit<RawPdf, 'pages'> = {}, behind = ''): Uint8Array =>
  rawPdf({ ...more, pages: [{ content: behind + TITLE + HEADINGS + rowsOf(rows) }] });
