import type { Box } from '#contracts/box.ts';
import type { Raster } from '../ink.ts';
import type { Library } from './library.ts';
import type { DrawnObject } from './objects.ts';

const BGRX = 3;
const WHITE = 0xffffffff;
const WITH_ANNOTATIONS = 0x01;
const FOR_PRINTING = 0x800;
/** PDFium forgets decoded pictures between objects. */
const SMALL_IMAGE_CACHE = 0x200;

/** Points, as seen. */
interface Size {
  width: number;
  height: number;
}

export interface DrawOptions {
  annotations: boolean;
}

/** Each next picture of a name takes the room of the one before: a page's pixels are megabytes. */
export type PictureName = 'ground' | 'drawn' | 'without';

/** A loaded page whose objects can be taken out and put back; it shows all of them at first. */
export interface Scene {
  show(objects: Iterable<DrawnObject>, isShown: boolean): void;
  /** Draws a part of the page, `scale` pixels a point. Throws a RangeError where that needs more memory than allowed. */
  draw(name: PictureName, part: Box, scale: number, options?: DrawOptions): Raster;
}

/** What a page is drawn for: layers may show on one and not on the other (ISO 32000-2, 8.11.4.4). */
export type Medium = 'screen' | 'paper';

/** The page's objects must not be read as those of an unchanged page afterwards. */
export function sceneOf(engine: Library, page: number, size: Size, medium: Medium = 'screen'): Scene {
  const { api } = engine;
  const purpose = medium === 'paper' ? FOR_PRINTING : 0;
  return {
    show: (objects, isShown) => {
      for (const { pointer } of objects) api.FPDFPageObj_SetIsActive(pointer, isShown);
    },
    draw: (name, part, scale, { annotations } = { annotations: true }) =>
      drawPart(engine, page, size, {
        name,
        part,
        scale,
        flags: purpose | (annotations ? WITH_ANNOTATIONS : 0),
      }),
  };
}

interface Wish {
  name: PictureName;
  part: Box;
  scale: number;
  flags: number;
}

function drawPart(engine: Library, page: number, size: Size, { name, part, scale, flags }: Wish): Raster {
  const { api, memory } = engine;
  const [left, top] = [Math.floor(part[0] * scale), Math.floor(part[1] * scale)];
  const width = Math.max(1, Math.ceil(part[2] * scale) - left);
  const height = Math.max(1, Math.ceil(part[3] * scale) - top);
  const bitmap = api.FPDFBitmap_CreateEx(width, height, BGRX, 0, 0);
  if (bitmap === 0) throw new RangeError(`no memory for a picture of ${width} × ${height} pixels`);
  api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  const [across, down] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  api.FPDF_RenderPageBitmap(bitmap, page, -left, -top, across, down, 0, SMALL_IMAGE_CACHE | flags);
  const pixels = memory.pixels(api.FPDFBitmap_GetBuffer(bitmap), width * height, name);
  api.FPDFBitmap_Destroy(bitmap);
  return { left, top, width, height, scale, pixels };
}
