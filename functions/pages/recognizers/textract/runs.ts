import type { Box } from '#contracts/box.ts';
import type { TextractBlock } from '#shared/textract-block.ts';
import { centre, unionOf } from '../../box.ts';
import { boundingBox, type Point } from '../../matrix.ts';
import type { Color, QuarterTurns, Word } from '../../page.ts';
import { linesOf } from '../../text.ts';
import { type Cells, childrenOf, ofType } from './cells.ts';
import { type PlacedBlock, turnsOf } from './straighten.ts';

/**
 * How far letters reach above and below the baseline, in ems: Textract draws its boxes round the ink, so a
 * word without tall letters looks small. Proportions of the common sans-serif fonts.
 */
const ABOVE: readonly (readonly [letters: RegExp, ems: number])[] = [
  [/[ÅÄÖÉÈÜØЙЁ]/u, 0.93],
  [/[\p{Lu}\p{Nd}bdfhklßåäöüéij€$£%()/'"”®№йё]/u, 0.73],
  [/t/u, 0.67],
];
const ABOVE_SMALL = 0.53;
const BELOW = /[gjpqy,;()/€$рудцщф]/u;
const BELOW_EMS = 0.2;

/** Words on one line differ by more only where they are of different sizes. */
const OF_ONE_LINE = 1.5;
/** Sizes nearer to each other than this are one. */
const OF_ONE_PAGE = 1.06;

/** How far the ink of a text reaches from its baseline, in ems. */
interface Reach {
  above: number;
  below: number;
}

/** From the baseline to the edges of the line, in ems: a text layer's boxes are as high for every word. */
const LINE: Reach = { above: 0.9, below: 0.21 };

function inkOf(text: string): Reach {
  const above = ABOVE.find(([letters]) => letters.test(text))?.[1] ?? ABOVE_SMALL;
  return { above, below: BELOW.test(text) ? BELOW_EMS : 0 };
}

/** The size of the type, in the unit of the height, by the height of the ink and the letters that made it. */
function fontSize(text: string, inkHeight: number): number {
  const { above, below } = inkOf(text);
  return inkHeight / (above + below);
}

/** What the box of the ink lacks above and below to be as high as its line, in points; `inkSize` is the size by the ink alone. */
function missingHeight(text: string, inkSize: number, size: number): Reach {
  const ink = inkOf(text);
  return { above: LINE.above * size - ink.above * inkSize, below: LINE.below * size - ink.below * inkSize };
}

/**
 * The few sizes a page is set in, for each word one: the height of a word alone is a pixel or two off, which
 * is a quarter of small print, so words on a line and sizes next to each other are settled on their median.
 */
function settledSizes(words: readonly Word[]): Map<Word, number> {
  const byLine = linesOf(words).flatMap((line) =>
    line.map((word) => [word, median(line.map(({ fontSize }) => fontSize).filter(isLike(word)))] as const),
  );
  const settle = clusters(byLine.map(([, size]) => size));
  return new Map(byLine.map(([word, size]) => [word, settle.get(size) ?? size]));
}

const isLike =
  ({ fontSize }: Word) =>
  (size: number): boolean =>
    Math.max(size, fontSize) < OF_ONE_LINE * Math.min(size, fontSize);

function clusters(sizes: readonly number[]): Map<number, number> {
  const found: number[][] = [];
  for (const size of sizes.toSorted((one, other) => one - other)) {
    const cluster = found.at(-1);
    if (cluster && size < OF_ONE_PAGE * (cluster.at(-1) as number)) cluster.push(size);
    else found.push([size]);
  }
  return new Map(found.flatMap((cluster) => cluster.map((size) => [size, median(cluster)])));
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] as number;
}

/** Which way the next line lies, by the quarter turns of the text. */
const DOWN: Record<QuarterTurns, readonly [x: number, y: number]> = {
  0: [0, 1],
  1: [-1, 0],
  2: [0, -1],
  3: [1, 0],
};
/** Words of a cell that differ by less than this, in ems, stand on one line. */
const ONE_LINE = 0.5;

/**
 * The words of cells with the lines of each as far apart as those of most: the table code tells the lines of a
 * cell from those of two rows by less than what a place read from a picture is off.
 */
function evenlyLed(cells: readonly (readonly Word[])[]): Word[][] {
  const lined = cells.map(linesOfCell);
  const steps = lined.flatMap((lines) => lines.slice(1).map((line, at) => step(lines[at] as Word[], line)));
  const leading = steps.sort((one, other) => one - other)[steps.length >> 1] ?? 0;
  return lined.map((lines) => led(lines, leading));
}

function linesOfCell(words: readonly Word[]): Word[][] {
  const lines: Word[][] = [];
  for (const word of words.toSorted((one, other) => depth(one) - depth(other))) {
    const last = lines.at(-1);
    if (last && step(last, [word]) < ONE_LINE) last.push(word);
    else lines.push([word]);
  }
  return lines;
}

/** Moves the lines so that each stands one leading below the one before, about their common middle. */
function led(lines: readonly Word[][], leading: number): Word[] {
  const [first, last] = [lines[0]?.[0], lines.at(-1)?.[0]];
  if (!first || !last) return [];
  const middle = (depth(first) + depth(last)) / 2;
  return lines.flatMap((line, at) => {
    const place = middle + (at - (lines.length - 1) / 2) * leading * first.fontSize;
    return line.map((word) => moved(word, place - depth(line[0] as Word)));
  });
}

function depth({ box, turns }: Word): number {
  const [x, y] = centre(box);
  return x * DOWN[turns][0] + y * DOWN[turns][1];
}

/** From one line to the next, in ems. */
const step = ([one]: readonly Word[], [other]: readonly Word[]): number =>
  one && other ? (depth(other) - depth(one)) / one.fontSize : 0;

function moved(word: Word, by: number): Word {
  const [x, y] = DOWN[word.turns].map((way) => way * by) as [number, number];
  const [x0, y0, x1, y1] = word.box;
  const box: Box = [x0 + x, y0 + y, x1 + x, y1 + y];
  return { ...word, box };
}

/** Words of one line and cell closer than this, in ems, are one run of text, as a text layer would have it. */
const JOINED = 0.7;
/** Textract tells no colours. */
const INK: Color = [0, 0, 0];
const MOST_CONFIDENT = 100;
/** Where a text stands in no cell, or a row was torn in two, its place is a guess: a person looks at it. */
const MISPLACED = 0.5;

interface Placed {
  id: string;
  word: Word;
}

/** The runs of text on the page, those of a cell one after the other, line by line. */
export function wordRuns(placed: readonly PlacedBlock[], cells: Cells): Word[] {
  const words = placedWords(placed, cells);
  const lines = linesOfBlocks(
    placed.map(({ block }) => block),
    words,
  );
  const runs = lines.flatMap((line) => joined(line, cells));
  const byCell = Map.groupBy(runs, ({ id }) => cells.byWord.get(id) ?? id);
  const grouped = [...byCell.values()].map((own) => own.map(({ word }) => word));
  return evenlyLed(grouped)
    .flat()
    .map((word, order) => ({ ...word, order }));
}

function placedWords(placed: readonly PlacedBlock[], cells: Cells): Map<string, Placed> {
  const blocks = placed.filter(({ block }) => block.BlockType === 'WORD' && block.Text);
  const words = blocks.map(({ block, corners }) => ({ id: block.Id, word: wordOf(block, corners, cells) }));
  const sizes = settledSizes(words.map(({ word }) => word));
  return new Map(
    words.map(({ id, word }) => [id, { id, word: inLine(word, sizes.get(word) ?? word.fontSize) }]),
  );
}

/** The word in its size, its box as high as its line: lines and the white between them are told by that. */
function inLine(word: Word, size: number): Word {
  const { above, below } = missingHeight(word.text, word.fontSize, size);
  return { ...word, fontSize: size, box: GROWN[word.turns](word.box, above, below) };
}

/** A box with more room above and below its text, by the text's quarter turns. */
const GROWN: Record<QuarterTurns, (box: Word['box'], above: number, below: number) => Word['box']> = {
  0: ([x0, y0, x1, y1], above, below) => [x0, y0 - above, x1, y1 + below],
  1: ([x0, y0, x1, y1], above, below) => [x0 - below, y0, x1 + above, y1],
  2: ([x0, y0, x1, y1], above, below) => [x0, y0 - below, x1, y1 + above],
  3: ([x0, y0, x1, y1], above, below) => [x0 - above, y0, x1 + below, y1],
};

/** Lines as Textract gives them; a word that belongs to none is one of its own. */
function linesOfBlocks(blocks: readonly TextractBlock[], words: ReadonlyMap<string, Placed>): Placed[][] {
  const lines = ofType(blocks, 'LINE').map(childrenOf);
  const inLines = new Set(lines.flat());
  const alone = [...words.keys()].filter((id) => !inLines.has(id)).map((id) => [id]);
  return [...lines, ...alone].map((ids) => ids.flatMap((id) => words.get(id) ?? []));
}

/** Headings look bold: the table code tells a heading that wraps from the row below by its look. */
function wordOf(
  { Id, Text = '', Confidence = 0 }: TextractBlock,
  corners: Point[],
  { byWord, headings, torn }: Cells,
): Word {
  const turns = turnsOf(corners);
  const box = boundingBox(corners);
  const inkHeight = turns % 2 === 0 ? box[3] - box[1] : box[2] - box[0];
  return {
    text: Text.normalize('NFC'),
    starts: startsOf(Text.normalize('NFC').length, box, turns),
    turns,
    box,
    order: 0,
    fontSize: fontSize(Text, inkHeight),
    bold: headings.has(Id),
    color: INK,
    visible: true,
    confidence: Math.min(Confidence / MOST_CONFIDENT, byWord.has(Id) && !torn.has(Id) ? 1 : MISPLACED),
  };
}

/** Where the text begins and which way it goes, by its quarter turns. */
const DIRECTIONS: Record<QuarterTurns, (box: Word['box']) => readonly [from: number, to: number]> = {
  0: ([x0, , x1]) => [x0, x1],
  1: ([, y0, , y1]) => [y0, y1],
  2: ([x0, , x1]) => [x1, x0],
  3: ([, y0, , y1]) => [y1, y0],
};

/** Textract places words, not letters: those are taken to be equally wide. */
function startsOf(letters: number, box: Word['box'], turns: QuarterTurns): number[] {
  const [from, to] = DIRECTIONS[turns](box);
  return Array.from({ length: letters }, (_, at) => from + ((to - from) * at) / letters);
}

function joined(line: readonly Placed[], cells: Cells): Placed[] {
  const runs: Placed[] = [];
  for (const placed of line) {
    const last = runs.at(-1);
    if (last && continues(last, placed, cells)) runs.splice(-1, 1, join(last, placed));
    else runs.push(placed);
  }
  return runs;
}

function continues(one: Placed, other: Placed, { byWord }: Cells): boolean {
  if (byWord.get(one.id) !== byWord.get(other.id) || one.word.turns !== other.word.turns) return false;
  const [, end] = DIRECTIONS[one.word.turns](one.word.box);
  const [start] = DIRECTIONS[one.word.turns](other.word.box);
  return Math.abs(start - end) < JOINED * Math.max(one.word.fontSize, other.word.fontSize);
}

function join(one: Placed, other: Placed): Placed {
  const [first, second] = [one.word, other.word];
  const [, space] = DIRECTIONS[first.turns](first.box);
  const word = {
    ...first,
    text: `${first.text} ${second.text}`,
    starts: [...first.starts, space, ...second.starts],
    box: unionOf([first.box, second.box]),
    fontSize: (first.text.length < second.text.length ? second : first).fontSize,
    confidence: Math.min(first.confidence ?? 0, second.confidence ?? 0),
  };
  return { id: one.id, word };
}
