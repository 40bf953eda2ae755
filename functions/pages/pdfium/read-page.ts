import type { Box } from '#contracts/extracted.ts';
import { intersection } from '../box.ts';
import type { Drawings } from '../drawings.ts';
import type { Matrix } from '../matrix.ts';
import type { Page, PlacedImage } from '../page.ts';
import { type Glyph, wordsOf } from '../text-runs.ts';
import type { Ground } from '../visibility.ts';
import { addDrawing } from './drawings.ts';
import { readGlyphs } from './glyphs.ts';
import type { Library } from './library.ts';
import { type DrawnObject, drawnObjects, objectBox } from './objects.ts';

/** Everything a loaded page shows. */
export function readLoadedPage(engine: Library, page: number, number: number): Page {
  const view = pageView(engine, page);
  const pageBox: Box = [0, 0, view.width, view.height];
  const objects = drawnObjects(engine, page, view.toView, pageBox);
  const drawings = readDrawings(engine, objects);
  const glyphs = readGlyphs(engine, page, objects, view.toView);
  const grounds = readGrounds(engine, objects, drawings);
  return {
    number,
    width: view.width,
    height: view.height,
    words: wordsOf(glyphs, grounds),
    ...drawings,
    images: placedImages(engine, objects),
    drawn: drawnCount(objects, glyphs),
  };
}

/** Text of which PDFium gives no character may be anything. */
function drawnCount(objects: readonly DrawnObject[], glyphs: readonly Glyph[]): number {
  const inked = new Set(glyphs.filter(({ character }) => character.trim()).map(({ object }) => object.order));
  const known = new Set(glyphs.map(({ object }) => object.order));
  const isBlank = ({ kind, order }: DrawnObject) => kind === 'text' && known.has(order) && !inked.has(order);
  return objects.filter((object) => !isBlank(object)).length;
}

/** The pictures of a page in painting order. */
export function imageObjects(engine: Library, page: number): DrawnObject[] {
  const view = pageView(engine, page);
  const objects = drawnObjects(engine, page, view.toView, [0, 0, view.width, view.height]);
  return objects.filter(({ kind }) => kind === 'image');
}

function pageView({ api, memory }: Library, page: number) {
  api.FPDF_GetPageBoundingBox(page, memory.slot(0));
  const [left, top, right, bottom] = memory.fourFloats();
  const turns = api.FPDFPage_GetRotation(page);
  const upright: Matrix = [1, 0, 0, -1, -left, top];
  const turnedOnce: Matrix = [0, 1, 1, 0, -bottom, -left];
  const turnedTwice: Matrix = [-1, 0, 0, 1, right, -bottom];
  const turnedThrice: Matrix = [0, -1, -1, 0, top, right];
  return {
    toView: [upright, turnedOnce, turnedTwice, turnedThrice][turns] as Matrix,
    width: turns % 2 === 0 ? right - left : top - bottom,
    height: turns % 2 === 0 ? top - bottom : right - left,
  };
}

function readDrawings(engine: Library, objects: DrawnObject[]): Drawings {
  const drawings: Drawings = { fills: [], rules: [] };
  for (const object of objects) {
    if (object.kind === 'path') addDrawing(engine, object, drawings);
  }
  return drawings;
}

/** Fills, and the pictures and shadings among them, in painting order. */
function readGrounds(engine: Library, objects: DrawnObject[], { fills }: Drawings): Ground[] {
  const colourful = objects.filter(({ kind }) => kind === 'image' || kind === 'shading');
  const pictures = colourful.map((object) => ({
    box: shownBox(engine, object),
    color: null,
    order: object.order,
  }));
  return [...fills, ...pictures].sort((one, other) => one.order - other.order);
}

function placedImages(engine: Library, objects: DrawnObject[]): PlacedImage[] {
  const images = objects.filter(({ kind }) => kind === 'image');
  return images.map((object, index) => ({
    index,
    box: shownBox(engine, object),
    ...pixelSize(engine, object),
  }));
}

function pixelSize({ api, memory }: Library, { pointer }: DrawnObject) {
  api.FPDFImageObj_GetImagePixelSize(pointer, memory.slot(0), memory.slot(1));
  return { widthPx: memory.unsigned(0), heightPx: memory.unsigned(1) };
}

function shownBox(engine: Library, object: DrawnObject): Box {
  return intersection(objectBox(engine, object), object.clip);
}
