import type { Box } from '#contracts/box.ts';
import { intersection } from '../box.ts';
import { compose, type Matrix, transformBox } from '../matrix.ts';
import type { Color } from '../page.ts';
import { type Canvas, change, restore, save } from './canvas.ts';
import type { Operators } from './operators.ts';
import { setFont } from './text-operators.ts';

/** A transparency group, or the soft mask that one is. */
interface Group {
  matrix: Matrix | null;
  bbox: Box | null;
  smask?: object | null;
}

/** Operators that change how the others draw (ISO 32000-2, 8.4, 8.6 and 8.10), by pdf.js's names for them. */
export const STATE_OPERATORS: Operators = {
  save,
  restore,
  transform: (canvas, ...matrix: number[]) => transformBy(canvas, matrix as unknown as Matrix),
  setGState: (canvas, entries: [string, never][]) => {
    for (const [key, value] of entries) STATE_ENTRIES[key]?.(canvas, value);
  },
  setFillRGBColor: (canvas, hex: string) => setPigment(canvas, 'fill', { color: colorOf(hex) }),
  setStrokeRGBColor: (canvas, hex: string) => setPigment(canvas, 'stroke', { color: colorOf(hex) }),
  setFillColorN: (canvas) => setPigment(canvas, 'fill', { color: null }),
  setStrokeColorN: (canvas) => setPigment(canvas, 'stroke', { color: null }),
  setFillTransparent: (canvas) => setPigment(canvas, 'fill', { color: null, alpha: 0 }),
  setStrokeTransparent: (canvas) => setPigment(canvas, 'stroke', { color: null, alpha: 0 }),
  paintFormXObjectBegin: (canvas, matrix: Matrix | null, box: Box | null) => {
    save(canvas);
    if (matrix) transformBy(canvas, matrix);
    if (box) clipTo(canvas, transformBox(canvas.state.toView, box));
  },
  paintFormXObjectEnd: restore,
  beginGroup: (canvas, { matrix, bbox, smask }: Group) => {
    save(canvas);
    const toView = matrix ? compose(canvas.state.toView, matrix) : canvas.state.toView;
    if (bbox) clipTo(canvas, transformBox(toView, bbox));
    if (smask) change(canvas, { masks: true });
  },
  endGroup: restore,
  beginMarkedContent: (canvas) => void canvas.layers.push(false),
  beginMarkedContentProps: (canvas, tag: unknown) => void canvas.layers.push(tag === 'OC'),
  endMarkedContent: (canvas) => void canvas.layers.pop(),
};

/** Entries of an extended graphics state (ISO 32000-2, table 57). */
const STATE_ENTRIES: Operators = {
  ca: (canvas, opacity: number) => setPigment(canvas, 'fill', { alpha: Math.round(opacity * 255) }),
  CA: (canvas, opacity: number) => setPigment(canvas, 'stroke', { alpha: Math.round(opacity * 255) }),
  BM: (canvas, mode: string) => change(canvas, { isUnclear: mode !== 'source-over' }),
  SMask: (canvas, isSet: boolean) => change(canvas, { isUnclear: isSet }),
  Font: (canvas, [name, size]: [string, number]) => setFont(canvas, name, size),
};

function setPigment(
  canvas: Canvas,
  which: 'fill' | 'stroke',
  pigment: Partial<Canvas['state']['fill']>,
): void {
  change(canvas, { [which]: { ...canvas.state[which], ...pigment } });
}

const colorOf = (hex: string): Color =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Color;

function transformBy(canvas: Canvas, matrix: Matrix): void {
  change(canvas, { toView: compose(canvas.state.toView, matrix) });
}

function clipTo(canvas: Canvas, box: Box): void {
  change(canvas, { clip: intersection(canvas.state.clip, box) });
}
