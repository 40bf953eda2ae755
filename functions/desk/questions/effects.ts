import type { ModelPicture } from '#contracts/catalogue.ts';
import type { Dealer } from '#contracts/dealer.ts';
import { distinctReasons, type Reason } from '#contracts/reason.ts';
import type { RunState } from '#contracts/state.ts';
import type { Hand } from '#functions/validate/review/editable-fields.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import type { RowField } from '#reference/catalogue/row-labels.ts';
import type { Unit } from '#reference/measures/quantities.ts';
import type { ModelValue } from '#shared/table/knowledge-records.ts';
import type { ProductAnswer, ReviewItem } from '#shared/table/records.ts';
import type { Machine } from './standing.ts';

/** What a machine goes by in records; of one whose brand or year nobody knows nothing can be kept. */
export type Identity = Pick<ProductAnswer, 'brand' | 'modelYear' | 'modelCode'>;

/** What is said of one machine. */
export type OfMachine = Identity &
  (
    | { does: 'edit'; field: string; value: string; insteadOf: string }
    | { does: 'accept'; basis: string; reasons: Reason[] }
    | { does: 'keep-out'; why: string }
  );

/** What is said of all rows of a model with its engine. */
export type OfModel = { does: 'value' } & Pick<ModelValue, 'model' | 'field' | 'value' | 'printed'>;

/** The marketplace's name for the rows that matching writes so; see `matches/set-by-hand.ts`. */
export type OfName = { does: 'name'; modelCode: string; name: string; rows: readonly Identity[] };

/** The meaning of a row's label in the dealer's spec books. */
export type OfLabel = { does: 'meaning'; label: string; section: string; field: RowField };

/** A word of names that says nothing: later lists are not asked about it. */
export type OfWord = { does: 'word'; text: string };

/** A unit that spec books print, and the one of the lexicon that it is. */
export type OfUnit = { does: 'unit'; text: string; means: Unit };

/** What a file is that nobody could tell, and the labels that its like is known by later. */
export type OfFile = {
  does: 'file';
  documentId: string;
  kind: NonNullable<RunState['kind']>;
  labels: readonly string[];
};

/**
 * What headings of lists mean, by the names of `column-names.ts`, null for nothing; the files are read by it. `judged` is
 * what comes of that for the rows as they are, and is not written.
 */
export type OfHeadings = {
  does: 'headings';
  documents: readonly string[];
  headings: readonly { text: string; means: string | null }[];
  judged: readonly Effect[];
};

/** A picture of the dealer's own for a model family. */
export type OfPicture = { does: 'picture'; family: string; address: string };

/** What the change guard is told. */
export type OfGuard = { does: 'guard'; item: ReviewItem; status: 'accepted' | 'rejected' };

/** Nothing but that it was answered: it is not asked again while nothing changes. */
export type Settled = { does: 'settle'; about?: string };

/** Judged only, never written: what a file that is still missing may bring. */
export type Supposed = { does: 'suppose'; rows: readonly Identity[]; fill: (listing: Listing) => Listing };

/** One thing that an answer does. */
export type Effect =
  | OfMachine
  | OfModel
  | OfName
  | OfLabel
  | OfWord
  | OfUnit
  | OfFile
  | OfHeadings
  | OfPicture
  | OfGuard
  | Settled
  | Supposed;

const OF_MACHINE = new Set<Effect['does']>(['edit', 'accept', 'keep-out']);

/** The machine that an effect is about alone; null where it is about a model, a book or the whole question. */
export const codeOf = (effect: Effect): string | null => {
  if (effect.does === 'guard') return effect.item.modelCode;
  return OF_MACHINE.has(effect.does) ? (effect as OfMachine).modelCode : null;
};

export const identityOf = ({
  product: { brand, modelYear, modelCode },
}: Pick<Machine, 'product'>): Identity => ({
  brand: brand ?? '',
  modelYear: modelYear ?? 0,
  modelCode,
});

/** A machine's answer with what is said besides. */
export const saidBesides = (said: ProductAnswer, effect: OfMachine, hand: Hand): ProductAnswer => {
  if (effect.does === 'keep-out') return { ...said, keptOut: { why: effect.why, ...hand } };
  if (effect.does === 'edit') {
    const { field, value, insteadOf } = effect;
    return { ...said, edits: { ...said.edits, [field]: { value, insteadOf, ...hand } } };
  }
  const { basis, reasons } = effect;
  const seen = said.accepted?.basis === basis ? said.accepted.reasons : [];
  return { ...said, accepted: { basis, reasons: distinctReasons([...seen, ...reasons]), ...hand } };
};

/** The dealer with a picture for all of a family that has none. */
export const withPicture = (dealer: Dealer, { family, address }: OfPicture): Dealer => ({
  ...dealer,
  pictures: { ...dealer.pictures, byFamily: { ...dealer.pictures.byFamily, [family]: [address] } },
});

/** A picture that a book may bring; it is never drawn. */
export const SUPPOSED_PICTURE: ModelPicture = {
  ...{
    key: 'pictures/supposed.png',
    sha256: 'supposed',
    widthPx: 900,
    heightPx: 600,
    mediaType: 'image/png',
  },
};
