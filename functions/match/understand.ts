import type { ExtractedProduct } from '#contracts/extracted.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { type Engine, engineFits, engineName, readEngine } from '#reference/naming/engine.ts';
import { brandOf, type Machine, packageWords, readMachine } from '#reference/naming/machine.ts';
import { normalise, slipsIn } from '#reference/naming/normalise.ts';
import { starterIn } from '#reference/naming/specification.ts';
import type { Rewording } from '#shared/taught-meanings.ts';
import { sameWidth } from './claims.ts';

const joined = (...cells: (string | null)[]): string => normalise(cells.filter((cell) => cell).join(' '));

/** Everything that tells one model of a list from another, as one normalised text without the year. */
export const modelKey = (product: ExtractedProduct): string =>
  joined(product.brand, product.model, product.package, product.engine, product.trackLength);

/** What a row says of its machine. */
export interface Understood {
  readonly machine: Machine;
  /** Where the row contradicts itself; a person has to look then. */
  readonly contradictions: readonly Reason[];
  /** Words that were taken for slips of the pen. */
  readonly respelt: readonly Reason[];
}

const respelt = ({ model, package: kit }: ExtractedProduct): Reason[] =>
  slipsIn([model, kit].join(' ')).map(([printed, meant]) => reason('respelt', { printed, meant }));

/**
 * What a row of a price list says of the machine; a cell of its own beats the words of the model's name. `reword` writes
 * words of names as people say that they are meant.
 */
export function understand(product: ExtractedProduct, reword: Rewording = (text) => text): Understood {
  const named = readMachine(joined(...[product.model, product.package].map((cell) => cell && reword(cell))));
  const cells = readCells(product);
  return {
    machine: {
      ...named,
      brand: cells.brand ?? named.brand,
      packages: named.unexplained.length > 0 ? named.packages : packageWords(named),
      engine: cells.engine ? asElectricAs(named, cells.engine) : named.engine,
      lengthIn: cells.lengthIn ?? named.lengthIn,
      widthMm: named.widthMm ?? cells.widthMm,
      year: cells.year ?? named.year,
      shot: named.shot || starterIn(product.starter ?? '') === 'SHOT',
    },
    contradictions: contradictionsOf(named, cells),
    respelt: respelt(product),
  };
}

const asElectricAs = (named: Machine, engine: Engine): Engine => ({
  ...engine,
  electric: engine.electric || named.engine.electric,
});

/** What the cells beside the model's name say; null = nothing. */
interface Cells {
  readonly brand: string | null;
  readonly engine: Engine | null;
  readonly lengthIn: number | null;
  readonly widthMm: number | null;
  readonly year: number | null;
}

/** Sizes with their unit alone: the name of a profile may hold any figure. */
const sizesIn = (text: string): string =>
  normalise(text)
    .split(' ')
    .filter((word) => /^\d[\d.]*(?:IN|MM)$/.test(word))
    .join(' ');

function readCells(product: ExtractedProduct): Cells {
  const { brand, engine, trackLength, trackProfile, modelYear } = product;
  const track = readMachine(normalise(trackLength ?? ''));
  const profile = readMachine(sizesIn(trackProfile ?? ''));
  return {
    brand: brand === null ? null : brandOf(brand),
    engine: engine === null ? null : readEngine(engine),
    lengthIn: track.lengthIn,
    widthMm: track.widthMm ?? profile.widthMm,
    year: modelYear,
  };
}

/** Either may say less ("850" and "850 E-TEC"), but they cannot be two engines. */
const sameEngine = (one: Engine, other: Engine): boolean =>
  engineFits(one, other) || engineFits(other, one) || one.electric !== other.electric;

/** What the model's name and another cell of the row may disagree in, and how to print it. */
const SAID_TWICE: readonly {
  readonly attribute: string;
  said(of: Machine | Cells): string | number | null;
  differ?(named: Machine, cells: Cells): boolean;
}[] = [
  { attribute: 'brand', said: ({ brand }) => brand },
  {
    attribute: 'engine',
    said: ({ engine }) => (engine && engineName(engine)) || null,
    differ: ({ engine }, cells) => cells.engine !== null && !sameEngine(engine, cells.engine),
  },
  { attribute: 'trackLength', said: ({ lengthIn }) => lengthIn },
  {
    attribute: 'trackWidth',
    said: ({ widthMm }) => widthMm,
    differ: ({ widthMm }, cells) => !sameWidth(widthMm, cells.widthMm),
  },
  { attribute: 'modelYear', said: ({ year }) => year },
];

const contradictionsOf = (named: Machine, cells: Cells): Reason[] =>
  SAID_TWICE.flatMap(({ attribute, said, differ = () => true }) => {
    const [inName, inCell] = [said(named), said(cells)];
    if (inName === null || inCell === null || inName === inCell || !differ(named, cells)) return [];
    return [reason('row-contradicts-itself', { attribute, named: inName, own: inCell })];
  });
