import * as z from 'zod';

/** One line of the page. The limits keep an answer that ran away from becoming a table. */
export const PrintedLine = z.strictObject({
  kind: z.enum(['title', 'headings', 'section', 'row', 'note']),
  cells: z.array(z.string().max(500)).min(1).max(40),
});
export type PrintedLine = z.infer<typeof PrintedLine>;
