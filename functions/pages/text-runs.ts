import type { Box } from '#contracts/box.ts';
import { withMarksAside } from './marks.ts';
import type { Matrix, Point } from './matrix.ts';
import { type Color, type Doubt, type QuarterTurns, UnreadableDocument, type Word } from './page.ts';
import { asDrawn } from './printed-characters.ts';
import { boxOf } from './text.ts';
import type { Look } from './visibility.ts';

/** Between glyphs of one object, in ems: producers that draw a whole table line as one run leave cells this far apart. */
const CUT = 0.55;
/** A space that the font itself draws may be this much wider: Courier's is 0.6 em. */
const DRAWN_SPACE = 0.2;
/** Between objects, in ems: producers that draw glyph by glyph leave less than this inside a word. */
const JOINED = 0.12;
/** How far baselines of one run may differ, in ems: a raised sign is none of the text it stands at. */
const SAME_LINE = 0.12;

/** How far letters of one word may differ in size, in shares of it; a figure of another size behind a figure may be a note's. */
const SAME_SIZE = 0.1;
const SAME_SIZE_OF_FIGURES = 0.03;
const DIGIT = /\d/;

/** Radians; less is nothing that anybody sees. */
const STRAIGHT = 0.002;
/** Radians; the boxes of letters that stand farther aslant tell no gap between them. */
const ASLANT = 0.1;

/** What all glyphs that one operator of the page shows have in common. */
export interface TextObject {
  /** Place in painting order. */
  order: number;
  /** What of the page the text may paint on, as seen. */
  clip: Box;
  /** Points, as seen. */
  fontSize: number;
  turns: QuarterTurns;
  /** Where the line that the letters stand on lies across the direction of reading; grows downwards as a reader sees it. */
  baseline: number;
  /** Radians clockwise beyond the quarter turns. */
  askew: number;
  bold: boolean;
  color: Color;
  /** False for invisible render modes and text painted with no opacity. */
  painted: boolean;
  /** True where it paints nothing, and what is painted next may show through its letters. */
  isClip?: boolean;
  /** True where its font says to be other letters than it draws. */
  isGarbled?: boolean;
  /** True where it is drawn as in a mirror. */
  isMirrored?: boolean;
  /** True where the font gives all its glyphs one box, so that nobody knows where their outlines end. */
  hasOneBox?: boolean;
}

/** One drawn character and its box as seen. */
export interface Glyph {
  character: string;
  box: Box;
  /** The box of its outline; absent where the engine does not say, or draws none. */
  ink?: Box;
  object: TextObject;
}

/** Glyphs of one run without a blank between them: it is of these that one is seen and the next is not. */
export type Token = readonly [Glyph, ...Glyph[]];

/** A dense page of A3 has 16,000 glyphs; each is compared with every ground, and tables compare words with words. */
export const MOST_GLYPHS = 50_000;

/**
 * The glyphs of a page, in painting order, as runs of text; a run whose parts look different is parted between them.
 * `looksOf` tells how tokens look, in their order. Throws `UnreadableDocument` for a page with more than any list has.
 */
export function wordsOf(glyphs: readonly Glyph[], looksOf: (tokens: readonly Token[]) => Look[]): Word[] {
  if (glyphs.length > MOST_GLYPHS) throw drawsTooMuch();
  const runs = cutIntoRuns(glyphs).map((run) => ({ run, tokens: tokensOf(run) }));
  const all = runs.flatMap(({ tokens }) => tokens);
  const looks = looksOf(all).map((look, index) => withOwnDoubts(look, all[index] as Token));
  let from = 0;
  const words = runs.flatMap(({ run, tokens }) => {
    const own = looks.slice(from, from + tokens.length);
    from += tokens.length;
    return alikeParts(run, tokens, own);
  });
  return withMarksAside(words);
}

/** What the glyphs themselves say against reading them. */
function withOwnDoubts(look: Look, token: Token): Look {
  const own: Doubt[] = [];
  for (const { object } of token) if (object.isGarbled) own.push('garbled');
  if (isSqueezed(token) || token[0].object.isMirrored) own.push('faint');
  return own.length === 0 ? look : { ...look, doubts: [...new Set([...look.doubts, ...own])] };
}

/** Ems a glyph: the narrowest letters of narrow faces are twice as wide. */
const SQUEEZED = 0.1;

/** Letters squeezed into one another, or to lines: nobody can read them. */
function isSqueezed(token: Token): boolean {
  const { turns, fontSize } = token[0].object;
  const first = token[0];
  const last = token.at(-1) as Glyph;
  const one = EXTENTS[turns](first.ink ?? first.box);
  const other = EXTENTS[turns](last.ink ?? last.box);
  const long = Math.max(one.end, other.end) - Math.min(one.start, other.start);
  return long > 0 && long < SQUEEZED * fontSize * token.length;
}

/** A word and where it stands in the direction of reading. */
export interface Run {
  word: Word;
  extent: Extent;
}

function runOf(run: Glyph[], look: Look): Run {
  const { turns, baseline } = (run[0] as Glyph).object;
  const word = wordOf(run, look);
  return { word, extent: { ...EXTENTS[turns](word.box), across: baseline } };
}

/** Most characters are plain signs: they cost one look. */
export const isBlank = (character: string): boolean =>
  !(character >= '!' && character < '\u007f') && character.trim() === '';

function tokensOf(run: readonly Glyph[]): Token[] {
  const tokens: Glyph[][] = [];
  let isOpen = false;
  for (const glyph of run) {
    const isInk = !isBlank(glyph.character);
    if (isInk && isOpen) tokens.at(-1)?.push(glyph);
    else if (isInk) tokens.push([glyph]);
    isOpen = isInk;
  }
  return tokens as unknown as Token[];
}

/** Those neighbours in a run together that look the same. */
function alikeParts(run: Glyph[], tokens: readonly Token[], looks: readonly Look[]): Run[] {
  const [usual] = looks;
  if (usual && looks.every((look) => areAlike(look, usual))) return usual.isCopy ? [] : [runOf(run, usual)];
  const parts: Run[] = [];
  let first = 0;
  for (const [at, look] of looks.entries()) {
    const next = looks[at + 1];
    if (next && areAlike(look, next)) continue;
    const from = run.indexOf((tokens[first] as Token)[0]);
    const to = run.indexOf((tokens[at] as Token).at(-1) as Glyph);
    if (!look.isCopy) parts.push(runOf(run.slice(from, to + 1), look));
    first = at + 1;
  }
  return parts;
}

const areAlike = (one: Look, other: Look): boolean =>
  one === other ||
  (one.visible === other.visible && one.isCopy === other.isCopy && one.doubts.join() === other.doubts.join());

/** What a page asks that no list or book does. */
export function drawsTooMuch(): UnreadableDocument {
  return new UnreadableDocument('too-costly', 'a page draws more than any list or book does');
}

function cutIntoRuns(glyphs: readonly Glyph[]): Glyph[][] {
  const runs: Glyph[][] = [];
  let run: Glyph[] = [];
  let spaces: Glyph[] = [];
  for (const drawn of glyphs) {
    const character = asDrawn(drawn.character);
    if (character === '') continue;
    const glyph = character === drawn.character ? drawn : { ...drawn, character };
    if (isBlank(character)) spaces.push(glyph);
    else {
      const last = run.at(-1);
      if (last && continues(last, glyph, spaces.length === 1)) for (const space of spaces) run.push(space);
      else {
        run = [];
        runs.push(run);
      }
      run.push(glyph);
      if (spaces.length > 0) spaces = [];
    }
  }
  return runs;
}

function continues(last: Glyph, next: Glyph, spaced: boolean): boolean {
  const { turns, fontSize, askew } = last.object;
  const isOfOne = last.object === next.object;
  if (isOfOne && Math.abs(askew) > ASLANT) return true;
  if (!isOfOne && !standOnOneLine(last, next)) return false;
  const gap = gapBetween(last.box, next.box, turns) / fontSize;
  const widest = isOfOne ? CUT + (spaced ? DRAWN_SPACE : 0) : JOINED;
  return gap > -CUT && gap < widest;
}

function standOnOneLine(last: Glyph, next: Glyph): boolean {
  const { turns, fontSize, baseline } = last.object;
  const drift = Math.abs(next.object.baseline - baseline) / fontSize;
  return turns === next.object.turns && drift < SAME_LINE && areOfOneSize(last, next);
}

function areOfOneSize(last: Glyph, next: Glyph): boolean {
  const areFigures = DIGIT.test(last.character) && DIGIT.test(next.character);
  const { fontSize } = last.object;
  const most = (areFigures ? SAME_SIZE_OF_FIGURES : SAME_SIZE) * fontSize;
  return Math.abs(fontSize - next.object.fontSize) < most;
}

/** Where a run lies in the direction of reading, and the line it stands on across it. */
interface Extent {
  start: number;
  end: number;
  across: number;
}

/** Where a box lies in the direction of reading, by quarter turns of the run. */
const EXTENTS: Record<QuarterTurns, (box: Box) => Pick<Extent, 'start' | 'end'>> = {
  0: (box) => ({ start: box[0], end: box[2] }),
  1: (box) => ({ start: box[1], end: box[3] }),
  2: (box) => ({ start: -box[2], end: -box[0] }),
  3: (box) => ({ start: -box[3], end: -box[1] }),
};

/** From where one box ends to where the next begins in the direction of reading. */
export const gapBetween = (last: Box, next: Box, turns: QuarterTurns): number =>
  turns < 2
    ? (next[turns] as number) - (last[turns + 2] as number)
    : (last[turns - 2] as number) - (next[turns] as number);

/** The direction of a text along the vector [a, b] of its matrix: quarter turns, and radians beyond them. */
export function directionOf(a: number, b: number): Pick<TextObject, 'turns' | 'askew'> {
  const quarters = Math.atan2(b, a) / (Math.PI / 2);
  const turns = Math.round(quarters);
  return { turns: ((turns + 4) % 4) as QuarterTurns, askew: ((quarters - turns) * Math.PI) / 2 };
}

/** True for text of which a matrix makes its mirror image as seen, where heights grow downwards. */
export const isMirrored = ([a, b, c, d]: Matrix): boolean => a * d - b * c > 0;

/** Where a point lies across the direction of reading: what `TextObject.baseline` is. */
export const ACROSS: Record<QuarterTurns, (point: Point) => number> = {
  0: ([, y]) => y,
  1: ([x]) => -x,
  2: ([, y]) => -y,
  3: ([x]) => x,
};

function wordOf(run: Glyph[], { visible, doubts }: Look): Word {
  const { order, fontSize, turns, askew, bold, color } = (run[0] as Glyph).object;
  const isOfOne = run[0]?.object === run.at(-1)?.object;
  const seams = isOfOne ? [] : run.filter(({ object }, at) => at > 0 && object !== run[at - 1]?.object);
  return {
    text: textOf(run),
    starts: characterStarts(run, turns),
    ...(seams.length > 0 && { seams: characterStarts(seams, turns) }),
    turns,
    ...(Math.abs(askew) > STRAIGHT && { askew }),
    box: boxOf(run),
    order,
    fontSize,
    bold,
    color,
    visible,
    ...(doubts.length > 0 && { doubts }),
  };
}

function textOf(run: readonly Glyph[]): string {
  let text = '';
  for (const { character } of run) text += character;
  return text;
}

function characterStarts(run: Glyph[], turns: QuarterTurns): number[] {
  const starts: number[] = [];
  for (const { character, box } of run) {
    const start = Math.abs(box[turns]);
    for (let unit = 0; unit < character.length; unit++) starts.push(start);
  }
  return starts;
}
