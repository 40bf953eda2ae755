import * as z from 'zod';

/** `[x0, y0, x1, y1]` in points (1/72 in) from the top left corner of the page as a reader sees it. */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof Box>;
