import type { Bitmap, PlacedImage } from '../page.ts';
import type { Library } from './library.ts';
import { objectMatrix } from './objects.ts';
import { imageObjects } from './read-page.ts';

/** FPDFBitmap_*: the pixel layouts PDFium hands out. */
const LAYOUTS: Record<number, { bytes: number; alpha: boolean; grey: boolean }> = {
  1: { bytes: 1, alpha: false, grey: true },
  2: { bytes: 3, alpha: false, grey: false },
  3: { bytes: 4, alpha: false, grey: false },
  4: { bytes: 4, alpha: true, grey: false },
};
const BGRX = 3;
const WHITE = 0xffffffff;
const WITH_ANNOTATIONS = 0x01;

/** A loaded page as a picture, `scale` pixels a point. Throws a RangeError when that needs more memory than allowed. */
export function renderLoadedPage(engine: Library, page: number, scale: number): Bitmap {
  const { api } = engine;
  const widthPx = Math.max(1, Math.round(api.FPDF_GetPageWidthF(page) * scale));
  const heightPx = Math.max(1, Math.round(api.FPDF_GetPageHeightF(page) * scale));
  const bitmap = api.FPDFBitmap_CreateEx(widthPx, heightPx, BGRX, 0, 0);
  if (bitmap === 0) throw new RangeError(`no memory for a picture of ${widthPx} × ${heightPx} pixels`);
  api.FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, WHITE);
  api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, widthPx, heightPx, 0, WITH_ANNOTATIONS);
  return takeBitmap(engine, bitmap);
}

/**
 * One picture of a loaded page over white, at its own pixel size.
 * PDFium renders an image object at the size its matrix gives it on the page; so the matrix becomes the pixel size.
 */
export function renderPlacedImage(
  engine: Library,
  document: number,
  page: number,
  image: PlacedImage,
): Bitmap {
  const { api, memory } = engine;
  const object = imageObjects(engine, page)[image.index];
  if (!object) throw new RangeError(`the page has no picture ${image.index}`);
  const { pointer } = object;
  const matrix = objectMatrix(engine, pointer);
  api.FPDFImageObj_SetMatrix(pointer, image.widthPx, 0, 0, image.heightPx, 0, 0);
  const bitmap = api.FPDFImageObj_GetRenderedBitmap(document, page, pointer);
  memory.setFloats(matrix);
  api.FPDFPageObj_SetMatrix(pointer, memory.slot(0));
  if (bitmap === 0) throw new RangeError(`the picture ${image.index} cannot be rendered`);
  return takeBitmap(engine, bitmap);
}

/** Copies the pixels out as RGBA over white and frees PDFium's bitmap. */
function takeBitmap({ api, memory }: Library, bitmap: number): Bitmap {
  const widthPx = api.FPDFBitmap_GetWidth(bitmap);
  const heightPx = api.FPDFBitmap_GetHeight(bitmap);
  const stride = api.FPDFBitmap_GetStride(bitmap);
  const layout = LAYOUTS[api.FPDFBitmap_GetFormat(bitmap)];
  const buffer = api.FPDFBitmap_GetBuffer(bitmap);
  const pixels = memory.view(buffer, stride * heightPx);
  const rgba = layout && overWhite(pixels, { widthPx, heightPx, stride, ...layout });
  api.FPDFBitmap_Destroy(bitmap);
  if (!rgba) throw new RangeError('PDFium gave a picture in an unknown pixel layout');
  return { widthPx, heightPx, rgba };
}

const OPAQUE = 255;

interface Layout {
  widthPx: number;
  heightPx: number;
  stride: number;
  bytes: number;
  alpha: boolean;
  grey: boolean;
}

/** The pixels as RGBA on white paper; what is clear or opaque, nearly all, is reckoned with no product. */
function overWhite(
  pixels: Uint8Array,
  { widthPx, heightPx, stride, bytes, alpha, grey }: Layout,
): Uint8Array {
  const rgba = new Uint8Array(widthPx * heightPx * 4).fill(OPAQUE);
  const [red, green] = grey ? [0, 0] : [2, 1];
  for (let y = 0, to = 0; y < heightPx; y++)
    for (let x = 0, from = y * stride; x < widthPx; x++, from += bytes, to += 4) {
      const ink = alpha ? (pixels[from + 3] as number) : OPAQUE;
      if (ink === 0) continue;
      const paper = OPAQUE * (OPAQUE - ink);
      rgba[to] = onPaper(pixels[from + red] as number, ink, paper);
      rgba[to + 1] = onPaper(pixels[from + green] as number, ink, paper);
      rgba[to + 2] = onPaper(pixels[from] as number, ink, paper);
    }
  return rgba;
}

const onPaper = (value: number, ink: number, paper: number): number =>
  ink === OPAQUE ? value : ((value * ink + paper) / OPAQUE) | 0;
