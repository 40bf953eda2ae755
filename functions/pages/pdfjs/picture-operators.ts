import type { Box } from '#contracts/box.ts';
import { intersection } from '../box.ts';
import { transformBox } from '../matrix.ts';
import { type Canvas, looksUnclear } from './canvas.ts';
import type { Operators } from './operators.ts';

/** The space of a picture is one unit wide and high. */
const UNIT: Box = [0, 0, 1, 1];

/** Pixels. */
interface Size {
  width: number;
  height: number;
}

const ONE_PIXEL: Size = { width: 1, height: 1 };

/** Operators that paint pictures and shadings (ISO 32000-2, 8.7.4 and 8.9), by pdf.js's names for them. */
export const PICTURE_OPERATORS: Operators = {
  paintImageXObject: (canvas, _name: string, width: number, height: number) =>
    place(canvas, { width, height }),
  paintInlineImageXObject: place,
  paintImageMaskXObject: place,
  paintSolidColorImageMask: (canvas) => place(canvas, ONE_PIXEL),
  shadingFill: (canvas) => addGround(canvas, canvas.state.clip),
};

function place(canvas: Canvas, { width, height }: Size): void {
  const box = intersection(transformBox(canvas.state.toView, UNIT), canvas.state.clip);
  addGround(canvas, box);
  if (!canvas.state.masks)
    canvas.images.push({ index: canvas.images.length, box, widthPx: width, heightPx: height });
}

function addGround(canvas: Canvas, box: Box): void {
  const order = canvas.order++;
  if (canvas.state.masks) return;
  canvas.pictures.push({ box, color: null, order });
  canvas.unclear.push({ box, order, isBehind: looksUnclear(canvas) });
}
