import * as z from 'zod';

/** A picture of a dealer's own that it has put as a file; the picture itself lies among the assets, under its name. */
export const PictureRecord = z.object({
  dealerId: z.string(),
  /** Its content's hash and its kind's ending. */
  name: z.string(),
  /** What the file was called that it came as. */
  file: z.string(),
  /** Of the upload that brought it last: asked for again, it is kept already. */
  upload: z.string(),
  bytes: z.number().int(),
  widthPx: z.number().int(),
  heightPx: z.number().int(),
  keptBy: z.string(),
  keptAt: z.iso.datetime(),
});
export type PictureRecord = z.infer<typeof PictureRecord>;
