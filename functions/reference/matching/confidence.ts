import bands from './bands.json' with { type: 'json' };

/** S0-31: each attribute that a name states and the product has adds this much. */
export const EXACT_ATTRIBUTE = 0.1;

/** S0-30 and C6: each shared word of the trade adds this much, in all no more than the cap, and once only. */
export const SHARED_TERM = 0.05;
export const BOOST_CAP = 0.2;

export interface Bands {
  /** From here on a match may be published. */
  readonly accept: number;
  /** From here on a person is asked; below it nothing resembles the product. */
  readonly review: number;
}

/**
 * Bands by embedder: a cosine of one says nothing about another's. A name that contradicts the product
 * is out before any of this is asked, so the bands only have to catch what merely resembles.
 * Set by `feedwright calibrate`; `madeOn` tells by which lists.
 */
export const BANDS: Readonly<Record<string, Bands>> = bands;

/** For an embedder that nobody has calibrated yet. */
export const CAUTIOUS_BANDS: Bands = { accept: 0.8, review: 0.4 };

/** How many candidates a person is shown, and from which similarity on where even the family is unknown. */
export const CANDIDATES_SHOWN = 3;
export const RESEMBLES = 0.5;

/** How sure a value is by where it comes from. */
export const INFERRED_CONFIDENCE = 0.8;
export const INHERITED_CONFIDENCE = 0.7;
/** Of a base model that nobody but a chooser knows to be one: always for a person to confirm. */
export const CHOSEN_BASE_CONFIDENCE = 0.4;
