import { COLUMNS } from '#contracts/extracted.ts';
import { distinctReasons, type Reason } from '#contracts/reason.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { reason } from '#messages/reason.ts';
import { among } from '#messages/say.ts';
import { sha256 } from '#shared/hash.ts';
import type { ProductAnswer } from '#shared/table/records.ts';
import { dayOf, EDITABLE_FIELDS } from './editable-fields.ts';

/** A machine that people can say something of: the list tells its brand and year. */
type Identity = Pick<ProductAnswer, 'modelCode'> & { brand: string | null; modelYear: number | null };

const keyOf = ({ brand, modelYear, modelCode }: Identity): string => [brand, modelYear, modelCode].join('#');

/** What people have said, by machine. */
export const answersByMachine = (answers: readonly ProductAnswer[]) => {
  const byKey = new Map(answers.map((answer) => [keyOf(answer), answer]));
  return (machine: Identity): ProductAnswer | undefined => byKey.get(keyOf(machine));
};
export type AnswerOf = ReturnType<typeof answersByMachine>;

type Edits = [string, ProductAnswer['edits'][string]][];

const outdated = (field: string, { value, insteadOf, by, at }: Edits[number][1], now: string): Reason =>
  reason('edit-outdated', { field, value, insteadOf, now, by, on: dayOf(at) });

const edited = (listing: Listing, edits: Edits): Listing => {
  let next = listing;
  const outdatedEdits: Reason[] = [];
  for (const [field, edit] of edits) {
    const editable = EDITABLE_FIELDS[field];
    const now = editable?.printed(listing);
    if (!editable || now === undefined || now === edit.value) continue;
    if (now === edit.insteadOf) next = editable.set(next, edit.value, edit);
    else outdatedEdits.push(outdated(field, edit, now));
  }
  return { ...next, outdatedEdits };
};

/**
 * The listings with the values that people have set. A value holds as long as list and book say what they said
 * when it was set; where they say something new, it is not taken and the machine waits.
 */
export const withEdits = (listings: readonly Listing[], answerOf: AnswerOf): Listing[] =>
  listings.map((listing) => {
    const edits = Object.entries(answerOf(listing.extracted)?.edits ?? {});
    return edits.length === 0 ? listing : edited(listing, edits);
  });

/** All that a machine's ad says of it, prices in the list's own money: another rate is no other machine. */
export const basisOf = ({ extracted, matched }: Listing): string =>
  sha256(
    JSON.stringify([
      COLUMNS.map((column) => extracted[column]),
      extracted.priceText,
      matched.avitoModel,
      Object.entries(matched.avitoValues).sort(),
    ]),
  );

/** What of an ad no word can replace: a value that the marketplace asks for, or one that it refuses. */
export const obstaclesOf = ({ ad, layers }: ValidatedProduct): Reason[] => {
  if (!ad) return [reason('no-identity')];
  const ofTheAd = layers.filter(({ layer }) => layer !== 'business-rules');
  return distinctReasons(ofTheAd.flatMap(({ errors }) => errors));
};

const keptOut = ({ by, at, why }: NonNullable<ProductAnswer['keptOut']>): Reason =>
  reason('kept-out-by-hand', { by, on: dayOf(at), because: why });

const isAccepted = (
  product: ValidatedProduct,
  listing: Listing,
  accepted: ProductAnswer['accepted'],
): boolean =>
  accepted !== undefined &&
  product.verdict === 'review' &&
  accepted.basis === basisOf(listing) &&
  product.reasons.every(among(accepted.reasons)) &&
  obstaclesOf(product).length === 0;

/** The verdict with what people have said of the machine; a rule that forbids it stands whatever they said. */
export const withAnswer = (
  product: ValidatedProduct,
  listing: Listing,
  answer: ProductAnswer | undefined,
): ValidatedProduct => {
  if (!answer) return product;
  if (answer.keptOut) {
    const reasons = distinctReasons([keptOut(answer.keptOut), ...product.reasons]);
    return { ...product, verdict: 'rejected', reasons };
  }
  return isAccepted(product, listing, answer.accepted)
    ? { ...product, verdict: 'published', reasons: [] }
    : product;
};
