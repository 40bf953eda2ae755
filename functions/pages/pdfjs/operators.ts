import type { Canvas } from './canvas.ts';

/** One operator of a page's content, with the operands that pdf.js gives it. */
// biome-ignore lint/suspicious/noExplicitAny: each operator knows its own operands
export type Operator = (canvas: Canvas, ...operands: any[]) => void;

/** Operators by pdf.js's names for them. */
export type Operators = Readonly<Record<string, Operator>>;
