import { BULLET } from './bullet-lists.ts';
import { engineNameSurety } from './engine-names.ts';
import { isMark } from './equipment-marks.ts';
import { type Row, TITLE_HEIGHT } from './panels.ts';
import type { Segment } from './segments.ts';

/** Points: a label and its value begin at one edge, or are centred on each other. */
const ALIGNED = 3;
/** In ems: a value stands this close to its label, and its lines to each other. */
const NEXT_LINE = 0.9;
/** Fewer labels over values may stand there by chance; beside these, fewer set in another way are cards too. */
const LEAST_CARDS = 6;
const LEAST_OTHER_CARDS = 3;
/** In ems: cards of one engine follow each other within this distance. */
const NEXT_CARD = 2;

/** In ems: what a sign of its own stands so close before begins with it, and is an entry of a list. */
const BULLET_GAP = 2;

/** How a text is set: labels of cards differ in it from their values. */
const styleOf = ({ fontSize, bold }: Segment): string => `${fontSize.toFixed(1)} ${bold}`;

/**
 * The rows of a page whose labels stand over or under their values, told by the ways in which they are set; cards that
 * stand in columns under the names of engines are a table of their own.
 */
export function cardPanels(segments: readonly Segment[]): Row[][] {
  const all = segments.filter((segment) => !isBullet(segment, segments));
  const columns = namesOfColumns(all);
  const texts = all.filter((text) => !columns.has(text));
  const pairs = texts.flatMap((upper) => {
    const lower = nextBelow(upper, texts);
    return lower && styleOf(lower) !== styleOf(upper) ? [{ upper, lower }] : [];
  });
  const groups = [
    ...Map.groupBy(pairs, ({ upper, lower }) => `${styleOf(upper)}/${styleOf(lower)}`).values(),
  ].toSorted((one, other) => other.length - one.length);
  if ((groups[0]?.length ?? 0) < LEAST_CARDS) return [];
  const cards: Row[] = [];
  for (const group of groups.filter(({ length }) => length >= LEAST_OTHER_CARDS)) {
    const used = new Set(cards.flatMap(textsOf));
    const [{ upper, lower }] = group as [(typeof pairs)[number]];
    cards.push(
      ...cardsOf(
        texts.filter((one) => !used.has(one)),
        styleOf(upper),
        styleOf(lower),
      ),
    );
  }
  const ofEngines = engineCards(cards, all);
  const others = cards.filter((card) => !ofEngines.used.has(card));
  const used = new Set([...cards.flatMap(textsOf), ...ofEngines.names]);
  const main = withTitles(
    others,
    texts.filter((segment) => !used.has(segment)),
  );
  return [ofEngines.rows, main].filter(({ length }) => length > 0);
}

/** A sign alone, without a text behind it, is what a card says of its label: a machine has it, or can have it. */
const isBullet = (segment: Segment, segments: readonly Segment[]): boolean =>
  BULLET.test(segment.text) &&
  !(isMark(segment.text) && !segments.some((other) => isRightBehind(other, segment)));

function isRightBehind({ box }: Segment, sign: Segment): boolean {
  const [, top, right, bottom] = sign.box;
  const isOnLine = box[1] < bottom && box[3] > top;
  return isOnLine && box[0] >= right && box[0] - right < BULLET_GAP * sign.fontSize;
}

/** Names of engines side by side stand over columns: what is below one is no card of its. */
function namesOfColumns(texts: readonly Segment[]): ReadonlySet<Segment> {
  const names = texts.filter(({ text }) => engineNameSurety(text) > 0);
  const isBeside = (one: Segment): boolean =>
    names.some((other) => other !== one && Math.abs(other.box[1] - one.box[1]) < ALIGNED);
  return new Set(names.filter(isBeside));
}

const textsOf = ({ label, values }: Row): Segment[] => [...label, ...values];

interface EngineCards {
  names: readonly Segment[];
  rows: Row[];
  used: ReadonlySet<Row>;
}

/** Names of engines on one line with cards below each: a row for every label, with the value that each engine's card has. */
function engineCards(cards: readonly Row[], texts: readonly Segment[]): EngineCards {
  const taken = new Set(cards.flatMap(textsOf));
  const named = texts.filter((text) => !taken.has(text) && engineNameSurety(text.text) > 0);
  const [first] = named.filter(({ text }) => engineNameSurety(text) === 2);
  const names = named.filter((name) => first && Math.abs(name.box[1] - first.box[1]) < ALIGNED);
  const columns = names.map((name) => cardsUnder(name, cards));
  if (columns.length === 0 || columns.some(({ length }) => length === 0))
    return { names: [], rows: [], used: new Set() };
  const byLabel = Map.groupBy(columns.flat(), ({ label }) => label.map(({ text }) => text).join(' '));
  const rows = [...byLabel.values()].map(
    (same): Row => ({ label: same[0]?.label ?? [], values: same.flatMap(({ values }) => values) }),
  );
  return { names, rows: [{ label: [], values: [...names] }, ...rows], used: new Set(columns.flat()) };
}

function cardsUnder(name: Segment, cards: readonly Row[]): Row[] {
  const own: Row[] = [];
  let bottom = name.box[3];
  const below = cards.filter((card) => topOf(card) > name.box[1] && isUnderName(card, name));
  for (const card of below.toSorted((one, other) => topOf(one) - topOf(other))) {
    if (topOf(card) - bottom > NEXT_CARD * name.fontSize) break;
    own.push(card);
    bottom = bottomOf(card);
  }
  return own;
}

const isUnderName = ({ label }: Row, name: Segment): boolean => label.some((line) => isAlignedTo(name, line));

/** The share of a style's texts that hold figures: values do, labels rarely. */
function numbersIn(texts: readonly Segment[], style: string): number {
  const own = texts.filter((segment) => styleOf(segment) === style);
  return own.filter(({ text }) => /\d/.test(text)).length / own.length;
}

function cardsOf(texts: readonly Segment[], upper: string, lower: string): Row[] {
  const isAbove = numbersIn(texts, upper) < numbersIn(texts, lower);
  const [label, value] = isAbove ? [upper, lower] : [lower, upper];
  const next = isAbove ? nextBelow : nextAbove;
  return texts
    .filter((segment) => styleOf(segment) === label)
    .flatMap((segment): Row[] => {
      const values: Segment[] = [];
      for (let line = next(segment, texts); line && styleOf(line) === value; line = next(line, texts))
        values.push(line);
      if (values.length === 0) return [];
      return [{ label: [segment], values: isAbove ? values : values.toReversed() }];
    });
}

const topOf = ({ label, values }: Row): number => Math.min(...[...label, ...values].map(({ box }) => box[1]));
const bottomOf = ({ label, values }: Row): number =>
  Math.max(...[...label, ...values].map(({ box }) => box[3]));

/**
 * Titles stand near the cards' left edge on lines of their own, between cards that go right across; all else is none, nor
 * is the page's own heading, larger than any.
 */
function withTitles(cards: readonly Row[], others: readonly Segment[]): Row[] {
  const left = Math.min(...cards.flatMap(({ label }) => label.map(({ box }) => box[0])));
  const isOverCard = ({ box }: Segment): boolean =>
    cards.some((card) => topOf(card) >= box[3] - 1 && topOf(card) < box[3] + TITLE_HEIGHT);
  const isAlone = (title: Segment): boolean =>
    cards.every((card) => topOf(card) >= title.box[3] || bottomOf(card) <= title.box[1]) &&
    others.every((one) => one === title || one.box[1] >= title.box[3] || one.box[3] <= title.box[1]);
  const isOfPage = (one: Segment): boolean =>
    others.every((other) => other === one || other.fontSize < one.fontSize);
  const titles = others.filter(
    (one) =>
      one.bold &&
      isOverCard(one) &&
      Math.abs(one.box[0] - left) < one.fontSize &&
      isAlone(one) &&
      !isOfPage(one),
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
