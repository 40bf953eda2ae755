import { LAST_ROW, MOST_COLUMNS, type Place, type Range } from '../references.ts';

/** What a cell holds, as a formula takes it; null where it is empty. */
export type Value = number | string | boolean | null;

/** What nobody works out here: other sheets, names, functions beside the plainest, errors. */
export class NotSimple extends Error {
  override readonly name = 'NotSimple';
}

export type Expression =
  | { kind: 'value'; value: Value }
  | { kind: 'place'; place: Place }
  | { kind: 'block'; range: Range }
  | { kind: 'sign'; sign: string; sides: readonly [Expression, Expression] }
  | { kind: 'call'; name: string; given: readonly Expression[] };

/** Columns and rows between where a formula is written and where it is meant: shared ones are written once. */
export type Move = readonly [columns: number, rows: number];

const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d*)?(?:E[+-]?\d+)?|\.\d+)|"(?<text>(?:[^"]|"")*)"|(?<place>\$?[A-Z]{1,3}\$?\d{1,7})(?![\w.(!])|(?<name>[A-Z][A-Z0-9.]*)(?=\()|(?<sign><=|>=|<>|[-+*/^&%=<>(),:]))/iy;
type Token = Partial<Record<'number' | 'text' | 'place' | 'name' | 'sign', string>>;

/** Longer formulas, and deeper ones, are not simple. */
const LONGEST = 500;
const DEEPEST = 40;

/** Reads a formula, without its "=". Throws `NotSimple`. */
export const parsed = (formula: string, move: Move): Expression => new Parser(formula, move).whole();

function tokensOf(formula: string): Token[] {
  const [text, tokens]: [string, Token[]] = [formula.trim(), []];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < text.length) {
    const token = text.length > LONGEST ? undefined : pattern.exec(text)?.groups;
    if (!token) throw new NotSimple();
    tokens.push(token);
  }
  return tokens;
}

/** From what binds loosest to what binds closest; left to right. */
const BINDING: readonly (readonly string[])[] = [
  ['=', '<>', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

class Parser {
  readonly #tokens: readonly Token[];
  readonly #move: Move;
  #at = 0;
  #depth = 0;

  constructor(formula: string, move: Move) {
    this.#tokens = tokensOf(formula);
    this.#move = move;
  }

  whole(): Expression {
    const found = this.#bound();
    if (this.#at < this.#tokens.length) throw new NotSimple();
    return found;
  }

  #bound(level = 0): Expression {
    const signs = BINDING[level];
    if (!signs) return this.#percent();
    let left = this.#bound(level + 1);
    while (signs.includes(this.#sign)) {
      const sign = this.#sign;
      this.#at++;
      left = { kind: 'sign', sign, sides: [left, this.#bound(level + 1)] };
    }
    return left;
  }

  #percent(): Expression {
    let value = this.#signed();
    while (this.#takes('%')) value = { kind: 'sign', sign: '/', sides: [value, number(100)] };
    return value;
  }

  /** A sign before a number binds closer than a power. */
  #signed(): Expression {
    if (this.#takes('+')) return this.#nested(() => this.#signed());
    if (!this.#takes('-')) return this.#operand();
    return { kind: 'sign', sign: '-', sides: [number(0), this.#nested(() => this.#signed())] };
  }

  #operand(): Expression {
    const token = this.#tokens[this.#at] ?? {};
    if (token.place !== undefined) return { kind: 'place', place: this.#place() };
    if (token.name !== undefined) return this.#call();
    if (token.sign !== undefined) return this.#inBrackets();
    this.#at++;
    if (token.number !== undefined) return number(Number(token.number));
    if (token.text === undefined) throw new NotSimple();
    return { kind: 'value', value: token.text.replaceAll('""', '"') };
  }

  #inBrackets(): Expression {
    this.#expect('(');
    const inside = this.#nested(() => this.#bound());
    this.#expect(')');
    return inside;
  }

  #call(): Expression {
    const name = this.#tokens[this.#at++]?.name?.toUpperCase() ?? '';
    const given: Expression[] = [];
    this.#expect('(');
    do given.push(this.#nested(() => this.#argument()));
    while (this.#takes(','));
    this.#expect(')');
    return { kind: 'call', name, given };
  }

  #argument(): Expression {
    if (this.#tokens[this.#at + 1]?.sign !== ':') return this.#bound();
    const from = this.#place();
    this.#expect(':');
    const to = this.#place();
    return { kind: 'block', range: between(from, to) };
  }

  #place(): Place {
    const written = this.#tokens[this.#at++]?.place;
    if (written === undefined) throw new NotSimple();
    return moved(written, this.#move);
  }

  #nested(read: () => Expression): Expression {
    if (++this.#depth > DEEPEST) throw new NotSimple();
    const found = read();
    this.#depth--;
    return found;
  }

  get #sign(): string {
    return this.#tokens[this.#at]?.sign ?? '';
  }

  #takes(sign: string): boolean {
    const isNext = this.#sign === sign;
    if (isNext) this.#at++;
    return isNext;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw new NotSimple();
  }
}

const number = (value: number): Expression => ({ kind: 'value', value });

const PARTS = /^(\$?)([A-Z]+)(\$?)(\d+)$/;
const LETTERS = 26;

/** "$B2": what a sign of money stands before stays where it is. */
function moved(written: string, [columns, rows]: Move): Place {
  const [, fixedColumn, letters = '', fixedRow, digits] = PARTS.exec(written.toUpperCase()) ?? [];
  const named = [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0) - 1;
  const column = fixedColumn ? named : named + columns;
  const row = fixedRow ? Number(digits) : Number(digits) + rows;
  if (column < 0 || column >= MOST_COLUMNS || row < 1 || row > LAST_ROW) throw new NotSimple();
  return { column, row };
}

const between = (one: Place, other: Place): Range => ({
  from: { column: Math.min(one.column, other.column), row: Math.min(one.row, other.row) },
  to: { column: Math.max(one.column, other.column), row: Math.max(one.row, other.row) },
});
