import type { Box } from '#contracts/extracted.ts';
import { unionOf } from '../box.ts';
import type { Matrix } from '../matrix.ts';
import type { Color, QuarterTurns, Word } from '../page.ts';
import { fillPaint, type Paint, strokePaint } from './colors.ts';
import { type Glyph, readGlyphs, type TextShape, textShape } from './glyphs.ts';
import type { Library } from './library.ts';
import type { DrawnObject } from './objects.ts';

/** Between glyphs of one object, in ems: producers that draw a whole table line as one run leave cells this far apart. */
const CUT = 0.55;
/** A space that the font itself draws may be this much wider: Courier's is 0.6 em. */
const DRAWN_SPACE = 0.2;
/** Between objects, in ems: producers that draw glyph by glyph leave less than this inside a word. */
const JOINED = 0.12;
/** How far baselines of one run may differ, in ems. */
const SAME_LINE = 0.5;

/** PDF text render modes. */
const STROKED = 1;
const INVISIBLE_MODES = new Set([3, 7]);

const BLACK: Color = [0, 0, 0];
const BOLD_NAME = /bold|black|heavy|demi/i;
const FORCE_BOLD_FLAG = 1 << 18;

/** A word and the object that drew its first glyph: visibility is decided where both are known. */
export interface DrawnWord {
  word: Word;
  object: DrawnObject;
  /** False for invisible render modes and text painted with no opacity. */
  painted: boolean;
}

interface Run {
  glyphs: Glyph[];
  shape: TextShape;
}

/** The runs of text of a loaded page in content order. */
export function drawnWords(
  engine: Library,
  page: number,
  objects: DrawnObject[],
  pageToView: Matrix,
): DrawnWord[] {
  const textPage = engine.api.FPDFText_LoadPage(page);
  try {
    const glyphs = readGlyphs(engine, textPage, objects, pageToView);
    const shapes = new Map<DrawnObject, TextShape>();
    for (const glyph of glyphs) {
      if (!shapes.has(glyph.object)) shapes.set(glyph.object, textShape(engine, textPage, glyph, pageToView));
    }
    const runs = cutIntoRuns(glyphs, shapes);
    const lookOf = textLooks(engine);
    return runs.map((run) => drawnWord(run, lookOf((run.glyphs[0] as Glyph).object)));
  } finally {
    engine.api.FPDFText_ClosePage(textPage);
  }
}

function cutIntoRuns(glyphs: Glyph[], shapes: Map<DrawnObject, TextShape>): Run[] {
  const runs: Run[] = [];
  let spaces: Glyph[] = [];
  for (const glyph of glyphs) {
    if (glyph.character.trim() === '') spaces.push(glyph);
    else {
      addToRuns(runs, spaces, glyph, shapes.get(glyph.object) as TextShape);
      spaces = [];
    }
  }
  return runs;
}

function addToRuns(runs: Run[], spaces: Glyph[], glyph: Glyph, shape: TextShape): void {
  const run = runs.at(-1);
  if (run && continues(run, glyph, shape, spaces.length === 1)) run.glyphs.push(...spaces, glyph);
  else runs.push({ glyphs: [glyph], shape });
}

function continues({ glyphs, shape }: Run, next: Glyph, nextShape: TextShape, spaced: boolean): boolean {
  const last = glyphs.at(-1) as Glyph;
  if (shape.turns !== nextShape.turns) return false;
  const from = EXTENTS[shape.turns](last.box);
  const to = EXTENTS[shape.turns](next.box);
  const gap = (to.start - from.end) / shape.fontSize;
  const drift = Math.abs(to.across - from.across) / shape.fontSize;
  const sameSize = Math.abs(shape.fontSize - nextShape.fontSize) < 0.1 * shape.fontSize;
  const widest = last.object === next.object ? CUT + (spaced ? DRAWN_SPACE : 0) : JOINED;
  return sameSize && drift < SAME_LINE && gap > -CUT && gap < widest;
}

interface Extent {
  start: number;
  end: number;
  across: number;
}

/** Where a box lies in the direction of reading, and across it; by quarter turns of the run. */
const EXTENTS: Record<QuarterTurns, (box: Box) => Extent> = {
  0: ([x0, y0, x1, y1]) => ({ start: x0, end: x1, across: (y0 + y1) / 2 }),
  1: ([x0, y0, x1, y1]) => ({ start: y0, end: y1, across: -(x0 + x1) / 2 }),
  2: ([x0, y0, x1, y1]) => ({ start: -x1, end: -x0, across: -(y0 + y1) / 2 }),
  3: ([x0, y0, x1, y1]) => ({ start: -y1, end: -y0, across: (x0 + x1) / 2 }),
};

function drawnWord({ glyphs, shape }: Run, look: TextLook): DrawnWord {
  const word = {
    text: glyphs.map(({ character }) => character).join(''),
    starts: characterStarts(glyphs, shape.turns),
    turns: shape.turns,
    box: unionOf(glyphs.map(({ box }) => box)),
    order: 0,
    fontSize: shape.fontSize,
    bold: look.bold,
    color: look.paint?.color ?? BLACK,
    visible: true,
  };
  return { word, object: (glyphs[0] as Glyph).object, painted: look.painted };
}

function characterStarts(glyphs: Glyph[], turns: QuarterTurns): number[] {
  const starts: number[] = [];
  for (const { character, box } of glyphs) {
    const start = Math.abs(EXTENTS[turns](box).start);
    for (let unit = 0; unit < character.length; unit++) starts.push(start);
  }
  return starts;
}

interface TextLook {
  bold: boolean;
  paint: Paint | null;
  painted: boolean;
}

function textLooks(engine: Library): (object: DrawnObject) => TextLook {
  const looks = new Map<DrawnObject, TextLook>();
  const boldFonts = new Map<number, boolean>();
  return (object) => {
    const look = looks.get(object) ?? textLook(engine, object, boldFonts);
    looks.set(object, look);
    return look;
  };
}

function textLook(engine: Library, { pointer }: DrawnObject, boldFonts: Map<number, boolean>): TextLook {
  const { api } = engine;
  const mode = api.FPDFTextObj_GetTextRenderMode(pointer);
  const paint = mode === STROKED ? strokePaint(engine, pointer) : fillPaint(engine, pointer);
  const font = api.FPDFTextObj_GetFont(pointer);
  const bold = boldFonts.get(font) ?? isBold(engine, font);
  boldFonts.set(font, bold);
  return { bold, paint, painted: !INVISIBLE_MODES.has(mode) && paint?.alpha !== 0 };
}

function isBold({ api, memory }: Library, font: number): boolean {
  const length = api.FPDFFont_GetBaseFontName(font, memory.slot(0), memory.resultBytes);
  const name = memory.latin(Math.min(length, memory.resultBytes));
  return BOLD_NAME.test(name) || (api.FPDFFont_GetFlags(font) & FORCE_BOLD_FLAG) !== 0;
}
