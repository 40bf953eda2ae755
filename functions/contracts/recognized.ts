import * as z from 'zod';
import { Box } from './box.ts';
import { EngineAnswer } from './extracted.ts';
import { Reason } from './reason.ts';
import { Usage } from './usage.ts';

const Color = z.tuple([z.number(), z.number(), z.number()]);

/** A word as the recogniser saw it; boxes are points of the page as a reader sees it. */
const RecognizedWord = z.strictObject({
  text: z.string(),
  starts: z.array(z.number()),
  turns: z.literal([0, 1, 2, 3]),
  box: Box,
  order: z.number(),
  fontSize: z.number(),
  bold: z.boolean(),
  color: Color,
  visible: z.boolean(),
  /** 0–1. */
  confidence: z.number().min(0).max(1).optional(),
});

/** What a page shows in its picture: its words, and the borders of its tables' cells. */
const PageSeen = z.strictObject({
  number: z.number().int().positive(),
  width: z.number(),
  height: z.number(),
  words: z.array(RecognizedWord),
  fills: z.array(z.strictObject({ box: Box, color: Color, order: z.number() })),
  rules: z.array(z.strictObject({ box: Box, color: Color, direction: z.enum(['horizontal', 'vertical']) })),
  images: z.array(z.strictObject({ box: Box, index: z.number(), widthPx: z.number(), heightPx: z.number() })),
});

/** One page read from its picture; `seen` is null where no engine could, and `failure` says why. */
export const RecognizedRecord = z.strictObject({
  page: z.number().int().positive(),
  seen: PageSeen.nullable(),
  failure: Reason.nullable(),
  engine: EngineAnswer,
  usage: z.array(Usage),
});
export type RecognizedRecord = z.infer<typeof RecognizedRecord>;

/** `pages/<first>-<last>.json`: the pages of a chunk read so far. A retry goes on where the last try stopped. */
export const RecognizedChunk = z.strictObject({
  contractVersion: z.literal(1),
  sha256: z.string(),
  pages: z.array(RecognizedRecord),
  /** Seconds of all tries together. */
  seconds: z.number().default(0),
});
export type RecognizedChunk = z.infer<typeof RecognizedChunk>;
