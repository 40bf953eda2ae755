import * as z from 'zod';
import { Reason } from './reason.ts';

/** A page as a picture; it fills the page's `width` and `height` in points, as places of the page are told in. */
export const DrawnPage = z.strictObject({
  page: z.number().int().positive(),
  width: z.number().positive(),
  height: z.number().positive(),
  widthPx: z.number().int().positive(),
  heightPx: z.number().int().positive(),
  /** Among the artefacts, with the hash of its bytes: what lies there never changes. */
  key: z.string(),
});
export type DrawnPage = z.infer<typeof DrawnPage>;

/** Rows of a sheet as a person sees them. */
export const TableRows = z.strictObject({
  /** `column` counts from 0; cells without text are left out. */
  rows: z.array(
    z.strictObject({
      row: z.number().int(),
      cells: z.array(z.strictObject({ column: z.number().int(), text: z.string() })),
    }),
  ),
});
export type TableRows = z.infer<typeof TableRows>;

/** A sheet as a table; `page` is its place among the tabs, as places name it. */
export const DrawnSheet = z.strictObject({
  page: z.number().int().positive(),
  /** Its tab's; null for a text file. */
  name: z.string().nullable(),
  /** As its program calls them, from the first to the last that has text. */
  columns: z.array(z.string()),
  /** Its rows in parts, each under a key of its own. */
  parts: z.array(z.strictObject({ first: z.number().int(), last: z.number().int(), key: z.string() })),
});
export type DrawnSheet = z.infer<typeof DrawnSheet>;

/** `drawn.json`: what of a file can be looked at without opening it. */
export const Drawn = z.strictObject({
  contractVersion: z.literal(1),
  sha256: z.string(),
  pages: z.array(DrawnPage),
  sheets: z.array(DrawnSheet),
  /** Pages that would be there, and why they are not. */
  undrawn: z.array(z.strictObject({ page: z.number().int().positive(), reason: Reason })),
  seconds: z.number(),
});
export type Drawn = z.infer<typeof Drawn>;
