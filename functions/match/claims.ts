import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { WIDTH_TOLERANCE_MM } from '#reference/lexicon/tracks.ts';
import { engineFits, engineName, partsStated } from '#reference/naming/engine.ts';
import { type Machine, packageName, packageWords } from '#reference/naming/machine.ts';

/** One thing that a name can say of a machine. */
interface Claim {
  readonly attribute: string;
  /** How much the name says of it; 0 = nothing. */
  weight(named: Machine, product: Machine): number;
  contradicts(named: Machine, product: Machine): boolean;
  /** The contradiction, continuing "this name …". */
  objection(named: Machine, product: Machine): Reason;
  /** What of the agreement is worth telling; null where its attribute alone is. */
  agreed?(named: Machine): string | number | null;
}

const stated = (value: unknown): number => (value === null || value === false ? 0 : 1);

const namedPackages = (named: Machine): readonly string[] => [...named.packages, ...named.unexplained];

/** A word that no lexicon has and the engine's cell holds too names the engine: in full, as its technology would. */
const namesEngine = (word: string, named: Machine, product: Machine): boolean =>
  product.engine.other.includes(word) &&
  named.engine.boost === product.engine.boost &&
  named.engine.variant === product.engine.variant;

const foreignPackages = (named: Machine, product: Machine): readonly string[] =>
  namedPackages(named).filter(
    (word) => !packageWords(product).includes(word) && !namesEngine(word, named, product),
  );

/**
 * A family that the lexicon lacks and the marketplace lists is known by its first word: "Ski-Doo Yonder X" and a
 * "Yonder X" of the list are one machine, for all other words have to agree too.
 */
const sameFamily = (named: Machine, product: Machine): boolean =>
  named.family === product.family &&
  (named.family !== null || (named.unexplained[0] ?? '') === (product.unexplained[0] ?? null));

/** Of two names with one package word each, the product's last word ("X with Expert": Expert) says more. */
const packageWeight = (named: Machine, product: Machine): number => {
  const words = namedPackages(named);
  return words.length * 2 + (words.includes(packageWords(product).at(-1) ?? '') ? 1 : 0);
};

const SHOT = 'SHOT';

/** Two widths (mm) of one track; one that is not told is none. */
export const sameWidth = (one: number | null, other: number | null): boolean =>
  one !== null && other !== null && Math.abs(one - other) <= WIDTH_TOLERANCE_MM;

/**
 * The claims in the order in which they decide between two names that both fit: a package beats an engine,
 * and a width sold as a package of its own ("RE (500mm)") beats it too.
 */
const CLAIMS: readonly Claim[] = [
  {
    attribute: 'brand',
    weight: (named) => stated(named.brand),
    contradicts: (named, product) => product.brand !== null && named.brand !== product.brand,
    objection: ({ brand }) => reason('name-of-brand', { brand }),
  },
  {
    attribute: 'family',
    weight: (named, product) => (sameFamily(named, product) ? 1 : 0),
    contradicts: (named, product) => !sameFamily(named, product),
    objection: ({ family }) => reason('name-of-family', { family: family?.name ?? null }),
  },
  {
    attribute: 'package',
    weight: packageWeight,
    contradicts: (named, product) => foreignPackages(named, product).length > 0,
    objection: (named, product) =>
      reason('name-has-package', { package: packageName(foreignPackages(named, product)) ?? '' }),
  },
  {
    attribute: 'trackWidth',
    weight: (named) => stated(named.widthMm),
    contradicts: (named, product) => named.widthMm !== null && !sameWidth(named.widthMm, product.widthMm),
    objection: (named, product) => reason('name-has-width', { named: named.widthMm, own: product.widthMm }),
    agreed: ({ widthMm }) => widthMm,
  },
  {
    attribute: 'engine',
    weight: (named) => partsStated(named.engine),
    contradicts: (named, product) => !engineFits(named.engine, product.engine),
    objection: (named, product) =>
      reason('name-has-engine', { named: engineName(named.engine), own: engineName(product.engine) }),
    agreed: ({ engine }) => (engine.technology ? null : engineName(engine)),
  },
  {
    attribute: 'trackLength',
    weight: (named) => stated(named.lengthIn),
    contradicts: (named, product) => named.lengthIn !== null && named.lengthIn !== product.lengthIn,
    objection: (named, product) =>
      reason('name-has-length', { named: named.lengthIn, own: product.lengthIn }),
    agreed: ({ lengthIn }) => lengthIn,
  },
  {
    attribute: 'modelYear',
    weight: (named) => stated(named.year),
    contradicts: (named, product) => named.year !== null && named.year !== product.year,
    objection: ({ year }) => reason('name-of-year', { year }),
    agreed: ({ year }) => year,
  },
  {
    attribute: 'starter',
    weight: (named) => stated(named.shot),
    contradicts: (named, product) => named.shot && !product.shot,
    objection: () => reason('name-has-starter', { starter: SHOT }),
    agreed: () => SHOT,
  },
];

export interface Comparison {
  /** What speaks against the name; empty = it fits. */
  readonly objections: readonly Reason[];
  /** How much it says of each claim and the product confirms, in the order of `CLAIMS`. */
  readonly weights: readonly number[];
}

/** Holds every claim of a name against the product. */
export const compare = (named: Machine, product: Machine): Comparison => ({
  objections: CLAIMS.filter((claim) => claim.contradicts(named, product)).map((claim) =>
    claim.objection(named, product),
  ),
  weights: CLAIMS.map((claim) => (claim.contradicts(named, product) ? 0 : claim.weight(named, product))),
});

/** Negative when `one` says more than `other` of the first claim in which they differ. */
export function bySpecificity(one: Comparison, other: Comparison): number {
  const at = one.weights.findIndex((weight, index) => weight !== other.weights[index]);
  return at < 0 ? 0 : (other.weights[at] ?? 0) - (one.weights[at] ?? 0);
}

/** What the name says and the product confirms. */
export const agreements = (named: Machine, { weights }: Comparison): readonly Reason[] =>
  CLAIMS.filter((_, index) => weights[index]).map(({ attribute, agreed = () => null }) =>
    reason('agrees', { attribute, value: agreed(named) }),
  );

/** What `other` leaves out, or says less of, that `chosen` says: continuing "this name …". */
export const lacking = (chosen: Comparison, other: Comparison): readonly Reason[] =>
  CLAIMS.flatMap(({ attribute }, at) => {
    const [more, less] = [chosen.weights[at] ?? 0, other.weights[at] ?? 0];
    if (less >= more) return [];
    return [reason(less === 0 ? 'name-lacks' : 'name-says-less', { attribute })];
  });
