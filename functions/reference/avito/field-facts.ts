import * as z from 'zod';

/** When a field shows, must be filled, or must not be: under all (`and`) or any (`or`) of the conditions. */
export const Dependency = z.strictObject({
  action: z.enum(['visible', 'required', 'hidden']),
  clause: z.enum(['and', 'or']),
  conditions: z.array(z.strictObject({ tag: z.string(), oneOf: z.array(z.string()).min(1) })).min(1),
});
export type Dependency = z.infer<typeof Dependency>;

/** A dependency that the definitions put into words only: on other fields being absent, or present. */
export const StatedDependency = z.strictObject({
  on: z.enum(['absent', 'present']),
  tags: z.array(z.string()).min(1),
});
export type StatedDependency = z.infer<typeof StatedDependency>;

/** One form of a field; a field has several where its values depend on another field. */
export const FieldVariant = z.strictObject({
  type: z.enum(['string', 'integer', 'float']),
  /** dependent: required for this kind of machine wherever it shows. */
  presence: z.enum(['required', 'dependent', 'optional']),
  values: z.array(z.string()).min(1).optional(),
  /** Of the number; of a text its length in characters. */
  range: z.strictObject({ min: z.number(), max: z.number() }).optional(),
  dependencies: z.array(Dependency).optional(),
  stated: z.array(StatedDependency).optional(),
  /** Its values are a level of the model catalogue at this address. */
  catalogue: z.strictObject({ level: z.enum(['mark', 'model']), at: z.url() }).optional(),
});
export type FieldVariant = z.infer<typeof FieldVariant>;

/** What the marketplace's definition of a field says that a program can hold an ad against: no prose. */
export const FieldFact = z.strictObject({
  tag: z.string().min(1),
  /** Not a field of XML feeds. */
  spreadsheetOnly: z.literal(true).optional(),
  variants: z.array(FieldVariant).min(1),
});
export type FieldFact = z.infer<typeof FieldFact>;
