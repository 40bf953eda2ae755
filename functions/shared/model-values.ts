import type { ExtractedProduct } from '#contracts/extracted.ts';
import { keptReadings } from '#reference/naming/kept-readings.ts';
import { normalise } from '#reference/naming/normalise.ts';
import { ownThenAll } from './own-then-all.ts';
import type { Ports } from './ports.ts';
import type { ModelValue } from './table/knowledge-records.ts';

type Row = Pick<ExtractedProduct, 'brand' | 'model' | 'package' | 'engine'>;

const namesOf = ({ brand, model, package: kit, engine }: Row): string[] =>
  [brand, model, kit, engine].flatMap((name) => name || []);

/** A model with its engine as the list prints it; a word that one name ends in and the next begins with is said once. */
export const printedModel = (row: Row): string =>
  namesOf(row).reduce((before, name) => {
    const [first = '', ...others] = name.split(' ');
    return before.split(' ').at(-1) === first
      ? [before, ...others].join(' ')
      : [before, name].filter(Boolean).join(' ');
  }, '');

/** What tells one model with its engine from another, in one spelling for all lists and years. */
export const modelAndEngine = (row: Row): string => spelledOnce(namesOf(row).join(' '));

/** It is asked of every row, and by every answer that is tried. */
const spelledOnce = keptReadings((text) => normalise(text));

/** The values that people gave for models: the dealer's own, and where it has none those good for all. */
export const modelValuesOf = (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<ModelValue[]> =>
  ownThenAll(dealerId, table.modelValues.query, ({ model, field }) => JSON.stringify([model, field]));
