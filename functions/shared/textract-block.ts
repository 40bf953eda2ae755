import * as z from 'zod';

/** 0 to 1, of the picture's width or height; Textract goes a little beyond for text at the edge. */
const share = z.number().min(-1).max(2);
const index = z.number().int().positive();

/**
 * What Textract sees: a page, a line, a word, a table or a cell of one, as
 * https://docs.aws.amazon.com/textract/latest/dg/API_Block.html has it. The polygon begins at the top
 * left corner of the text itself and goes clockwise, so its first side tells how the text is turned.
 */
export const TextractBlock = z.object({
  Id: z.string(),
  BlockType: z.string(),
  /** 0 to 100. */
  Confidence: z.number().min(0).max(100).optional(),
  Text: z.string().optional(),
  RowIndex: index.optional(),
  ColumnIndex: index.optional(),
  RowSpan: index.optional(),
  ColumnSpan: index.optional(),
  EntityTypes: z.array(z.string()).optional(),
  Geometry: z.object({ Polygon: z.array(z.object({ X: share, Y: share })).min(4) }),
  Relationships: z.array(z.object({ Type: z.string(), Ids: z.array(z.string()) })).optional(),
});
export type TextractBlock = z.infer<typeof TextractBlock>;
