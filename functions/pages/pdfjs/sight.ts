import type { Box } from '#contracts/box.ts';
import { area, centre, height, holdsBox, intersection, unionOf, width } from '../box.ts';
import { NO_CONTRAST } from '../ink.ts';
import type { TypedText } from '../note-words.ts';
import { type Places, placesOf } from '../overlaps.ts';
import type { Doubt, Rule } from '../page.ts';
import { barZone, MOST_LINES, STRUCK_SHARE, strikeZone } from '../strikes.ts';
import { drawsTooMuch, type TextObject, type Token } from '../text-runs.ts';
import { FAINT, type Look, lieUpon, NOTED, SHOWN_SHARE, SMALLEST_POINTS, UNSEEN } from '../visibility.ts';
import type { Canvas } from './canvas.ts';
import { type Coat, type Contrasts, contrastsIn, isSolid } from './coats.ts';

/** What a note makes of the text it lies on, by pdf.js's names of their kinds (ISO 32000-2, table 171). */
const MEANINGS: Readonly<Record<string, Doubt | null>> = {
  ...{ Link: null, Popup: null, Highlight: null, Underline: null, Squiggly: null, Text: null, Widget: null },
  ...{ StrikeOut: 'struck', Ink: 'struck', Line: 'struck', PolyLine: 'struck' },
};
const COVERED = 0.08;

const MOST_COATS = 20_000;

/** A note on the page, its box as seen. */
export interface Note {
  box: Box;
  kind: string;
  /** What is typed there; null where nothing is. */
  typed: TypedText | null;
}

/** A token that may show, and where. */
interface Candidate {
  token: Token;
  text: TextObject;
  box: Box;
}

/**
 * How tokens look as far as an engine can tell that draws nothing: by all colours that may lie behind them and upon them
 * where they stand. What those are in a picture, a mask or a mode that nobody has reckoned with stays in doubt.
 */
export const looksOn =
  (canvas: Canvas, notes: readonly Note[], pageHeight: number) =>
  (tokens: readonly Token[]): Look[] => {
    if (canvas.coats.length > MOST_COATS) throw drawsTooMuch();
    const coats = placesOf(canvas.coats, pageHeight);
    const candidates = tokens.flatMap((token) => candidateOf(token) ?? []);
    const looks = new Map(candidates.map((one) => [one.token, lookOf(one, canvas, coats, notes)]));
    const seen = candidates.filter(({ token }) => looks.get(token)?.visible);
    const others = placesOf(candidates, pageHeight);
    for (const one of seen) {
      const look = looks.get(one.token) as Look;
      if (isOverprinted(one, others.touching(one.box), looks))
        looks.set(one.token, { ...look, doubts: [...new Set<Doubt>([...look.doubts, 'covered'])] });
    }
    return tokens.map((token) => looks.get(token) ?? UNSEEN);
  };

function candidateOf(token: Token): Candidate | null {
  const { object: text } = token[0];
  const box = unionOf(token.map((glyph) => glyph.box));
  const mayShow = text.painted && text.fontSize >= SMALLEST_POINTS;
  return mayShow && shares(box, text.clip) >= SHOWN_SHARE ? { token, text, box } : null;
}

function lookOf(
  { token, text, box }: Candidate,
  { inks, drawings, slanted }: Canvas,
  coats: Places<Coat>,
  notes: readonly Note[],
): Look {
  const touching = coats.touching(box).sort((one, other) => one.order - other.order);
  const ink = inks.get(text);
  const own = ink && { ...ink, order: text.order, box, isWhole: true };
  const found = own
    ? placesIn(token, box, touching).map((place) => contrastsIn(place, coatsOn(place, touching), own))
    : [];
  const known = found.filter((contrasts) => contrasts !== null);
  const isCrossed = isStruck(text, box, drawings.rules) || isBarred(text, box, touching);
  if (!isCrossed && known.length === found.length && known.every(({ most }) => most <= NO_CONTRAST))
    return UNSEEN;
  const doubts: Doubt[] = [
    ...(known.length < found.length ? ['unrendered' as const] : doubtsOf(known)),
    ...(slanted.some((line) => area(intersection(grownTo(line), box)) > 0) ? ['struck' as const] : []),
    ...(isCrossed ? ['struck' as const] : []),
    ...(isPartlyCovered(text, box, touching) || isCut(text, box) ? ['covered' as const] : []),
    ...notes.flatMap((note) => (shares(box, note.box) > NOTED ? (meaningOf(note) ?? []) : [])),
  ];
  return { visible: true, doubts: [...new Set(doubts)] };
}

const doubtsOf = (known: readonly Contrasts[]): Doubt[] => {
  if (known.every(({ least }) => least >= FAINT)) return [];
  return [known.some(({ most }) => most <= NO_CONTRAST) ? 'covered' : 'faint'];
};

/** A line is as wide as a hair at least. */
const grownTo = ([x0, y0, x1, y1]: Box): Box => [x0 - 0.1, y0 - 0.1, x1 + 0.1, y1 + 0.1];

const coatsOn = (place: Box, coats: readonly Coat[]): Coat[] =>
  coats.filter(
    ({ box }) => box[0] <= place[2] && box[2] >= place[0] && box[1] <= place[3] && box[3] >= place[1],
  );

/** How far from the middle of a glyph its other places are, in shares of its size. */
const BESIDE = 0.1;

/** Where it is looked how a token shows: all of it where all that touches it lies on all of it, else in each glyph. */
function placesIn(token: Token, box: Box, coats: readonly Coat[]): Box[] {
  if (coats.every((coat) => !coat.isWhole || holdsBox(coat.box, box))) return [box];
  return token.flatMap((glyph) => {
    const [[x, y], across, down] = [centre(glyph.box), width(glyph.box) * BESIDE, height(glyph.box) * BESIDE];
    return [-1, 0, 1].map(
      (side): Box => [x + side * across, y + side * down, x + side * across, y + side * down],
    );
  });
}

/** Something opaque was drawn later on a part of it. */
const isPartlyCovered = ({ order }: TextObject, box: Box, coats: readonly Coat[]): boolean =>
  coats.some((coat) => coat.order > order && isSolid(coat) && shares(box, coat.box) > COVERED);

/** The clip ends a text before its end; above and below letters it may be as narrow as a cell. */
function isCut({ turns, clip }: TextObject, box: Box): boolean {
  const [along, size] = turns % 2 === 0 ? [0, width(box)] : [1, height(box)];
  const shown =
    Math.min(box[along + 2] as number, clip[along + 2] as number) -
    Math.max(box[along] as number, clip[along] as number);
  return shown < size * (1 - COVERED);
}

/** True where another text that shows stands in the same place, or the same lies upon it in another colour. */
function isOverprinted(
  one: Candidate,
  others: readonly Candidate[],
  looks: ReadonlyMap<Token, Look>,
): boolean {
  const { token, text } = one;
  return others.some((other) => {
    if (other.text === text || !lieUpon(one, other)) return false;
    if (textOf(other.token) !== textOf(token))
      return looks.get(other.token)?.visible || other.text.order > text.order;
    return other.text.order > text.order && other.text.color.join() !== text.color.join();
  });
}

const textOf = (token: Token): string => token.map(({ character }) => character).join('');

/** The share of a box that another one has of it. */
const shares = (box: Box, other: Box): number =>
  area(intersection(box, other)) / Math.max(area(box), Number.MIN_VALUE);

const meaningOf = ({ kind }: Note): Doubt | null => (kind in MEANINGS ? (MEANINGS[kind] ?? null) : 'covered');

const ends = (of: Box, side: number) => [of[side] as number, of[side + 2] as number] as const;

/** Something broad leaves letters free above and below it. */
function isBarred(text: TextObject, box: Box, coats: readonly Coat[]): boolean {
  const [along, across] = text.turns % 2 === 0 ? [0, 1] : [1, 0];
  const [low, high] = barZone(text);
  const [from, to] = ends(box, along);
  return coats.some((coat) => {
    const [[start, end], [top, bottom]] = [ends(coat.box, along), ends(coat.box, across)];
    const length = Math.min(end, to) - Math.max(start, from);
    return coat.isWhole && top > low && bottom < high && length > (to - from) * STRUCK_SHARE;
  });
}

function isStruck(text: TextObject, box: Box, rules: readonly Rule[]): boolean {
  const isUpright = text.turns % 2 === 0;
  const [along, across] = isUpright ? [0, 1] : [1, 0];
  const [low, high] = strikeZone(text);
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
