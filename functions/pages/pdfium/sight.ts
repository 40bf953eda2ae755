import type { Box } from '#contracts/box.ts';
import { COVERED_BY_PICTURES } from '#reference/reading/limits.ts';
import { area, intersection, union, unionOf } from '../box.ts';
import { areSame, type Ink, inkOf, NO_CONTRAST, type Raster } from '../ink.ts';
import { placesOf } from '../overlaps.ts';
import type { Color, Doubt } from '../page.ts';
import { isStruck } from '../strikes.ts';
import type { TextObject, Token } from '../text-runs.ts';
import { COPY, isTokenVisible, type Look, NOTED, SMALLEST_POINTS, UNSEEN } from '../visibility.ts';
import type { Note } from './annotations.ts';
import { lookThroughLetters } from './clipped-fills.ts';
import type { DrawnObject } from './objects.ts';
import { CLEAR, CLEARLY, liesOpen, lookByPlace, lookOf, lookOnGround, showsPlainly } from './plain-look.ts';
import {
  type Candidate,
  findRivals,
  fromBelow,
  isCopy,
  isOverprinted,
  layersOf,
  objectsOf,
} from './rivals.ts';
import type { DrawOptions, PictureName } from './scene.ts';
import type { Placed, View } from './view.ts';

/** Pixels a point: enough to see that a word stands out, not how well. */
const GLANCE = 1;
/** An em of a second look, in pixels, and how large that may make it. */
const EM_PIXELS = 26;
const MOST_SCALE = 6;
/** Pictures of the page are drawn in parts of so many pixels: the engine's memory holds several. */
const MOST_PIXELS = 3_000_000;
/** So many between words cost as much as a picture more. */
const SPARE_PIXELS = 80_000;
/** Points around words that are looked at with them: a line through a word is told by what is above and below it. */
const MARGIN = 8;
/** The same text a second time, a little aside where it is to look bold, and larger by its outline: points, and ems. */
const SAME_PLACE = 1;
const OUTLINE = 0.25;

const WITHOUT_NOTES: DrawOptions = { annotations: false };

const seenBut = (...doubts: Doubt[]): Look => ({ visible: true, doubts });

/**
 * How the tokens of a loaded page look, told by the look of the page: where their places do not tell it the page is
 * drawn without its text, and with it where that alone can tell. Afterwards the page lacks what has been taken out.
 */
export function looksAt(view: View, tokens: readonly Token[]): Look[] {
  const clear = clearTogether(view, tokens);
  const found = tokens.map((token) => (clear.has(token) ? null : candidateOf(view, token)));
  const candidates = found.filter((candidate) => candidate !== null);
  lookByPlaces(view, candidates);
  if (candidates.some((one) => !isToldByPlace(one))) lookAtPicture(view, candidates);
  for (const candidate of candidates) addDoubts(view, candidate);
  return tokens.map((token, index) => {
    if (clear.has(token)) return CLEARLY;
    const candidate = found[index];
    if (!candidate)
      return token[0].object.isClip ? lookThroughLetters(view, token) : lookOfOutline(view, token);
    return isCopy(candidate) ? COPY : (candidate.look ?? UNSEEN);
  });
}

/** Most texts show clearly as a whole, so that their tokens need not be looked at one by one. */
function clearTogether(view: View, tokens: readonly Token[]): Set<Token> {
  const texts = inTexts(tokens.filter((token) => token.some(({ ink }) => ink)));
  const found = texts.map((text) => candidateOf(view, text.flat() as unknown as Token));
  const candidates = found.filter((candidate) => candidate !== null);
  lookByPlaces(view, candidates);
  return new Set(texts.filter((_, index) => isClear(found[index])).flat());
}

/** A text that lies upon itself may be seen, and another one than it seems to be. */
const isToldByPlace = ({ look, copies }: Candidate): boolean => look?.visible === true && copies.length < 2;

const isClear = (text: Candidate | null | undefined): boolean =>
  text?.look === CLEARLY && isToldByPlace(text);

/** Neighbours that one text object draws alone are together. */
function inTexts(tokens: readonly Token[]): Token[][] {
  const texts: Token[][] = [];
  let last: TextObject | null = null;
  for (const token of tokens) {
    const { object } = token[0];
    const isWhole = token.at(-1)?.object === object;
    if (isWhole && object === last) texts.at(-1)?.push(token);
    else texts.push([token]);
    last = isWhole ? object : null;
  }
  return texts;
}

function lookByPlaces(view: View, candidates: readonly Candidate[]): void {
  findRivals(candidates, view.height);
  for (const one of candidates) if (showsPlainly(view, one)) one.look = lookByPlace(view, one);
}

function candidateOf(view: View, token: Token): Candidate | null {
  const text = token[0].object;
  const inks: Box[] = [];
  for (const { ink } of token) if (ink) inks.push(ink);
  if (text.fontSize < SMALLEST_POINTS || inks.length === 0) return null;
  const objects = drawnAs(view, token);
  const box = unionOf(inks);
  const repetitions = repetitionsOf(view, objects, { text, box });
  if (!text.painted && repetitions.length === 0) return null;
  const copies = fromBelow([objects, ...repetitions.map((object) => [object])]);
  const all = repetitions.length === 0 ? objects : [...objects, ...repetitions];
  return { token, text, objects: all, box, rivals: NONE, copies, shadows: NONE, look: null, isStruck: false };
}

const NONE: readonly Candidate[] = [];

/** Neighbours are mostly drawn together. */
function drawnAs(view: View, token: Token): DrawnObject[] {
  const objects: DrawnObject[] = [];
  let last: TextObject | undefined;
  for (const { object } of token) {
    if (object === last) continue;
    last = object;
    const drawn = view.objectOf(object);
    if (!objects.includes(drawn)) objects.push(drawn);
  }
  return objects;
}

/** The same text once more in its place, for a bold look, on top of what hides the first, or where that shows nothing. */
function repetitionsOf(
  view: View,
  objects: readonly DrawnObject[],
  { text: { fontSize }, box }: Pick<Candidate, 'text' | 'box'>,
): DrawnObject[] {
  const mute = view.mute.touching(box);
  if (mute.length === 0) return [];
  const places = objects.map(view.boxOf);
  const reach = Math.max(SAME_PLACE, OUTLINE * fontSize);
  const isThere = ({ box: found }: Placed) =>
    places.some((place) => place.every((edge, side) => Math.abs(edge - (found[side] ?? 0)) < reach));
  return mute.filter(isThere).map(({ object }) => object);
}

/** Letters of which the engine has no outline, other viewers may have a font for: only where they stand can be told. */
function lookOfOutline({ grounds }: View, token: Token): Look {
  const hasOutline = token.some(({ ink }) => ink);
  return !hasOutline && isTokenVisible(token, grounds) ? CLEARLY : UNSEEN;
}

function lookAtPicture(view: View, candidates: readonly Candidate[]): void {
  view.scene.show(view.texts, false);
  showPicturesBehind(view, candidates);
  for (const part of partsOf(view, candidates.filter(isOpen), () => GLANCE)) glance(view, part);
  recheckStrikes(view, candidates);
  lookAgain(view, candidates);
  uncover(view, candidates);
}

const isOpen = ({ look }: Candidate): boolean => look === null;

/** Pictures cost most of a drawn page; those that no word touches are left out. */
function showPicturesBehind(
  { scene, pictures, hugePictures, height }: View,
  candidates: readonly Candidate[],
) {
  if (pictures.length === 0 && hugePictures.length === 0) return;
  const places = placesOf(candidates, height);
  const unneeded = pictures.filter(({ box }) => !places.touches(box, () => true));
  scene.show(
    [...unneeded, ...hugePictures].map(({ object }) => object),
    false,
  );
}

interface Part {
  candidates: Candidate[];
  box: Box;
  scale: number;
}

/** Neighbours together, as many as fit into one picture without much between them, of the size that the largest scale among them asks for. */
function partsOf(
  view: View,
  candidates: readonly Candidate[],
  scaleOf: (candidate: Candidate) => number,
): Part[] {
  const parts: Part[] = [];
  for (const candidate of candidates.toSorted((one, other) => one.box[1] - other.box[1])) {
    const [box, scale] = [around(view, candidate.box), scaleOf(candidate)];
    const last = parts.at(-1);
    const both = last && { box: union(last.box, box), scale: Math.max(last.scale, scale) };
    const apart = last ? pixelsOf(last) + pixelsOf({ box, scale }) + SPARE_PIXELS : 0;
    if (last && both && pixelsOf(both) <= Math.min(MOST_PIXELS, apart))
      Object.assign(last, both).candidates.push(candidate);
    else
      parts.push({
        candidates: [candidate],
        box,
        scale: Math.min(scale, Math.sqrt(MOST_PIXELS / area(box))),
      });
  }
  return parts;
}

const pixelsOf = ({ box, scale }: Pick<Part, 'box' | 'scale'>): number => area(box) * scale * scale;

const around = ({ width, height }: View, [x0, y0, x1, y1]: Box): Box =>
  intersection([x0 - MARGIN, y0 - MARGIN, x1 + MARGIN, y1 + MARGIN], [0, 0, width, height]);

/** The first look at a part: what stands out is clear, a line through a word shows where the text is taken out. */
function glance(view: View, part: Part): void {
  const ground = view.scene.draw('ground', part.box, part.scale);
  for (const candidate of part.candidates) {
    if (showsPlainly(view, candidate)) candidate.look = lookOnGround(view, candidate, ground);
    candidate.isStruck = isStruck(candidate, ground);
  }
  const rest = part.candidates.filter(isOpen);
  for (const [candidate, ink] of inksIn(view, { ...part, candidates: rest }, ground))
    if (ink.whole && ink.contrast >= CLEAR && !candidate.text.hasOneBox) candidate.look = CLEARLY;
}

/** The second look, at those whom the first left open, as large as it takes. */
function lookAgain(view: View, candidates: readonly Candidate[]): void {
  for (const part of partsOf(view, candidates.filter(isOpen), closeScale))
    for (const [candidate, ink] of inksIn(view, part, view.scene.draw('ground', part.box, part.scale)))
      candidate.look = lookOf(ink);
}

/** At a glance a line that touches the letters from above or below may seem to run through them. */
function recheckStrikes(view: View, candidates: readonly Candidate[]): void {
  const struck = candidates.filter((candidate) => candidate.isStruck);
  for (const part of partsOf(view, struck, closeScale)) {
    const ground = view.scene.draw('ground', part.box, part.scale);
    for (const candidate of part.candidates) candidate.isStruck = isStruck(candidate, ground);
  }
}

const closeScale = ({ text }: Candidate): number =>
  Math.min(MOST_SCALE, Math.max(2, EM_PIXELS / text.fontSize));

/** What words change on the page when they are taken out; `ground` shows the part without any text. */
function inksIn(view: View, part: Part, ground: Raster, options?: DrawOptions): Map<Candidate, Ink> {
  const inks = new Map<Candidate, Ink>();
  if (part.candidates.length === 0) return inks;
  const { scene } = view;
  const shown = new Set(part.candidates.flatMap((one) => [...one.objects, ...objectsOf(one.rivals)]));
  scene.show(shown, true);
  const drawn = scene.draw('drawn', part.box, part.scale, options);
  for (const candidate of part.candidates)
    if (candidate.rivals.length === 0) inks.set(candidate, inkAgainst(candidate, ground));
  for (const layer of layersOf(part.candidates)) {
    scene.show(objectsOf(layer), false);
    const without = scene.draw('without', part.box, part.scale, options);
    scene.show(objectsOf(layer), true);
    for (const candidate of layer) inks.set(candidate, inkAgainst(candidate, without));
  }
  scene.show(shown, false);
  return inks;

  function inkAgainst(candidate: Candidate, without: Raster): Ink {
    const hasOutlines = !candidate.text.hasOneBox || !liesOpen(view, candidate);
    return inkOf(candidate.token, drawn, without, hasOutlines);
  }
}

/** Words that are hidden by nothing but pictures and notes are covered; under the picture of a whole page they are unseen. */
function uncover(view: View, candidates: readonly Candidate[]): void {
  const { scene, pictures, notes } = view;
  const lies =
    (candidate: Candidate) =>
    ({ box }: { box: Box }) =>
      area(intersection(box, candidate.box)) > 0;
  const hidden = candidates.filter(
    (one) => one.look === UNSEEN && (pictures.some(lies(one)) || notes.some(lies(one))),
  );
  if (hidden.length === 0 || isScan(view)) return;
  scene.show(
    pictures.map(({ object }) => object),
    false,
  );
  for (const part of partsOf(view, hidden, closeScale)) {
    const ground = scene.draw('ground', part.box, part.scale, WITHOUT_NOTES);
    for (const [candidate, ink] of inksIn(view, part, ground, WITHOUT_NOTES))
      if (ink.contrast > NO_CONTRAST) candidate.look = seenBut('covered');
  }
}

const isScan = ({ pictures, width, height }: View): boolean =>
  pictures.reduce((sum, { box }) => sum + area(box), 0) > width * height * COVERED_BY_PICTURES;

function addDoubts(view: View, candidate: Candidate): void {
  candidate.look ??= seenBut('covered');
  const { look, rivals, copies, box } = candidate;
  const isAlone =
    rivals.length === 0 && copies.length < 2 && view.hugePictures.length === 0 && view.notes.length === 0;
  if (isAlone && !candidate.isStruck) return;
  const isUndrawn = view.hugePictures.some((huge) => area(intersection(huge.box, box)) > 0);
  const more: Doubt[] = [
    ...(candidate.isStruck ? ['struck' as const] : []),
    ...(isUndrawn ? ['unrendered' as const] : []),
    ...(isOverprinted(candidate) || (look.visible && isHiddenByCopy(view, candidate))
      ? ['covered' as const]
      : []),
    ...notedOn(view, candidate),
  ];
  const visible = look.visible || isUndrawn;
  if (visible) candidate.look = { visible, doubts: [...new Set([...look.doubts, ...more])] };
}

/** True for a text that lies upon itself in another colour, of which what is on top does not show: no more than edges do. */
function isHiddenByCopy(view: View, candidate: Candidate): boolean {
  const { copies, token, text } = candidate;
  const isAlike = (object: DrawnObject) => view.isPlain(object) && areAlike(view.colorOf(object), text.color);
  if (copies.length < 2 || copies.flat().every(isAlike)) return false;
  const { scene } = view;
  const draw = (name: PictureName) => scene.draw(name, around(view, candidate.box), closeScale(candidate));
  const contrastUpon = (under: readonly DrawnObject[], copy: readonly DrawnObject[]): number => {
    scene.show(under, true);
    const ground = draw('ground');
    scene.show(copy, true);
    const { contrast } = inkOf(token, draw('drawn'), ground);
    scene.show([...under, ...copy], false);
    return contrast;
  };
  const top = copies.findLast((copy, at) => contrastUpon(copies.slice(0, at).flat(), copy) > NO_CONTRAST);
  return top !== undefined && lookOf({ contrast: contrastUpon([], top), whole: true }) !== CLEARLY;
}

const areAlike = (one: Color | null, other: Color): boolean =>
  one?.every((channel, at) => channel === other[at]) ?? false;

/** What the notes on a word mean, if they are drawn anywhere. */
function notedOn(view: View, { box }: Candidate): Doubt[] {
  const meant = view.notes.filter(
    (note) =>
      note.meaning &&
      area(intersection(note.box, box)) > area(box) * NOTED &&
      (note.isUndrawn || isDrawn(view, note)),
  );
  return meant.flatMap(({ meaning }) => meaning ?? []);
}

const KNOWN_DRAWN = new WeakMap<Note, boolean>();

function isDrawn(view: View, note: Note): boolean {
  const known = KNOWN_DRAWN.get(note);
  if (known !== undefined) return known;
  const box = around(view, note.box);
  const scale = Math.min(GLANCE, Math.sqrt(MOST_PIXELS / area(box)));
  const drawn = view.scene.draw('drawn', box, scale);
  const isSeen = !areSame(drawn, view.scene.draw('without', box, scale, WITHOUT_NOTES));
  KNOWN_DRAWN.set(note, isSeen);
  return isSeen;
}
