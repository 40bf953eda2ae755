import type { Color } from '../../page.ts';
import type { Ground, Look } from '../sheet.ts';
import { gradientGround, patternGround, plainGround } from './grounds.ts';
import { colorOfHex, tinted } from './palette.ts';
import { type Attributes, isTrue } from './xml.ts';

/** What the colours of a workbook's styles are named by: theme and palette as "RRGGBB". */
export interface Palette {
  theme: readonly string[];
  indexed: readonly string[];
}

/** A font as an element gives it; what it does not say is absent. */
export interface WrittenFont {
  bold?: boolean;
  struck?: boolean;
  /** Off the line that the letters stand on. */
  vertical?: 'superscript' | 'subscript' | null;
  color?: Attributes;
  fontSize?: number | undefined;
}

/** A fill as an element gives it. */
export interface WrittenFill {
  pattern?: string | undefined;
  own?: Attributes;
  behind?: Attributes;
  /** The colours of a gradient's stops. */
  stops?: Attributes[];
}

type Setter<Written> = (written: Written, attributes: Attributes) => void;

const isOn = ({ val }: Attributes): boolean => val === undefined || isTrue(val);

/** Children of `font`, and of `rPr` in a run of rich text. */
export const FONT_ELEMENTS: Readonly<Record<string, Setter<WrittenFont>>> = {
  b: (font, attributes) => (font.bold = isOn(attributes)),
  strike: (font, attributes) => (font.struck = isOn(attributes)),
  vertAlign: (font, { val }) => {
    font.vertical = val === 'superscript' || val === 'subscript' ? val : null;
  },
  sz: (font, { val }) => (font.fontSize = Number(val) || undefined),
  color: (font, attributes) => (font.color = attributes),
};

/** What stands in `fill`, by the names of the elements inside it. */
export const FILL_ELEMENTS: Readonly<Record<string, Setter<WrittenFill>>> = {
  patternFill: (fill, { patternType }) => (fill.pattern = patternType),
  fgColor: (fill, attributes) => (fill.own = attributes),
  bgColor: (fill, attributes) => (fill.behind = attributes),
  gradientFill: (fill) => (fill.stops = []),
  color: (fill, attributes) => fill.stops?.push(attributes),
};

const BLACK: Color = [0, 0, 0];
const WHITE: Color = [255, 255, 255];

/** The fill of a cell's style; null for none. */
export function groundOf(
  { pattern = 'none', own, behind, stops }: WrittenFill,
  palette: Palette,
): Ground | null {
  if (stops) return gradientGround(colorsOf(stops, palette));
  const back = (behind && colorOf(behind, palette)) ?? WHITE;
  // Programs differ on a full pattern without a colour of its own: it may come out in either.
  if (pattern === 'solid' && !own) return patternGround('mediumGray', BLACK, back);
  return patternGround(pattern, (own && colorOf(own, palette)) ?? BLACK, back);
}

/** The fill of a conditional format: there a full pattern has the colour behind. */
export function conditionalGroundOf(fill: WrittenFill, palette: Palette): Ground | null {
  const { pattern = 'solid', own, behind } = fill;
  if (fill.stops || pattern !== 'solid') return groundOf(fill, palette);
  const color = colorOf(behind ?? own ?? {}, palette);
  return color && plainGround(color);
}

/** A font over what it does not say itself. */
export function fontOver(font: WrittenFont, look: Look, palette: Palette): Look {
  const { bold = look.bold, struck = look.struck, fontSize = look.fontSize } = font;
  const color = (font.color && colorOf(font.color, palette)) ?? look.color;
  return { bold, struck, fontSize, color, ground: look.ground };
}

/** The colours of several elements, those that name none left out. */
export const colorsOf = (named: readonly Attributes[], palette: Palette): Color[] =>
  named.map((one) => colorOf(one, palette)).filter((color) => color !== null);

/** The colour that attributes name; null where they name none, such as the one that a program chooses by itself. */
export function colorOf({ rgb, theme, indexed, tint }: Attributes, palette: Palette): Color | null {
  const hex = rgb ?? (theme === undefined ? palette.indexed[Number(indexed)] : palette.theme[Number(theme)]);
  const color = colorOfHex(hex ?? '');
  return color && tinted(color, Number(tint ?? 0) || 0);
}
