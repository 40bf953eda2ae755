import type { Bitmap, PlacedImage } from '../page.ts';
import type { Library } from './library.ts';
import { imagePointers, objectMatrix } from './objects.ts';

/** FPDFBitmap_*: the pixel layouts PDFium hands out, and how many bytes a pixel has in each. */
const LAYOUTS: Record<number, { bytes: number; alpha: boolean }> = {
  1: { bytes: 1, alpha: false },
  2: { bytes: 3, alpha: false },
  3: { bytes: 4, alpha: false },
  4: { bytes: 4, alpha: true },
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
  const pointer = imagePointers(engine, page)[image.index];
  if (pointer === undefined) throw new RangeError(`the page has no picture ${image.index}`);
  const matrix = objectMatrix(engine, pointer);
  api.FPDFImageObj_SetMatrix(pointer, image.widthPx, 0, 0, image.heightPx, 0, 0);
  const bitmap = api.FPDFImageObj_GetRenderedBitmap(document, page, pointer);
  memory.setFloats(matrix);
  api.FPDFPageObj_SetMatrix(pointer, memory.slot(0));
  if (bitmap === 0) throw new RangeError(`the picture ${image.index} cannot be rendered`);
  return takeBitmap(engine, bitmap, (count) => memory.room(count, 'image'));
}

type RoomFor = (pixels: number) => Uint32Array;
const ownRoom: RoomFor = (pixels) => new Uint32Array(pixels);

/** Copies the pixels out as RGBA over white and frees PDFium's bitmap. */
function takeBitmap({ api, memory }: Library, bitmap: number, roomFor = ownRoom): Bitmap {
  const widthPx = api.FPDFBitmap_GetWidth(bitmap);
  const heightPx = api.FPDFBitmap_GetHeight(bitmap);
  const stride = api.FPDFBitmap_GetStride(bitmap);
  const layout = LAYOUTS[api.FPDFBitmap_GetFormat(bitmap)];
  const buffer = api.FPDFBitmap_GetBuffer(bitmap);
  const pixels = memory.view(buffer, stride * heightPx);
  const rgba = layout && overWhite(pixels, { widthPx, heightPx, stride, ...layout }, roomFor);
  api.FPDFBitmap_Destroy(bitmap);
  if (!rgba) throw new RangeError('PDFium gave a picture in an unknown pixel layout');
  return { widthPx, heightPx, rgba };
}

interface Layout {
  widthPx: number;
  heightPx: number;
  stride: number;
  bytes: number;
  alpha: boolean;
}

const OPAQUE = 255;
/** All bits of a pixel: white, opaque. */
const PAPER = -1;
const OPAQUE_BITS = OPAQUE << 24;

/** The pixels as RGBA on white paper, each reckoned as one number; what is paper, clear or opaque, nearly all, with no product. */
function overWhite(pixels: Uint8Array, layout: Layout, roomFor: RoomFor): Uint8Array {
  const found = pixelsOf(pixels, layout, roomFor);
  const isOpaque = !layout.alpha;
  for (let at = 0; at < found.length; at++) {
    const pixel = found[at] as number;
    if (pixel === PAPER) continue;
    const ink = isOpaque ? OPAQUE : pixel >>> 24;
    found[at] = ink === OPAQUE ? asRgba(pixel) : ink === 0 ? PAPER : asRgba(onPaper(pixel, ink));
  }
  return new Uint8Array(found.buffer, 0, found.byteLength);
}

/** Pixel by pixel 0xAARRGGBB, without what fills up the engine's rows. */
function pixelsOf(
  pixels: Uint8Array,
  { widthPx, heightPx, stride, bytes }: Layout,
  roomFor: RoomFor,
): Int32Array {
  const count = widthPx * heightPx;
  const found = new Int32Array(roomFor(count).buffer, 0, count);
  const rows = new Uint8Array(found.buffer);
  for (let y = 0; y < heightPx; y++) {
    const row = pixels.subarray(y * stride, y * stride + widthPx * bytes);
    if (bytes === found.BYTES_PER_ELEMENT) rows.set(row, y * widthPx * bytes);
    else for (let x = 0; x < widthPx; x++) found[y * widthPx + x] = narrowPixel(row, x * bytes, bytes);
  }
  return found;
}

/** Of three bytes, blue first, or one that all channels have. */
function narrowPixel(row: Uint8Array, at: number, bytes: number): number {
  const [green, red] = bytes === 1 ? [0, 0] : [1, 2];
  return (
    OPAQUE_BITS | ((row[at + red] as number) << 16) | ((row[at + green] as number) << 8) | (row[at] as number)
  );
}

/** 0xAARRGGBB as the bytes red, green, blue and opaque. */
const asRgba = (pixel: number): number =>
  OPAQUE_BITS | ((pixel & 0xff) << 16) | (pixel & 0xff00) | ((pixel >> 16) & 0xff);

function onPaper(pixel: number, ink: number): number {
  const mixed = (shift: number) =>
    ((((pixel >> shift) & 0xff) * ink + OPAQUE * (OPAQUE - ink)) / OPAQUE) << shift;
  return mixed(16) | mixed(8) | mixed(0);
}
