import type { Box } from '#contracts/box.ts';
import { intersection } from '../box.ts';
import type { Drawings } from '../drawings.ts';
import { compose, IDENTITY, type Matrix } from '../matrix.ts';
import { wordsTyped } from '../note-words.ts';
import { placesOf } from '../overlaps.ts';
import type { Page, PlacedImage, Sight } from '../page.ts';
import { type Glyph, isBlank, type TextObject, type Token, wordsOf } from '../text-runs.ts';
import { type Ground, looksByPlace } from '../visibility.ts';
import { type Note, notesOn } from './annotations.ts';
import { fillPaint } from './colors.ts';
import { addDrawing } from './drawings.ts';
import { readGlyphs } from './glyphs.ts';
import type { Library } from './library.ts';
import { type DrawnObject, drawnObjects, objectBox } from './objects.ts';
import { looksOnBoth } from './on-paper.ts';
import { paintedBoxes, plainTexts, solidBoxes } from './plain-objects.ts';
import { sceneOf } from './scene.ts';
import { looksAt } from './sight.ts';
import type { Placed, View } from './view.ts';

/** Larger ones are not drawn to see how text looks on them: a page of A4 at 600 dpi. */
const MOST_PICTURE_PIXELS = 35_000_000;

/** What a file says of how its pages look. */
export interface FileLook {
  /** Names of fonts that say to be other letters than they draw. */
  contradicted: ReadonlySet<string>;
  /** False where what is filled may show in another colour than PDFium gives. */
  hasPlainPaints: boolean;
  /** False where what PDFium calls white may have no colour at all. */
  hasPlainWhite: boolean;
  /** Numbers of notes that no viewer shows, since their layer is off. */
  offNotes: ReadonlySet<number>;
  /** False where no layer shows on the screen and not on paper, or the reverse. */
  hasLayersOfMedia: boolean;
}

/** How a loaded page is to be read. */
export interface PageRequest {
  number: number;
  sight: Sight;
  /** How many points one unit of the page is. */
  unit: number;
  look: FileLook;
  /** What sets the page straight where it lies askew. */
  straight?: Matrix;
}

interface PageView {
  toView: Matrix;
  width: number;
  height: number;
}

/** Everything a loaded page shows. */
export function readLoadedPage(
  engine: Library,
  page: number,
  { number, sight, unit, look, straight = IDENTITY }: PageRequest,
): Page {
  const seen = pageView(engine, page, unit);
  const view = { ...seen, toView: compose(straight, seen.toView) };
  const pageBox: Box = [0, 0, view.width, view.height];
  const objects = drawnObjects(engine, page, view.toView, pageBox);
  const drawings = readDrawings(engine, objects);
  const glyphs = readGlyphs(engine, page, objects, {
    toView: view.toView,
    contradicted: look.contradicted,
  });
  const grounds = readGrounds(engine, objects, drawings);
  const isInked = inkedTexts(glyphs);
  const notes = notesOn(engine, page, { toView: view.toView, offNotes: look.offNotes });
  const looksOf =
    sight === 'placed'
      ? looksByPlace(grounds)
      : (tokens: readonly Token[]) => {
          const own = viewOf(engine, page, view, { objects, isInked, grounds, notes, look });
          return look.hasLayersOfMedia
            ? looksOnBoth(own, sceneOf(engine, page, view, 'paper'), tokens)
            : looksAt(own, tokens);
        };
  return {
    number,
    width: view.width,
    height: view.height,
    words: [
      ...wordsOf(glyphs, looksOf),
      ...wordsTyped(
        notes.flatMap(({ typed }) => typed ?? []),
        objects.length,
      ),
    ],
    ...drawings,
    images: placedImages(engine, objects),
    // Text of which PDFium gives no character may be anything.
    drawn: objects.filter(({ kind, order }) => kind !== 'text' || isInked.get(order) !== false).length,
  };
}

/** Whether a text shows more than blanks, by its order; texts of which PDFium gives no character are not in it. */
function inkedTexts(glyphs: readonly Glyph[]): Map<number, boolean> {
  const isInked = new Map<number, boolean>();
  let last: TextObject | undefined;
  for (const { character, object } of glyphs) {
    if (object === last) continue;
    const hasInk = !isBlank(character);
    if (hasInk || !isInked.has(object.order)) isInked.set(object.order, hasInk);
    if (hasInk) last = object;
  }
  return isInked;
}

function pageView({ api, memory }: Library, page: number, unit = 1): PageView {
  api.FPDF_GetPageBoundingBox(page, memory.slot(0));
  const [left, top, right, bottom] = memory.fourFloats();
  // -1 for what is no page after all.
  const turns = Math.max(0, api.FPDFPage_GetRotation(page));
  const upright: Matrix = [1, 0, 0, -1, -left, top];
  const turnedOnce: Matrix = [0, 1, 1, 0, -bottom, -left];
  const turnedTwice: Matrix = [-1, 0, 0, 1, right, -bottom];
  const turnedThrice: Matrix = [0, -1, -1, 0, top, right];
  const toView = [upright, turnedOnce, turnedTwice, turnedThrice][turns] as Matrix;
  return {
    toView: compose([unit, 0, 0, unit, 0, 0], toView),
    width: unit * (turns % 2 === 0 ? right - left : top - bottom),
    height: unit * (turns % 2 === 0 ? top - bottom : right - left),
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

interface Drawn {
  objects: readonly DrawnObject[];
  isInked: ReadonlyMap<number, boolean>;
  grounds: readonly Ground[];
  notes: readonly Note[];
  look: FileLook;
}

function viewOf(
  engine: Library,
  page: number,
  { width, height }: ReturnType<typeof pageView>,
  { objects, isInked, grounds, notes, look: { hasPlainPaints, hasPlainWhite } }: Drawn,
): View {
  const texts = objects.filter(({ kind }) => kind === 'text');
  const others = objects.filter(({ kind, order }) => kind !== 'text' || !isInked.has(order));
  const placed = others.flatMap((object) =>
    paintedBoxes(engine, object, shownBox(engine, object)).map((box) => ({ object, box })),
  );
  const pictures = placed.filter(({ object }) => object.kind === 'image');
  const isHuge = ({ object }: Placed) => isHugePicture(engine, object);
  return {
    scene: sceneOf(engine, page, { width, height }),
    ...{ width, height, texts, grounds },
    pictures: pictures.filter((picture) => !isHuge(picture)),
    hugePictures: pictures.filter(isHuge),
    others: placesOf(placed, height),
    mute: placesOf(
      placed.filter(({ object }) => object.kind === 'text'),
      height,
    ),
    boxOf: (object) => shownBox(engine, object),
    notes,
    objectOf: ({ order }) => objects[order] as DrawnObject,
    colorOf: ({ pointer }) => fillPaint(engine, pointer)?.color ?? null,
    hasPlainWhite,
    isPlain: hasPlainPaints ? plainTexts(engine, texts) : () => false,
    solidOf: hasPlainPaints ? solidBoxes(engine) : () => null,
  };
}

function isHugePicture(engine: Library, object: DrawnObject): boolean {
  const { widthPx, heightPx } = pixelSize(engine, object);
  return widthPx * heightPx > MOST_PICTURE_PIXELS;
}
