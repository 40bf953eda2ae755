import { BULLET } from './bullet-lists.ts';
import { type Row, TITLE_HEIGHT } from './panels.ts';
import type { Segment } from './segments.ts';

/** Points: a label and its value begin at one edge, or are centred on each other. */
const ALIGNED = 3;
/** In ems: a value stands this close to its label, and its lines to each other. */
const NEXT_LINE = 0.9;
/** Fewer labels over values may stand there by chance. */
const LEAST_CARDS = 6;

/** How a text is set: labels of cards differ in it from their values. */
const styleOf = ({ fontSize, bold }: Segment): string => `${fontSize.toFixed(1)} ${bold}`;

/** The rows of a page whose labels stand over or under their values, told by the two ways in which they are set. */
export function cardPanels(segments: readonly Segment[]): Row[][] {
  const texts = segments.filter(({ text }) => !BULLET.test(text));
  const pairs = texts.flatMap((upper) => {
    const lower = nextBelow(upper, texts);
    return lower && styleOf(lower) !== styleOf(upper) ? [{ upper, lower }] : [];
  });
  const groups = [
    ...Map.groupBy(pairs, ({ upper, lower }) => `${styleOf(upper)}/${styleOf(lower)}`).values(),
  ];
  const most = groups.toSorted((one, other) => other.length - one.length)[0] ?? [];
  const [first] = most;
  if (!first || most.length < LEAST_CARDS) return [];
  const [upper, lower] = [styleOf(first.upper), styleOf(first.lower)];
  const isAbove = numbersIn(texts, upper) < numbersIn(texts, lower);
  return [cardsOf(texts, isAbove ? upper : lower, isAbove ? lower : upper, isAbove)];
}

/** The share of a style's texts that hold figures: values do, labels rarely. */
function numbersIn(texts: readonly Segment[], style: string): number {
  const own = texts.filter((segment) => styleOf(segment) === style);
  return own.filter(({ text }) => /\d/.test(text)).length / own.length;
}

function cardsOf(texts: readonly Segment[], label: string, value: string, isAbove: boolean): Row[] {
  const next = isAbove ? nextBelow : nextAbove;
  const cards = texts
    .filter((segment) => styleOf(segment) === label)
    .flatMap((segment): Row[] => {
      const values: Segment[] = [];
      for (let line = next(segment, texts); line && styleOf(line) === value; line = next(line, texts))
        values.push(line);
      if (values.length === 0) return [];
      return [{ label: [segment], values: isAbove ? values : values.toReversed() }];
    });
  const used = new Set(cards.flatMap((card) => [...card.label, ...card.values]));
  return withTitles(
    cards,
    texts.filter((segment) => !used.has(segment)),
  );
}

const topOf = ({ label, values }: Row): number => Math.min(...[...label, ...values].map(({ box }) => box[1]));
const bottomOf = ({ label, values }: Row): number =>
  Math.max(...[...label, ...values].map(({ box }) => box[3]));

/** Titles stand at the cards' left edge on lines of their own, between cards that go right across; all else is no title. */
function withTitles(cards: readonly Row[], others: readonly Segment[]): Row[] {
  const left = Math.min(...cards.flatMap(({ label }) => label.map(({ box }) => box[0])));
  const isOverCard = ({ box }: Segment): boolean =>
    cards.some((card) => topOf(card) >= box[3] - 1 && topOf(card) < box[3] + TITLE_HEIGHT);
  const isAlone = (title: Segment): boolean =>
    cards.every((card) => topOf(card) >= title.box[3] || bottomOf(card) <= title.box[1]) &&
    others.every((one) => one === title || one.box[1] >= title.box[3] || one.box[3] <= title.box[1]);
  const titles = others.filter(
    (one) => one.bold && isOverCard(one) && Math.abs(one.box[0] - left) < ALIGNED && isAlone(one),
  );
  const rows = [...cards, ...titles.map((title): Row => ({ label: [title], values: [] }))];
  return rows.toSorted((one, other) => topOf(one) - topOf(other));
}

const isAlignedTo = ({ box: one }: Segment, { box: other }: Segment): boolean =>
  Math.abs(one[0] - other[0]) < ALIGNED || Math.abs(one[0] + one[2] - other[0] - other[2]) / 2 < ALIGNED;

const gapBetween = (upper: Segment, lower: Segment): number =>
  (lower.box[1] - upper.box[3]) / Math.max(upper.fontSize, lower.fontSize);

const isNext = (upper: Segment, lower: Segment): boolean =>
  lower.box[1] > upper.box[1] && gapBetween(upper, lower) < NEXT_LINE && isAlignedTo(upper, lower);

const nextBelow = (upper: Segment, texts: readonly Segment[]): Segment | undefined =>
  texts
    .filter((lower) => lower !== upper && isNext(upper, lower))
    .toSorted((one, other) => one.box[1] - other.box[1])[0];

const nextAbove = (lower: Segment, texts: readonly Segment[]): Segment | undefined =>
  texts
    .filter((upper) => upper !== lower && isNext(upper, lower))
    .toSorted((one, other) => other.box[1] - one.box[1])[0];
