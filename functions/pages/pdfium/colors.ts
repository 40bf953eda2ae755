import type { Paint } from '../drawings.ts';
import type { Library } from './library.ts';

/** What fills the object; null where that is a pattern or a shading, which have no one colour. */
export function fillPaint({ api, memory }: Library, object: number): Paint | null {
  const known = api.FPDFPageObj_GetFillColor(object, ...colorSlots(memory));
  return known ? readPaint(memory) : null;
}

/** What strokes the object; null as for `fillPaint`. */
export function strokePaint({ api, memory }: Library, object: number): Paint | null {
  const known = api.FPDFPageObj_GetStrokeColor(object, ...colorSlots(memory));
  return known ? readPaint(memory) : null;
}

function colorSlots(memory: Library['memory']): [number, number, number, number] {
  return [memory.slot(0), memory.slot(1), memory.slot(2), memory.slot(3)];
}

function readPaint(memory: Library['memory']): Paint {
  const color = [memory.unsigned(0), memory.unsigned(1), memory.unsigned(2)] as const;
  return { color, alpha: memory.unsigned(3) };
}
