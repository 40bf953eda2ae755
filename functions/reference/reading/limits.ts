/**
 * Values read from a picture with less confidence than this wait for a person.
 * Amazon's own advice for Textract: "business processes involving financial decisions might require 90% or
 * higher" (Textract developer guide, Best practices), and a price is one.
 */
export const LEAST_CONFIDENT = 0.9;

/**
 * Fewer letter pairs of real text than this are known from the lexicon of headings: another language of Europe
 * knows 0.82 and more of them, the lists themselves 0.88 and more; the same text with its letters exchanged
 * (a font without ToUnicode) at most 0.70.
 */
export const FEWEST_KNOWN_PAIRS = 0.76;

/** A page with fewer letter pairs is too short for such a share to mean anything. */
export const FEWEST_PAIRS = 40;

/** A bullet or an arrow of a symbol font may be there without a meaning; so many of a page's signs are none. */
export const MOST_UNPRINTABLE = 0.1;

/** A page that a picture covers so far is a scan, whatever a scanner or an archive has stamped on it. */
export const COVERED_BY_PICTURES = 0.7;

/** A stamp, a page number or a file name have fewer words than any table. */
export const WORDS_OF_A_STAMP = 12;
