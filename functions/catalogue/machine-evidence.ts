import type { RowField } from '#reference/catalogue/row-labels.ts';
import { readMachine } from '#reference/naming/machine.ts';
import { normalise } from '#reference/naming/normalise.ts';
import { understand } from './meaning/understand.ts';
import { isTelling } from './meaning/value-witness.ts';
import type { ModelPage } from './model-pages.ts';

/** Pages of accessories name engines and sizes too, under titles of families, but say little of one machine. */
const FEWEST_FIELDS = 2;
const OF_MACHINE = /^(?:engine|track|dimension)/;

/** Whether a page says of a machine what ads are made of: its engine, its track, its measures; whatever words it uses. */
export const tellsOfMachine = (page: Pick<ModelPage, 'table'>): boolean =>
  fieldsOfMachine(page).size >= FEWEST_FIELDS;

/** What a page alone is sure to say of its machine. */
export function fieldsOfMachine({ table }: Pick<ModelPage, 'table'>): ReadonlySet<RowField> {
  const rows = understand([table], new Map()).flatMap((one) => one.table.rows);
  const told = rows.flatMap(({ field, cells }) => (field && cells.length > 0 ? field : []));
  return new Set(told.filter((field) => isTelling(field) && OF_MACHINE.test(field)));
}

/** Whether a title is a machine's name and nothing else: "COMMANDER ACCESSORIES" is none. */
export function namesMachine({ head }: Pick<ModelPage, 'head'>): boolean {
  const { family, unexplained } = readMachine(normalise(head.title));
  return family !== null && unexplained.length === 0;
}
