import { stream } from '../../integration/bad-files/raw-pdf.ts';
import { type PageWriter, type Rect, rectangle } from './page-writer.ts';

/** A row to be drawn: where, and its texts as operators, in the colour that a prefix sets (black by itself). */
export interface Row {
  box: Rect;
  text(prefix?: string): string;
  /** The baselines of its words: from where to where, and at what height. */
  lines: readonly (readonly [x0: number, x1: number, y: number])[];
  size: number;
}

/** A shading across the row from one colour to another, which goes on in both directions; a round one grows from its middle. */
const shadingOf = ({ box: [x0, y0, x1, y1] }: Row, from: string, to: string, isRound = false): string => {
  const middle = `${(x0 + x1) / 2} ${(y0 + y1) / 2}`;
  const place = isRound
    ? `/ShadingType 3/Coords[${middle} 0 ${middle} ${(x1 - x0) / 2}]`
    : `/ShadingType 2/Coords[${x0} 0 ${x1} 0]`;
  const colors = `/Function<</FunctionType 2/Domain[0 1]/C0[${from}]/C1[${to}]/N 1>>`;
  return `<<${place}/ColorSpace/DeviceRGB/Extend[true true]${colors}>>`;
};

export const shading = (row: Row, page: PageWriter, from: string, to: string, isRound = false): string =>
  `q ${rectangle(row.box)} W n ${page.name('Shading', shadingOf(row, from, to, isRound))} sh Q\n`;

/** Operators that make a shading the colour of what is filled. A pattern's coordinates are those of the page, wherever it is drawn. */
export const gradient = (row: Row, page: PageWriter, from: string, to: string, isRound = false): string => {
  const [x, y] = page.look.origin;
  const pattern = `<</PatternType 2/Matrix[1 0 0 1 ${x} ${y}]/Shading ${shadingOf(row, from, to, isRound)}>>`;
  return `/Pattern cs ${page.name('Pattern', pattern)} scn`;
};

/** A tiling of small figures; the paint of an uncoloured one is said where it is used. */
const tiling = (page: PageWriter, step: number, figure: string, paintType: 1 | 2 = 1): string => {
  const cell = stream(
    figure,
    `/Type/Pattern/PatternType 1/PaintType ${paintType}/TilingType 1/BBox[0 0 ${step} ${step}]/XStep ${step}/YStep ${step}/Resources<<>>`,
  );
  return page.name('Pattern', `${page.add(cell)} 0 R`);
};

/** Operators that make a tiling the colour of what is filled. */
export const tiled = (page: PageWriter, step: number, figure: string): string =>
  `/Pattern cs ${tiling(page, step, figure)} scn`;
export const tiledIn = (page: PageWriter, color: string, step: number, figure: string): string => {
  const space = page.name('ColorSpace', '[/Pattern/DeviceRGB]');
  return `${space} cs ${color} ${tiling(page, step, figure, 2)} scn`;
};

/** The row as far as its last word, on which a gradient has then ended. */
export const upToPrice = (row: Row): Row => {
  const [x0, y0, , y1] = row.box;
  return { ...row, box: [x0, y0, (row.lines.at(-1)?.[0] ?? x0) - 5, y1] };
};

/** Operators that set an ink for no plate at all (ISO 32000-2, 8.6.6.4). */
export const noInk = (page: PageWriter): string => {
  const alternate = '/DeviceRGB<</FunctionType 2/Domain[0 1]/C0[1 1 1]/C1[1 0 0]/N 1>>';
  return `${page.name('ColorSpace', `[/Separation/None${alternate}]`)} cs 1 scn`;
};

export const filledWith = (paint: string, box: Rect): string => `q ${paint} ${rectangle(box)} f Q\n`;
export const all = (step: number): string => `0 0 ${step} ${step} re f`;

export const blended = (page: PageWriter, mode: string, content: string): string =>
  `q ${page.state(`/BM/${mode}`)} ${content} Q\n`;
export const translucent = (page: PageWriter, alpha: number, content: string): string =>
  `q ${page.state(`/ca ${alpha}/CA ${alpha}`)} ${content} Q\n`;

export const inForms = (row: Row, page: PageWriter, depth: number, content: string, entries = ''): string => {
  let drawn = content;
  for (let level = 0; level < depth; level++) drawn = page.form(drawn, grown(row.box, 2), entries);
  return drawn;
};

export const grown = ([x0, y0, x1, y1]: Rect, by: number): Rect => [x0 - by, y0 - by, x1 + by, y1 + by];
export const GROUP = '/Group<</S/Transparency/I true>>';

export const masked = (row: Row, page: PageWriter, grey: number): string => {
  const mask = page.add(
    stream(
      `${grey} g ${rectangle(row.box)} f`,
      `/Type/XObject/Subtype/Form/BBox[${row.box.join(' ')}]/Group<</S/Transparency/CS/DeviceGray>>/Resources<<>>`,
    ),
  );
  return `q ${page.state(`/SMask<</S/Luminosity/G ${mask} 0 R>>`)} ${row.text()} Q\n`;
};

export const onLayer = (page: PageWriter, properties: string, content: string): string =>
  `/OC ${page.name('Properties', properties)} BDC ${content} EMC\n`;

/** A line through the middle of every word. */
export const struck = (
  { lines, size }: Row,
  share: number,
  draw: (x0: number, x1: number, y: number) => string,
): string => lines.map(([x0, x1, y]) => draw(x0, x1, y + size * share)).join(' ');
export const pen = (width: number) => (x0: number, x1: number, y: number) =>
  `q 0.8 0 0 RG ${width} w ${x0} ${y} m ${x1} ${y} l S Q\n`;

/** Slanting lines over every word, from before it to behind it. */
export const crossed = ({ lines, size }: Row, random: () => number, slants: readonly string[]): string => {
  const [reach, out] = [0.4 + random() * 0.4, random() * 3];
  const pens = slants.map((slant) => (x0: number, x1: number, y: number) => {
    const rise = size * reach * (slant === '/' ? 1 : -1);
    return `q 0.8 0 0 RG 0.8 w ${x0 - out} ${y - rise} m ${x1 + out} ${y + rise} l S Q\n`;
  });
  return pens.map((draw) => struck({ lines, size } as Row, 0.33, draw)).join('');
};

export const circle = ([x0, y0, x1, y1]: Rect): string => {
  const [x, y, rx, ry] = [(x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) * 0.7072, (y1 - y0) * 0.7072 + 30];
  const k = 0.5523;
  return `${x - rx} ${y} m ${x - rx} ${y + k * ry} ${x - k * rx} ${y + ry} ${x} ${y + ry} c ${x + k * rx} ${y + ry} ${x + rx} ${y + k * ry} ${x + rx} ${y} c ${x + rx} ${y - k * ry} ${x + k * rx} ${y - ry} ${x} ${y - ry} c ${x - k * rx} ${y - ry} ${x - rx} ${y - k * ry} ${x - rx} ${y} c h`;
};
