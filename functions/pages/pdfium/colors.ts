import type { Paint } from '../drawings.ts';
import type { Library } from './library.ts';

/** What fills the object; null where that is a pattern or a shading, which have no one colour. */
export function fillPaint({ api, memory }: Library, object: number): Paint | null {
  const first = memory.slot(0);
  const known = api.FPDFPageObj_GetFillColor(object, first, first + 4, first + 8, first + 12);
  return known ? readPaint(memory) : null;
}

/** What strokes the object; null as for `fillPaint`. */
export function strokePaint({ api, memory }: Library, object: number): Paint | null {
  const first = memory.slot(0);
  const known = api.FPDFPageObj_GetStrokeColor(object, first, first + 4, first + 8, first + 12);
  return known ? readPaint(memory) : null;
}

function readPaint(memory: Library['memory']): Paint {
  const found = memory.fourUnsigned();
  return { color: [found[0], found[1], found[2]], alpha: found[3] };
}
