import type { ExtractedProduct } from '#contracts/extracted.ts';
import { readEngine } from './engine.ts';
import { brandOf, type Machine, packageWords, readMachine } from './machine.ts';
import { normalise } from './normalise.ts';

const joined = (...cells: (string | null)[]): string => normalise(cells.filter((cell) => cell).join(' '));

/** Everything that tells one model of a list from another, as one normalised text without the year. */
export const modelKey = (product: ExtractedProduct): string =>
  joined(product.brand, product.model, product.package, product.engine, product.trackLength);

const lengthOf = (product: ExtractedProduct): number | null =>
  readMachine(normalise(product.trackLength ?? '')).lengthIn ?? product.normalized.trackLengthIn;

/** What a row of a price list says of the machine; a cell of its own beats the words of the model's name. */
export function understand(product: ExtractedProduct): Machine {
  const named = readMachine(joined(product.model, product.package));
  return {
    ...named,
    brand: product.brand === null ? named.brand : brandOf(product.brand),
    packages: named.unexplained.length > 0 ? named.packages : packageWords(named),
    engine: product.engine === null ? named.engine : engineOf(product.engine, named),
    lengthIn: lengthOf(product) ?? named.lengthIn,
    widthMm: named.widthMm ?? product.normalized.trackWidthMm,
    year: product.modelYear,
    shot: named.shot || normalise(product.starter ?? '').includes('SHOT'),
  };
}

function engineOf(cell: string, named: Machine) {
  const engine = readEngine(cell);
  return { ...engine, electric: engine.electric || named.engine.electric };
}
