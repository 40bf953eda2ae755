import type { Place, Range } from '../references.ts';
import { type Expression, NotSimple, type Value } from './syntax.ts';

/** What a formula may ask of its sheet. Throws `NotSimple` where the sheet cannot tell. */
export interface FormulaCells {
  at(place: Place): Value;
  /** What the cells of a block hold that are not empty. */
  within(range: Range): readonly Value[];
}

/**
 * What a formula gives over the cells of its own sheet. It reckons in binary floats, as the programs do whose screens show
 * it: another arithmetic would give other cents than they. Throws `NotSimple`.
 */
export function reckoned(expression: Expression, cells: FormulaCells): Value {
  if (expression.kind === 'value') return expression.value;
  if (expression.kind === 'place') return cells.at(expression.place);
  if (expression.kind === 'block') throw new NotSimple();
  if (expression.kind === 'call') return called(expression, cells);
  const [one, other] = expression.sides.map((side) => reckoned(side, cells)) as [Value, Value];
  return (SIGNS[expression.sign] as (one: Value, other: Value) => Value)(one, other);
}

type Call = Extract<Expression, { kind: 'call' }>;

function called({ name, given }: Call, cells: FormulaCells): Value {
  if (name === 'IF') return chosen(given, cells);
  const work = FUNCTIONS[name];
  const values = given.map((one) =>
    one.kind === 'block' ? cells.within(one.range) : [reckoned(one, cells)],
  );
  const isBlock = given.some(({ kind }) => kind === 'block');
  if (!work || (isBlock && !OF_BLOCKS.has(name))) throw new NotSimple();
  return work(isBlock ? values.flat().filter(isNumber) : values.flat().map(numberOf));
}

/** Only what is chosen is worked out. */
function chosen(given: Call['given'], cells: FormulaCells): Value {
  const [condition, then, otherwise] = given;
  if (!condition || !then) throw new NotSimple();
  const holds = reckoned(condition, cells);
  if (typeof holds === 'string') throw new NotSimple();
  return holds ? reckoned(then, cells) : otherwise ? reckoned(otherwise, cells) : false;
}

const isNumber = (value: Value): value is number => typeof value === 'number';

/** A text in a sum is an error, or a number by the habits of whoever looks at it. */
function numberOf(value: Value): number {
  if (value === null) return 0;
  if (typeof value !== 'number') throw new NotSimple();
  return value;
}

function textOf(value: Value): string {
  if (typeof value === 'boolean') throw new NotSimple();
  return value === null ? '' : String(typeof value === 'number' ? kept(value) : value);
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new NotSimple();
  return value;
}

const reckons =
  (work: (one: number, other: number) => number) =>
  (one: Value, other: Value): number =>
    finite(work(numberOf(one), numberOf(other)));

/** An empty cell is both nothing and no text. A number and a text are never equal, and which is more no list should say. */
const compares =
  (holds: (order: number) => boolean) =>
  (one: Value, other: Value): boolean => {
    const [left, right] = [one ?? emptyLike(other), other ?? emptyLike(one)];
    if (typeof left === 'string' || typeof right === 'string' || typeof left !== typeof right)
      return holds(areSame(left, right) ? 0 : Number.NaN);
    return holds(kept(Number(left)) - kept(Number(right)));
  };
const emptyLike = (value: Value): Value => (typeof value === 'string' ? '' : 0);
const areSame = (one: Value, other: Value): boolean =>
  typeof one === typeof other && String(one).toLowerCase() === String(other).toLowerCase();

const SIGNS: Readonly<Record<string, (one: Value, other: Value) => Value>> = {
  '+': reckons((one, other) => one + other),
  '-': reckons((one, other) => one - other),
  '*': reckons((one, other) => one * other),
  '/': reckons((one, other) => one / other),
  '^': reckons((one, other) => one ** other),
  '&': (one, other) => textOf(one) + textOf(other),
  '=': compares((order) => order === 0),
  '<>': compares((order) => order !== 0),
  '<': compares((order) => sure(order) < 0),
  '<=': compares((order) => sure(order) <= 0),
  '>': compares((order) => sure(order) > 0),
  '>=': compares((order) => sure(order) >= 0),
};

function sure(order: number): number {
  if (Number.isNaN(order)) throw new NotSimple();
  return order;
}

/** Digits that a spreadsheet keeps: 1.005 is no less than that. */
const KEPT_DIGITS = 15;
const kept = (value: number): number => Number(value.toPrecision(KEPT_DIGITS));

/** Rounds away from nothing, as spreadsheets do, by what is done with the last digit that is kept. */
const rounds =
  (work: (value: number) => number) =>
  ([value = 0, digits = 0]: readonly number[]): number => {
    const shifted = kept(Math.abs(value) * 10 ** Math.trunc(digits));
    return finite(kept((Math.sign(value) * work(shifted)) / 10 ** Math.trunc(digits)));
  };

/** To the next multiple; whose signs differ, programs take in different ways. */
const multiple =
  (work: (value: number) => number) =>
  ([value = 0, step = 1]: readonly number[]): number => {
    if (value < 0 || step <= 0) throw new NotSimple();
    return finite(kept(work(kept(value / step)) * step));
  };

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const FUNCTIONS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: sum,
  PRODUCT: (values) => values.reduce((total, value) => total * value, values.length > 0 ? 1 : 0),
  MIN: (values) => (values.length > 0 ? Math.min(...values) : 0),
  MAX: (values) => (values.length > 0 ? Math.max(...values) : 0),
  AVERAGE: (values) => finite(sum(values) / values.length),
  ABS: ([value = 0]) => Math.abs(value),
  INT: ([value = 0]) => Math.floor(kept(value)),
  ROUND: rounds((value) => Math.floor(value + 0.5)),
  ROUNDUP: rounds(Math.ceil),
  ROUNDDOWN: rounds(Math.floor),
  TRUNC: rounds(Math.floor),
  CEILING: multiple(Math.ceil),
  FLOOR: multiple(Math.floor),
  MROUND: multiple((value) => Math.floor(value + 0.5)),
};
const OF_BLOCKS: ReadonlySet<string> = new Set(['SUM', 'PRODUCT', 'MIN', 'MAX', 'AVERAGE']);
