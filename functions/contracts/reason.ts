import * as z from 'zod';
import { Box } from './box.ts';

/** Where what a reason speaks of stands. */
export const Place = z.strictObject({
  /** The file's name, where it is not the document the reason belongs to. */
  document: z.string().optional(),
  page: z.number().int().positive(),
  row: z.number().int().positive().optional(),
  column: z.string().optional(),
  box: Box.nullable(),
  /** In a spreadsheet: what its program calls the cell ("Sheet1!C7"). */
  address: z.string().optional(),
});
export type Place = z.infer<typeof Place>;

/** What stands in a sentence: texts as printed, figures, and other reasons. */
export type Value = string | number | null | readonly string[] | Reason | readonly Reason[];

/** Why something is as it is, for programs; `#messages/say.ts` makes the sentence of it. */
export interface Reason {
  /** A stable word, one of `#messages/`. */
  code: string;
  values: Readonly<Record<string, Value>>;
  place?: Place | undefined;
}

/** How reasons were kept before they were data: a sentence, with or without what to do. */
const Sentence = z.union([
  z.string().transform((text) => ({ text })),
  z
    .object({ reason: z.string(), whatToDo: z.string() })
    .transform(({ reason, whatToDo }) => ({ text: reason, whatToDo })),
]);

const Structured: z.ZodType<Reason> = z.lazy(() =>
  z.strictObject({ code: z.string(), values: Values, place: Place.optional() }),
);

const Values = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.null(), z.array(z.string()), Structured, z.array(Structured)]),
);

/** A reason that speaks of a place. */
export interface PlacedReason extends Reason {
  place: Place;
}
export const PlacedReason: z.ZodType<PlacedReason> = z.strictObject({
  code: z.string(),
  values: Values,
  place: Place,
});

/** A reason; one that was kept as a sentence speaks for itself. */
export const Reason: z.ZodType<Reason> = z.union([
  Structured,
  Sentence.transform((values): Reason => ({ code: 'as-told', values })),
]);

const isReason = (value: Value): value is Reason =>
  typeof value === 'object' && value !== null && 'code' in value;

/** A value as it is compared: of the reasons in it, too, what they say counts and not where that stands. */
const compared = (value: Value): unknown => {
  if (isReason(value)) return reasonKey(value);
  return Array.isArray(value) ? value.map(compared) : value;
};

/** Two reasons are the same if they say the same, wherever that stands. */
export const reasonKey = ({ code, values }: Reason): string =>
  JSON.stringify([
    code,
    Object.entries(values)
      .map(([name, value]) => [name, compared(value)] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  ]);

/** Each reason once, in the order of their first places. */
export const distinctReasons = (reasons: readonly Reason[]): Reason[] => [
  ...new Map(reasons.map((reason) => [reasonKey(reason), reason])).values(),
];
