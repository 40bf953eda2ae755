import type { SheetCell, SheetRow } from '../../sheet.ts';
import type { Place, Range } from '../references.ts';
import { type Move, NotSimple, parsed, type Value } from './syntax.ts';
import { type FormulaCells, reckoned } from './value.ts';

/** The formula of a cell, as its part holds it. */
export interface Formula {
  text: string;
  /** Attribute `t`: `shared`, `array`, `dataTable`; empty for a plain one. */
  kind: string;
  /** What shared ones have in common. */
  group: string;
}

export interface FormulaCell {
  place: Place;
  formula: Formula;
}

/** Cells looked at by all formulas of a sheet, and formulas that hang on one another: beyond, nothing is simple. */
const MOST_LOOKS = 2_000_000;
const DEEPEST = 50;

/** Works out the formulas of a sheet, each once; undefined for one that is not simple. */
export class Formulas implements FormulaCells {
  readonly #rows: ReadonlyMap<number, SheetRow>;
  readonly #isBelieved: boolean;
  readonly #formulas = new Map<string, FormulaCell>();
  readonly #heads = new Map<string, FormulaCell>();
  readonly #values = new Map<string, Value | undefined>();
  readonly #columns = new Map<number, ReadonlyMap<number, SheetCell>>();
  #looks = 0;
  #depth = 0;

  /** `isBelieved` where a formula that is not simple has the value that was kept with it. */
  constructor(rows: ReadonlyMap<number, SheetRow>, formulas: readonly FormulaCell[], isBelieved: boolean) {
    this.#rows = rows;
    this.#isBelieved = isBelieved;
    for (const one of formulas) {
      this.#formulas.set(keyOf(one.place), one);
      if (one.formula.kind === 'shared' && one.formula.text !== '') this.#heads.set(one.formula.group, one);
    }
  }

  /** What a formula gives now. */
  worth(one: FormulaCell): Value | undefined {
    const key = keyOf(one.place);
    if (!this.#values.has(key)) {
      // One that hangs on itself is not simple.
      this.#values.set(key, undefined);
      this.#values.set(key, this.#worked(one));
    }
    return this.#values.get(key);
  }

  #worked({ place, formula }: FormulaCell): Value | undefined {
    const head = formula.kind === 'shared' ? this.#heads.get(formula.group) : undefined;
    if (++this.#depth > DEEPEST || (formula.kind !== '' && !head)) return this.#back(undefined);
    const move: Move = head ? [place.column - head.place.column, place.row - head.place.row] : [0, 0];
    try {
      return this.#back(bounded(reckoned(parsed((head ?? { formula }).formula.text, move), this)));
    } catch (error) {
      if (error instanceof NotSimple) return this.#back(undefined);
      throw error;
    }
  }

  #back(value: Value | undefined): Value | undefined {
    this.#depth--;
    return value;
  }

  at(place: Place): Value {
    this.#look(1);
    const formula = this.#formulas.get(keyOf(place));
    const worth = formula && this.worth(formula);
    if (worth !== undefined) return worth;
    if (formula && !this.#isBelieved) throw new NotSimple();
    return heldBy(this.#cellsOf(place.row).get(place.column));
  }

  within({ from, to }: Range): Value[] {
    this.#look(to.row - from.row + 1);
    const rows = Array.from({ length: to.row - from.row + 1 }, (_, index) => from.row + index);
    return rows.flatMap((row) => {
      const cells = this.#rows.get(row)?.cells ?? [];
      this.#look(cells.length);
      return cells
        .filter(({ column }) => column >= from.column && column <= to.column)
        .map(({ column }) => this.at({ column, row }));
    });
  }

  #look(cells: number): void {
    this.#looks += cells;
    if (this.#looks > MOST_LOOKS) throw new NotSimple();
  }

  /** A row may be as wide as any sheet. */
  #cellsOf(row: number): ReadonlyMap<number, SheetCell> {
    const known = this.#columns.get(row);
    const cells = known ?? new Map(this.#rows.get(row)?.cells.map((cell) => [cell.column, cell]));
    if (!known) this.#columns.set(row, cells);
    return cells;
  }
}

/** Characters that a cell can hold. */
const LONGEST_TEXT = 32_767;

function bounded(value: Value): Value {
  const isSound = typeof value === 'string' ? value.length <= LONGEST_TEXT : Number.isFinite(Number(value));
  if (!isSound) throw new NotSimple();
  return value;
}

/** An error, and a text of which a part is not shown, are nothing to go on. */
function heldBy(cell: SheetCell | undefined): Value {
  if (!cell) return null;
  if (cell.value !== undefined) return cell.value;
  if (/^[#=]/.test(cell.text) || cell.leftOut || cell.marks || cell.doubts) throw new NotSimple();
  return cell.text === '' ? null : cell.text;
}

const keyOf = ({ column, row }: Place): string => `${row} ${column}`;
