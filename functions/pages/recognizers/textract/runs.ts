import type { TextractBlock } from '#shared/textract-block.ts';
import { unionOf } from '../../box.ts';
import { boundingBox, type Point } from '../../matrix.ts';
import type { Color, QuarterTurns, Word } from '../../page.ts';
import { type Cells, childrenOf, ofType } from './cells.ts';
import { fontSize, missingHeight, settledSizes } from './font-size.ts';
import { evenlyLed } from './leading.ts';
import { type PlacedBlock, turnsOf } from './straighten.ts';

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
  const lines = linesOf(
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
function linesOf(blocks: readonly TextractBlock[], words: ReadonlyMap<string, Placed>): Placed[][] {
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
