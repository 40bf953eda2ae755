import * as z from 'zod';

/** What V8 gives a reviver beside key and value, which the types of the library leave out. */
type Revive = (key: string, value: unknown, context: { source?: string }) => unknown;

/** Avito's numbers have 64 bits: one that a float would round stays the text it is. */
const exact: Revive = (_key, value, { source = '' }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value;

/** JSON whose large integers are texts. Throws `SyntaxError`. */
export const parseExact = (text: string): unknown =>
  JSON.parse(text, exact as unknown as Parameters<typeof JSON.parse>[1]);

const { rawJSON } = JSON as unknown as { rawJSON(source: string): unknown };

const faithful: Revive = (_key, value, { source = '' }) =>
  typeof value === 'number' && String(value) !== source ? rawJSON(source) : value;

/** JSON that is sent back as it came: a number that a float would write otherwise stays as it was written. */
export const parseFaithful = (text: string): unknown =>
  JSON.parse(text, faithful as unknown as Parameters<typeof JSON.parse>[1]);

/** A text; null where it is absent, null, empty, or something else. */
export const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => (value ? value : null));

/** A word of Avito's vocabularies, which change: in small letters, whatever its case. */
export const word = text.transform((value) => value?.toLowerCase() ?? null);

/** A 64-bit number as digits: it is only ever compared. */
export const id = z
  .union([z.number().int(), z.string().regex(/^\d+$/)])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : String(value)));

export const count = z
  .number()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

export const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** An instant, ISO, UTC; Avito writes `+03:00` or `Z`, and an empty text where there is none. */
export const instant = text.transform((value) => {
  const at = value === null ? Number.NaN : Date.parse(value);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
});

/** Elements that can be read; what cannot is left out, since one odd row must not hide the others. */
export const rows = <Row extends z.ZodType>(row: Row) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((values) =>
      (values ?? []).flatMap((value) => {
        const parsed = row.safeParse(value);
        return parsed.success ? [parsed.data as z.output<Row>] : [];
      }),
    );
