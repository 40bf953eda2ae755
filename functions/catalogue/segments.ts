import type { Box } from '#contracts/box.ts';
import { unionOf } from '#pages/box.ts';
import type { Word } from '#pages/page.ts';
import { linesOf, middle } from '#pages/text.ts';
import { plainText } from '#reference/measures/printed-text.ts';

/** A piece of one printed line with no wide gap inside: a table cell's line, a heading, a bullet's line. */
export interface Segment {
  text: string;
  box: Box;
  /** Of its largest word, in points. */
  fontSize: number;
  bold: boolean;
}

/** Gaps in ems: wider than the first is another segment, wider than the second is a space. */
const SEGMENT_GAP = 0.6;
const SPACE_GAP = 0.15;
/** Figures of footnotes are set in less than this share of the size of their number. */
const SMALL = 0.8;
/** Ems: a space is wider than the first, a capital and the space behind it wider than the second. */
const NO_WIDTH = 0.1;
const WIDE_LETTER = 0.75;

/** The visible upright text in segments, line by line from the top, each line from the left; "TM" alone is a sign. */
export function segmentsOf(words: readonly Word[]): Segment[] {
  const upright = words.filter(({ text, visible, turns }) => visible && turns === 0 && text !== 'TM');
  return linesOf(upright.filter((word) => !isFootnote(word, upright)))
    .map((line) => line.flatMap(withoutLeader))
    .flatMap(cutAtGaps)
    .map(segmentOf)
    .filter(({ text }) => text !== '');
}

/** Dots that lead from a label to its value, however they are spaced. */
const LEADER = /\s*(?:[.·…_]\s?){4,}/;

/** What stands on either side of a leader. */
function withoutLeader(word: Word): Word[] {
  const { index, 0: dots = '' } = LEADER.exec(word.text) ?? {};
  if (index === undefined) return [word];
  const behind = index + dots.length;
  const [start = word.box[0], end = word.box[2]] = [word.starts[index], word.starts[behind]];
  const before = { ...word, text: word.text.slice(0, index), starts: word.starts.slice(0, index) };
  const after = { ...word, text: word.text.slice(behind), starts: word.starts.slice(behind) };
  const [x0, y0, x1, y1] = word.box;
  const parts: Word[] = [
    { ...before, box: [x0, y0, start, y1] },
    { ...after, box: [end, y0, x1, y1] },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** A small raised figure right behind a number refers to a footnote and is no digit of it. */
function isFootnote({ text, fontSize, box }: Word, words: readonly Word[]): boolean {
  if (!/^\d{1,2}\)?$/.test(text)) return false;
  return words.some(
    (word) =>
      fontSize < SMALL * word.fontSize &&
      /\d$/.test(word.text) &&
      Math.abs(box[0] - word.box[2]) < SPACE_GAP * word.fontSize &&
      middle({ box }) < middle(word) &&
      box[3] > word.box[1],
  );
}

function cutAtGaps(line: readonly Word[]): Word[][] {
  const segments: Word[][] = [];
  for (const word of line) {
    const segment = segments.at(-1);
    const last = segment?.at(-1);
    if (segment && last && gapInEms(last, word) < SEGMENT_GAP) segment.push(word);
    else segments.push([word]);
  }
  return segments;
}

/** Signs set aside from a word ("900 ACE™") take their place on the line. */
const endOf = ({ box, marks = [] }: Word): number => Math.max(box[2], ...marks.map((mark) => mark.box[2]));

const gapInEms = (left: Word, right: Word): number =>
  (right.box[0] - endOf(left)) / Math.max(left.fontSize, right.fontSize);

function segmentOf(words: readonly Word[]): Segment {
  return {
    text: plainText(words.map((word, at) => textAfter(word, words[at - 1])).join('')),
    box: unionOf(words.map(({ box }) => box)),
    fontSize: Math.max(...words.map(({ fontSize }) => fontSize)),
    bold: words.every(({ bold }) => bold),
  };
}

function textAfter(word: Word, last: Word | undefined): string {
  const gap = last === undefined ? 0 : word.box[0] - last.box[2];
  const isApart = gap > SPACE_GAP * Math.max(word.fontSize, last?.fontSize ?? 0);
  return (
    (isApart ? ' ' : '') + word.text.replace(/ /g, (space, at) => (isSpace(word, at, last) ? space : ''))
  );
}

/** Text has spaces that nobody sees: under a ligature, or without width between capitals set wide apart. */
function isSpace({ text, starts, fontSize }: Word, at: number, last: Word | undefined): boolean {
  const [before = 0, start = 0, next = 0] = starts.slice(at - 1, at + 2);
  if (start <= before || start <= (last?.box[2] ?? 0)) return false;
  const isSeen = next - start > NO_WIDTH * fontSize || next - before > WIDE_LETTER * fontSize;
  return isSeen || !/^\p{Lu} \p{Lu}$/u.test(text.slice(at - 1, at + 2));
}
