import { pick, type Random, seededRandom } from '#samples/draw/random.ts';
import { literal, PageWriter } from './page-writer.ts';
import type { Row } from './paints.ts';
import { STYLES, type Truth } from './styles.ts';

/** A row of a page and what a person makes of it. */
export interface DrawnRow {
  modelCode: string;
  model: string;
  engine: string;
  price: string;
  style: string;
  truth: Truth;
}

export interface SightPage {
  seed: number;
  bytes: Uint8Array;
  rows: DrawnRow[];
}

const ROWS = 8;
const MODELS = ['Rave', 'Commander', 'Adventure', 'Xterrain'];
const ENGINES = ['600R E-TEC', '850 E-TEC', '900 ACE', '600 EFI'];
export const HEADINGS = ['Tuotenumero', 'Malli', 'Moottori', 'Suositushinta'];
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** One page of price rows in a mix of styles, the same for the same seed and styles. */
export function sightPage(seed: number, styles = STYLES): SightPage {
  const random = seededRandom(seed);
  const page = new PageWriter({
    width: 520,
    height: 400,
    rotate: pick(random, [0, 0, 0, 90, 180, 270]),
    userUnit: pick(random, [1, 1, 1, 2]),
    origin: pick(random, [
      [0, 0],
      [0, 0],
      [-30, 40],
    ] as const),
  });
  const size = pick(random, [6, 7, 8, 9, 10]);
  const rows = Array.from({ length: ROWS }, (_, index) => drawnRow(random, index, styles));
  const parts = rows.map((row, index) => {
    const y = 300 - index * 30;
    return STYLES[row.style]?.draw(rowAt(row, y, size), page, random) ?? '';
  });
  const headings = cellsAt(HEADINGS, 340, 8).map(([x, , y], index) =>
    shown(HEADINGS[index] ?? '', x, y, 8, 'B'),
  );
  const title = shown('LYNX MALLIVUOSI 2027', 30, 370, 14, 'B');
  const content = ['0 g', title, ...headings, ...parts].join('\n');
  const isWrapped = random() < 0.2;
  return { seed, rows, bytes: page.pdf(isWrapped ? page.form(content, [-50, -50, 600, 450]) : content) };
}

/** A row with texts of its own, plain or in one of the styles. */
export function drawnRow(
  random: Random,
  index: number,
  styles: Readonly<Record<string, { truth: Truth }>> = STYLES,
): DrawnRow {
  const style = random() < 0.3 ? 'plain' : pick(random, Object.keys(styles));
  const modelCode = `${pick(random, LETTERS)}${pick(random, LETTERS)}${LETTERS[index]}${1 + index}`;
  const price = `${10 + Math.floor(random() * 15)} ${100 + Math.floor(random() * 900)} €`;
  const truth = styles[style]?.truth ?? 'seen';
  return { modelCode, model: pick(random, MODELS), engine: pick(random, ENGINES), price, style, truth };
}

const COLUMNS = [30, 130, 260, 420];

/** Helvetica's letters are about half an em wide. */
const cellsAt = (texts: readonly string[], y: number, size: number) =>
  texts.map((text, index) => {
    const x = COLUMNS[index] ?? 0;
    return [x, x + widthOf(text, size), y] as const;
  });

/** Widths of Helvetica in thousandths of an em, as its metrics say; all others are about as wide as a figure. */
const WIDTHS: Readonly<Record<string, number>> = {
  ' ': 278,
  '-': 333,
  R: 722,
  A: 667,
  C: 722,
  X: 667,
  a: 556,
  v: 500,
  e: 556,
  m: 833,
  o: 556,
  n: 556,
  d: 556,
  r: 333,
  t: 278,
  u: 556,
  i: 222,
  E: 667,
  T: 611,
  F: 611,
  I: 278,
};
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (WIDTHS[letter] ?? (/[A-Z]/.test(letter) ? 690 : 556)), 0) *
  (size / 1000);

function rowAt({ modelCode, model, engine, price }: DrawnRow, y: number, size: number): Row {
  const texts = [modelCode, model, engine, price];
  const lines = cellsAt(texts, y, size);
  return {
    box: [20, y - 8, 500, y + 16],
    lines,
    size,
    text: (prefix = '0 g') =>
      `q ${texts.map((text, index) => shown(text, lines[index]?.[0] ?? 0, y, size, 'F', prefix)).join(' ')} Q\n`,
  };
}

const shown = (text: string, x: number, y: number, size: number, font: string, prefix = '0 g'): string =>
  `BT ${prefix} /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm ${literal(text)} Tj ET`;
