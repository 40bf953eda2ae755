import type { Box } from '#contracts/box.ts';
import { type Span, tableEdges } from '#pages/edges.ts';
import type { Header, HeaderCell } from '#pages/header.ts';
import type { Page, Word } from '#pages/page.ts';
import { linesOf, lineText } from '#pages/text.ts';
import type { Heading } from '#reference/lexicon/headings.ts';

/** Left edges this close, in points, are one edge. */
const ALIGNED = 0.8;
/** So many texts that begin exactly under the beginning of a heading show that its column does. */
const FEW_ALIGNED = 2;

/** Where to cut between neighbouring headings that no line divides. */
function columnCuts(cells: HeaderCell[], found: Strip[]): number[] {
  const under = { starts: found.flatMap(({ starts }) => starts), runs: found.flatMap(({ runs }) => runs) };
  return cells
    .slice(1)
    .map((right, index) =>
      isLeftEdge(right.box[0], under)
        ? right.box[0] - TOUCHES
        : cutBetween(cells[index] as HeaderCell, right, found),
    );
}

function cutBetween(left: HeaderCell, right: HeaderCell, found: Strip[]): number {
  const shared = found.find((strip) => overlaps(strip, left) && overlaps(strip, right));
  if (shared) return cutThrough(shared, left, right);
  const own = found.filter((strip) => overlaps(strip, right));
  const start = Math.min(right.box[0], ...own.map(({ from }) => from));
  const stray = found.filter((strip) => strip.from > left.box[2] && strip.to < start);
  const taken = own.length === 0 && stray.length > textsOwed(left, found) ? stray.at(-1) : undefined;
  return (taken?.from ?? start) - TOUCHES;
}

/** True where texts begin under the beginning of a heading and none runs across it. */
function isLeftEdge(x: number, { starts, runs }: Pick<Strip, 'starts' | 'runs'>): boolean {
  const beginning = starts.filter((start) => Math.abs(start - x) < ALIGNED);
  return beginning.length >= FEW_ALIGNED && crossing(runs, x) === 0;
}

/** How many texts beside those under the heading itself are still its own: a track has two. */
function textsOwed(cell: HeaderCell, found: Strip[]): number {
  const texts = cell.heading === 'track' ? 2 : 1;
  return Math.max(0, texts - found.filter((strip) => overlaps(strip, cell)).length);
}

function overlaps({ from, to }: Stretch, { box }: HeaderCell): boolean {
  return from < box[2] && to > box[0];
}

/** Texts of two columns touch: the cut is the left edge that most texts share and fewest texts cross. */
function cutThrough({ runs }: Strip, left: HeaderCell, right: HeaderCell): number {
  const edges = [right.box[0], ...runs.map(({ from }) => from)];
  const candidates = edges.filter((x) => x > left.box[2] - TOUCHES && x <= right.box[2]);
  const scored = candidates.map((x) => ({ x, score: aligned(runs, x) - 2 * crossing(runs, x) }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one), {
    x: right.box[0],
    score: -Infinity,
  });
  return best.x - TOUCHES / 2;
}

const aligned = (runs: Stretch[], x: number): number =>
  runs.filter(({ from }) => Math.abs(from - x) < ALIGNED).length;
const crossing = (runs: Stretch[], x: number): number =>
  runs.filter(({ from, to }) => from < x - ALIGNED && to > x + ALIGNED).length;

/** Runs on one line closer than this, in ems, are one text: what lies between is a space. */
const SPACE = 0.45;
/** No space between words is wider, in ems: a typewriter's has 0.6. */
const WIDEST_SPACE = 0.7;
/** Words of one text may stand so much farther apart than most do. */
const ABOVE_USUAL = 1.2;
/** How far a column's edge may reach into a word, in points. */
const TOUCHES = 1;

/** A part of a line, in points. */
export interface Stretch {
  from: number;
  to: number;
}

/** A column of texts. */
interface Strip extends Stretch {
  /** The runs of text in the strip, as drawn. */
  runs: Stretch[];
  /** Where texts begin that have white before them. */
  starts: number[];
}

/** Where texts stand above one another, with white from top to bottom between. */
export function strips(words: readonly Word[]): Strip[] {
  const found: Strip[] = [];
  const lines = linesOf(words);
  const spacing = spacingOf(lines);
  for (const phrase of lines
    .flatMap((line) => phrases(line, spacing))
    .sort((one, other) => one.from - other.from)) {
    const strip = found.at(-1);
    if (strip && phrase.from < strip.to + TOUCHES / 2) {
      strip.to = Math.max(strip.to, phrase.to);
      strip.runs.push(...phrase.runs);
      strip.starts.push(...phrase.starts);
    } else found.push(phrase);
  }
  return found;
}

/** How words of one text stand on a page: a run may be a word, or hold several. */
interface Spacing {
  /** No space is wider, in ems. */
  space: number;
  isWordByWord: boolean;
}

/** Words drawn one by one leave spaces between most runs; that of a typewriter's face is wider than others. */
function spacingOf(lines: readonly Word[][]): Spacing {
  const gaps = lines.flatMap((line) =>
    line.slice(1).map(({ box, fontSize }, index) => (box[0] - (line[index] as Word).box[2]) / fontSize),
  );
  const narrow = gaps.filter((gap) => gap > 0 && gap < WIDEST_SPACE).sort((one, other) => one - other);
  const usual = narrow[Math.floor(narrow.length / 2)] ?? 0;
  return narrow.length > lines.length
    ? { space: usual * ABOVE_USUAL, isWordByWord: true }
    : { space: SPACE, isWordByWord: false };
}

/** Runs with no more than a space between. */
function phrases(line: Word[], { space, isWordByWord }: Spacing): Strip[] {
  const found: Strip[] = [];
  for (const { box, fontSize } of line) {
    const run = { from: box[0], to: box[2] };
    const last = found.at(-1);
    if (last && run.from - last.to < space * fontSize) {
      last.to = Math.max(last.to, run.to);
      if (isWordByWord) (last.runs[0] as Stretch).to = last.to;
      else last.runs.push(run);
    } else found.push({ ...run, runs: [run], starts: [run.from] });
  }
  return found;
}

/** A vertical strip of a table and what it holds; `heading` is null where no known heading stands over it. */
export interface Slot {
  heading: Heading | null;
  from: number;
  to: number;
}

/** The text under a header. */
interface TableText {
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

function liesWithin({ from, to }: Stretch, box: Box): boolean {
  const x = (box[0] + box[2]) / 2;
  return x > from && x < to;
}

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
  const cells = header.cells.filter(({ box }) => liesWithin({ from, to }, box));
  const words = body.filter(({ box }) => liesWithin({ from, to }, box));
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
  const inside = words.filter(({ box }) => liesWithin(slot, box));
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
