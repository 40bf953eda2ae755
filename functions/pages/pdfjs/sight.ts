import type { Box } from '#contracts/box.ts';
import { area, intersection, unionOf } from '../box.ts';
import type { Doubt, Rule } from '../page.ts';
import { MOST_LINES, STRUCK_SHARE, strikeZone } from '../strikes.ts';
import type { TextObject, Token } from '../text-runs.ts';
import { type Ground, isTokenVisible, type Look, SMALLEST_POINTS } from '../visibility.ts';
import type { Canvas } from './canvas.ts';

/** What a note makes of the text it lies on, by pdf.js's names of their kinds (ISO 32000-2, table 171). */
const MEANINGS: Readonly<Record<string, Doubt | null>> = {
  ...{ Link: null, Popup: null, Highlight: null, Underline: null, Squiggly: null, Text: null, Widget: null },
  ...{ StrikeOut: 'struck', Ink: 'struck', Line: 'struck', PolyLine: 'struck' },
};
/** A note means a text where it lies over this part of it. */
const NOTED = 0.3;
const COVERED = 0.08;
/** A text that differs less from what lies behind it is hard to read; of 255. */
const FAINT = 28;

/** A note on the page, its box as seen. */
export interface Note {
  box: Box;
  kind: string;
}

/**
 * How tokens look as far as an engine can tell that draws nothing: what blend modes, layers, patterns, masks and
 * pictures have to do with stays in doubt.
 */
export const looksOn =
  (canvas: Canvas, grounds: readonly Ground[], notes: readonly Note[]) =>
  (tokens: readonly Token[]): Look[] =>
    tokens.map((token) => lookOf(token, canvas, grounds, notes));

function lookOf(token: Token, canvas: Canvas, grounds: readonly Ground[], notes: readonly Note[]): Look {
  const { object } = token[0];
  const box = unionOf(token.map((glyph) => glyph.box));
  const mayShow = object.painted && object.fontSize >= SMALLEST_POINTS && shares(box, object.clip) > 0;
  const isUnclear =
    object.isUnclear ||
    canvas.unclear.some(
      ({ box: other, order, isBehind }) => shares(box, other) > 0 && (isBehind || order > object.order),
    );
  const doubts: Doubt[] = [
    ...(isUnclear ? ['unrendered' as const] : []),
    ...(isTokenVisible(token, grounds, FAINT) ? [] : ['faint' as const]),
    ...(isStruck(object, box, canvas.drawings.rules) ? ['struck' as const] : []),
    ...(isPartlyCovered(object, box, grounds) ? ['covered' as const] : []),
    ...notes.flatMap((note) => (shares(box, note.box) > NOTED ? (meaningOf(note) ?? []) : [])),
  ];
  const visible = mayShow && (isUnclear || isTokenVisible(token, grounds));
  return { visible, doubts: visible ? [...new Set(doubts)] : [] };
}

/** Something opaque was drawn later on a part of it. */
const isPartlyCovered = ({ order }: TextObject, box: Box, grounds: readonly Ground[]): boolean =>
  grounds.some((ground) => ground.color && ground.order > order && shares(box, ground.box) > COVERED);

/** The share of a box that another one has of it. */
const shares = (box: Box, other: Box): number =>
  area(intersection(box, other)) / Math.max(area(box), Number.MIN_VALUE);

const meaningOf = ({ kind }: Note): Doubt | null => (kind in MEANINGS ? (MEANINGS[kind] ?? null) : 'covered');

function isStruck(text: TextObject, box: Box, rules: readonly Rule[]): boolean {
  const isUpright = text.turns % 2 === 0;
  const [along, across] = isUpright ? [0, 1] : [1, 0];
  const [low, high] = strikeZone(text);
  const ends = (of: Box, side: number) => [of[side] as number, of[side + 2] as number] as const;
  const [from, to] = ends(box, along);
  const lines = rules.filter(({ direction, box: line }) => {
    if ((direction === 'horizontal') !== isUpright) return false;
    const [start, end] = ends(line, along);
    const [top, bottom] = ends(line, across);
    const length = Math.min(end, to) - Math.max(start, from);
    return (top + bottom) / 2 > low && (top + bottom) / 2 < high && length > (to - from) * STRUCK_SHARE;
  });
  return lines.length > 0 && lines.length <= MOST_LINES;
}
