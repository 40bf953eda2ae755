import type { Box } from '#contracts/box.ts';
import { centre } from '#pages/box.ts';
import { type Span, tableEdges } from '#pages/edges.ts';
import type { Header } from '#pages/header.ts';
import type { Page, Word } from '#pages/page.ts';
import { linesOf, lineText } from '#pages/text.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import { columnCuts } from './column-cuts.ts';
import { strips, TOUCHES, WIDEST_SPACE } from './strips.ts';

/** A vertical strip of a table and what it holds; `heading` is null where no known heading stands over it. */
export interface Slot {
  heading: Heading | null;
  from: number;
  to: number;
}

/** The text under a header. */
export interface TableText {
  all: readonly Word[];
  /** What stands in rows for sure. */
  body: readonly Word[];
  /** What stands in the rows of other tables of the page, whose headings stand at the same places. */
  alike: readonly Word[];
}

/** How much of the table's height a line must run along to divide columns. */
const DIVIDES_BODY = 0.4;
const DIVIDES_HEADER = 0.6;
/** A line that cuts more of the words than this is no divider. */
const CUTS_AT_MOST = 0.03;

/**
 * The slots of a table from left to right: by its ruling, and where that is silent by its headings and the white between
 * texts.
 */
export function findSlots(page: Page, header: Header, { body, all, alike }: TableText): Slot[] {
  const range = tableRange(header, body);
  const dividers = findDividers(page, header, body, range);
  const edges = [range[0], ...dividers, range[1]];
  const slots = edges
    .slice(1)
    .flatMap((to, index) => slotsWithin([edges[index] as number, to], header, [...body, ...alike]));
  return widened(withTrackHalves(slots, header), all);
}

/** The first slot as wide as the longest line that ends in it, the last as the longest that begins in it, however it is drawn. */
function widened(slots: readonly Slot[], all: readonly Word[]): Slot[] {
  const [first, last] = [slots[0] as Slot, slots.at(-1) as Slot];
  const ending = all.filter(({ box }) => box[2] > first.from && box[2] <= first.to);
  const from = Math.min(first.from, ...ending.map(({ box }) => box[0]));
  const beginning = all
    .filter(({ box }) => box[0] >= last.from)
    .toSorted((one, other) => one.box[0] - other.box[0]);
  const to = beginning.reduce(
    (reached, { box, fontSize }) =>
      box[0] < reached + WIDEST_SPACE * fontSize ? Math.max(reached, box[2]) : reached,
    last.to,
  );
  return slots.map((slot) => ({ ...slot, ...(slot === first && { from }), ...(slot === last && { to }) }));
}

/** A ruled column that nothing is printed over, behind the track's, is the second of its two. */
function withTrackHalves(slots: readonly Slot[], { cells }: Header): Slot[] {
  const isBare = (slot: Slot | undefined) =>
    slot?.heading === null && !cells.some(({ box }) => liesWithin(slot, box));
  return slots.map((slot, index) => {
    if (slot.heading === 'track' && isBare(slots[index + 1])) return { ...slot, heading: 'trackLength' };
    if (isBare(slot) && slots[index - 1]?.heading === 'track') return { ...slot, heading: 'trackProfile' };
    return slot;
  });
}

const liesWithin = ({ from, to }: Slot, box: Box): boolean => centre(box)[0] > from && centre(box)[0] < to;

function tableRange({ box }: Header, body: readonly Word[]): Span {
  const boxes = [box, ...body.map((word) => word.box)];
  return [Math.min(...boxes.map(([x0]) => x0)) - 1, Math.max(...boxes.map(([, , x1]) => x1)) + 1];
}

function findDividers(page: Page, header: Header, body: readonly Word[], [left, right]: Span): number[] {
  const bottom = Math.max(...body.map(({ box }) => box[3]), header.box[3]);
  const throughBody = tableEdges(page, 'vertical', [header.box[1], bottom], DIVIDES_BODY);
  const throughHeader = tableEdges(page, 'vertical', [header.box[1], header.box[3]], DIVIDES_HEADER);
  const found = [...throughBody, ...throughHeader].sort((one, other) => one - other);
  const single = found.filter((x, index) => x - (found[index - 1] ?? -Infinity) > TOUCHES * 2);
  return single.filter((x) => x > left && x < right && !cutsText(x, header, body));
}

function cutsText(x: number, header: Header, body: readonly Word[]): boolean {
  const cuts = ({ box }: { box: Box }) => box[0] < x - TOUCHES && box[2] > x + TOUCHES;
  return header.cells.some(cuts) || body.filter(cuts).length > body.length * CUTS_AT_MOST;
}

function slotsWithin([from, to]: Span, header: Header, body: readonly Word[]): Slot[] {
  const cells = header.cells.filter(({ box }) => centre(box)[0] > from && centre(box)[0] < to);
  const words = body.filter(({ box }) => centre(box)[0] > from && centre(box)[0] < to);
  const cuts = [from, ...columnCuts(cells, strips(words)), to];
  const slots = cells.map(({ heading }, index) => ({
    heading,
    from: cuts[index] as number,
    to: cuts[index + 1] as number,
  }));
  if (slots.length === 0) return [{ heading: null, from, to }];
  return slots.flatMap((slot) => splitTrack(slot, words));
}

/** Length and profile under one heading: the last white strip with nothing but lengths before it divides them. */
function splitTrack(slot: Slot, words: readonly Word[]): Slot[] {
  if (slot.heading !== 'track') return [slot];
  const inside = words.filter(({ box }) => centre(box)[0] > slot.from && centre(box)[0] < slot.to);
  const starts = strips(inside)
    .slice(1)
    .map(({ from }) => from - TOUCHES);
  const cut = starts.findLast((x) => holdsLengths(inside, x)) ?? starts[0];
  if (cut === undefined) return [slot];
  return [
    { heading: 'trackLength', from: slot.from, to: cut },
    { heading: 'trackProfile', from: cut, to: slot.to },
  ];
}

/** "146in 3700mm", or one of its two lines. */
const LENGTH = /^(\d{2,3}\s?(in\b\.?|"|”|''))?\s{0,3}\/?\s{0,3}(\d\s?\d{3}\s?mm)?$/i;
const MOSTLY = 0.8;

function holdsLengths(words: readonly Word[], edge: number): boolean {
  const texts = linesOf(words.filter(({ box }) => box[2] <= edge)).map(lineText);
  return texts.filter((text) => LENGTH.test(text)).length > texts.length * MOSTLY;
}
