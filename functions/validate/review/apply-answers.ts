import { COLUMNS } from '#contracts/extracted.ts';
import { distinctReasons, type Reason } from '#contracts/reason.ts';
import type { ValidatedProduct } from '#contracts/validated.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { among } from '#messages/among.ts';
import { reason } from '#messages/reason.ts';
import { sha256 } from '#shared/hash.ts';
import { modelAndEngine } from '#shared/model-values.ts';
import type { ModelValue } from '#shared/table/knowledge-records.ts';
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

/** Compared with what list and book say themselves, whatever a person has filled in beside them. */
const edited = (listing: Listing, printed: Listing, edits: Edits): Listing => {
  let next = listing;
  const outdatedEdits: Reason[] = [];
  for (const [field, edit] of edits) {
    const editable = EDITABLE_FIELDS[field];
    const now = editable?.printed(printed);
    if (!editable || now === undefined || now === edit.value) continue;
    if (now === edit.insteadOf) next = editable.set(next, edit.value, edit);
    else outdatedEdits.push(outdated(field, edit, now));
  }
  return { ...next, outdatedEdits };
};

/** Values of models, by the model and engine of a row. */
const valuesByModel = (values: readonly ModelValue[]) => {
  const byModel = Map.groupBy(values, ({ model }) => model);
  return ({ extracted }: Listing): ModelValue[] =>
    byModel.size === 0 ? [] : (byModel.get(modelAndEngine(extracted)) ?? []);
};

/** What list and book print is never replaced. */
const filled = (listing: Listing, values: readonly ModelValue[]): Listing =>
  values.reduce(
    (next, { field, value, by, at }) =>
      next.matched.avitoValues[field] === null
        ? (EDITABLE_FIELDS[field]?.set(next, value, { by, at }) ?? next)
        : next,
    listing,
  );

/** What people have said of the dealer's machines. */
export interface Said {
  answers: readonly ProductAnswer[];
  values: readonly ModelValue[];
}

/**
 * The listings with the values that people have set: of a machine those holds as long as list and book say what they
 * said when it was set, and where they say something new, it is not taken and the machine waits; of a model and its
 * engine those fill what list and book do not say.
 */
export const withSaid = (listings: readonly Listing[], said: Said): Listing[] => listings.map(saidOf(said));

/** The same of one listing after the other. */
export const saidOf = ({ answers, values }: Said): ((printed: Listing) => Listing) => {
  const [answerOf, valuesOf] = [answersByMachine(answers), valuesByModel(values)];
  return (printed) => {
    const edits = Object.entries(answerOf(printed.extracted)?.edits ?? {});
    const own = valuesOf(printed).filter(({ field }) => !edits.some(([edit]) => edit === field));
    if (edits.length + own.length === 0) return printed;
    return { ...edited(filled(printed, own), printed, edits), printed };
  };
};

/** All that list and book say of a machine for its ad, prices in the list's own money: another rate is no other machine. */
export const basisOf = ({ printed, ...listing }: Listing): string => factsOf(printed ?? listing);

const factsOf = ({ extracted, matched }: Listing): string =>
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
  // What was accepted before values of hand were told apart has those in its basis.
  [basisOf(listing), factsOf(listing)].includes(accepted.basis) &&
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
