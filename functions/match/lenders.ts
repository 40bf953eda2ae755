import { type Engine, engineName } from '#reference/naming/engine.ts';
import type { Machine } from '#reference/naming/machine.ts';
import { pagesOf, type SpecColumn, type SpecIndex, type SpecPage, sameEngine } from './spec-pages.ts';

/** What other books may lend to a machine that its own year's book does not describe. */
export interface Lenders {
  /** Columns of the same engine, whatever the model. */
  readonly columns: readonly SpecColumn[];
  /** Pages of the same model. */
  readonly pages: readonly SpecPage[];
}

/** Model years: BRP renews an engine's rating or a model's chassis about as often; a value from further away is a guess. */
const LENDS_WITHIN = 3;

/** Only the books of the nearest year: an engine may be rated anew later. */
function nearest<T>(found: readonly T[], year: number | null, pageOf: (one: T) => SpecPage): readonly T[] {
  if (year === null) return [];
  const distance = (one: T): number => Math.abs(pageOf(one).catalogue.modelYear - year);
  const least = Math.min(...found.map(distance), LENDS_WITHIN);
  return found.filter((one) => distance(one) === least);
}

/** A displacement class fits several engines and can borrow from none. */
const isNamed = (engine: Engine): boolean => engine.displacement !== null && engine.technology !== null;

/** Finds the lenders; of the same model only books of other years, since its own has no page of it. */
export function lendersOf(machine: Machine, index: SpecIndex): Lenders {
  const columns = isNamed(machine.engine) ? (index.byEngine.get(engineName(machine.engine)) ?? []) : [];
  const same = columns.filter(({ engine }) => sameEngine(machine.engine, engine));
  const pages = pagesOf(machine, index.byFamily.get(machine.family) ?? []);
  return {
    columns: nearest(same, machine.year, ({ page }) => page),
    pages: nearest(pages, machine.year, (page) => page),
  };
}
