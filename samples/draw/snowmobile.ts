import type { Rgb } from '#samples/data/machine.ts';
import { bar, corners, ellipse, smooth } from './outlines.ts';
import { blankRaster, fillPolygon, type Point } from './painter.ts';
import type { Raster } from './png.ts';

/** What tells one drawn machine from another. */
export interface SnowmobileShape {
  body: Rgb;
  accent: Rgb;
  trackLengthIn: number;
  /** Pixels above the body. */
  windshield: number;
  seats: number;
  /** Pixels the nose hangs lower than a utility machine's. */
  noseDrop: number;
}

export const PICTURE = { width: 720, height: 480 } as const;

const GROUND = 404;

const SKY: Rgb = [221, 238, 255];
const FELL: Rgb = [187, 204, 221];
const SNOW: Rgb = [238, 238, 255];
const SHADOW: Rgb = [187, 187, 204];
const RUBBER: Rgb = [34, 34, 34];
const STEEL: Rgb = [136, 136, 136];
const SEAT: Rgb = [51, 51, 51];
const GLASS: Rgb = [85, 119, 136];
const LAMP: Rgb = [255, 238, 204];

const FELLS = smooth(corners('-40,350 90,268 230,316 420,246 590,300 760,262 760,420 -40,420'));
const FIELD = corners('0,372 720,358 720,480 0,480');
const SKI = smooth(corners('478,399 640,396 694,366 700,370 664,407 560,411 482,408'));
const HOOD = corners('396,302 404,252 448,220 512,212 574,236 632,284 634,306 590,336 512,352 440,346');
const BELLY = corners('412,322 520,300 610,316 560,350 470,362 424,350');
const STRIPE = corners('430,286 540,238 556,244 452,304');
const HEADLIGHT = corners('578,250 610,272 606,284 576,268');

/** A snowmobile from the side, standing on snow. */
export function drawSnowmobile(shape: SnowmobileShape): Raster {
  const raster = blankRaster(PICTURE.width, PICTURE.height, SKY);
  for (const draw of [drawGround, drawTrack, drawSkis, drawTunnel, drawSeat, drawBody, drawSteering])
    draw(raster, shape);
  return raster;
}

/** The rear end of the track: long tracks reach further back. */
const rearOf = ({ trackLengthIn }: SnowmobileShape): number => 172 - (trackLengthIn - 120) * 2.6;

/** The nose hangs lower the further it is from the windshield. */
const lowered = (outline: readonly Point[], noseDrop: number): Point[] =>
  outline.map(([x, y]) => [x, y + noseDrop * Math.max(0, Math.min(1, (x - 512) / 90))]);

function drawGround(raster: Raster, shape: SnowmobileShape): void {
  const rear = rearOf(shape);
  fillPolygon(raster, FELLS, FELL);
  fillPolygon(raster, FIELD, SNOW);
  fillPolygon(raster, ellipse((rear + 690) / 2, GROUND + 8, (700 - rear) / 2, 13), SHADOW);
}

function drawTrack(raster: Raster, shape: SnowmobileShape): void {
  const rear = rearOf(shape);
  fillPolygon(raster, belt(rear, 0), RUBBER);
  fillPolygon(raster, belt(rear, 11), STEEL);
  for (let x = rear + 24; x < 384; x += 19)
    fillPolygon(raster, bar([x, GROUND - 5], [x - 4, GROUND + 5], 7), RUBBER);
  for (const x of [rear + 34, (rear + 372) / 2, 366]) drawWheel(raster, x, GROUND - 32);
}

/** The track's outline, `inset` pixels inside. */
const belt = (rear: number, inset: number): Point[] =>
  smooth([
    [rear + 28, GROUND - inset],
    [370, GROUND - inset],
    [448 - inset, GROUND - 50],
    [450 - inset, GROUND - 86 + inset],
    [412, GROUND - 98 + inset],
    [rear + 44, GROUND - 66 + inset],
    [rear + inset, GROUND - 44],
    [rear + 4 + inset, GROUND - 14 - inset / 2],
  ]);

function drawWheel(raster: Raster, x: number, y: number): void {
  fillPolygon(raster, ellipse(x, y, 21, 21), RUBBER);
  fillPolygon(raster, ellipse(x, y, 9, 9), STEEL);
}

function drawSkis(raster: Raster, { accent, noseDrop }: SnowmobileShape): void {
  fillPolygon(raster, bar([500, 318], [586, GROUND - 18], 8), STEEL);
  fillPolygon(raster, bar([520, 342 + noseDrop / 2], [586, GROUND - 18], 6), STEEL);
  fillPolygon(raster, bar([564, 290 + noseDrop], [586, GROUND - 18], 12), accent);
  fillPolygon(raster, SKI, RUBBER);
  fillPolygon(raster, bar([646, GROUND - 8], [668, GROUND - 40], 5), accent);
  fillPolygon(raster, bar([666, GROUND - 40], [697, GROUND - 37], 5), accent);
}

function drawTunnel(raster: Raster, shape: SnowmobileShape): void {
  const rear = rearOf(shape);
  fillPolygon(raster, corners(`${rear - 8},306 430,286 444,322 ${rear + 26},338`), shape.accent);
  const flap = `${rear - 8},306 ${rear + 10},306 ${rear + 2},378 ${rear - 20},374`;
  fillPolygon(raster, corners(flap), RUBBER);
}

function drawSeat(raster: Raster, shape: SnowmobileShape): void {
  const back = shape.seats > 1 ? rearOf(shape) + 50 : 236;
  const cushion = `${back},302 ${back + 6},268 320,258 398,268 424,292 330,298`;
  fillPolygon(raster, smooth(corners(cushion)), SEAT);
  const backrest = `${back - 8},276 ${back - 14},212 ${back + 4},208 ${back + 22},270`;
  if (shape.seats > 1) fillPolygon(raster, smooth(corners(backrest)), SEAT);
}

function drawBody(raster: Raster, { body, accent, windshield, noseDrop }: SnowmobileShape): void {
  const glass = `452,226 434,${214 - windshield} 458,${208 - windshield} 530,222`;
  fillPolygon(raster, smooth(corners(glass)), GLASS, 0.75);
  fillPolygon(raster, smooth(lowered(HOOD, noseDrop)), body);
  fillPolygon(raster, smooth(lowered(BELLY, noseDrop / 2)), RUBBER);
  fillPolygon(raster, STRIPE, accent);
  for (const x of [470, 492, 514]) fillPolygon(raster, bar([x, 322], [x + 14, 346], 5), STEEL);
  fillPolygon(raster, smooth(lowered(HEADLIGHT, noseDrop)), LAMP);
}

function drawSteering(raster: Raster, { accent }: SnowmobileShape): void {
  fillPolygon(raster, bar([446, 236], [420, 184], 9), RUBBER);
  fillPolygon(raster, bar([396, 188], [440, 178], 8), RUBBER);
  fillPolygon(raster, bar([386, 191], [404, 187], 12), accent);
}
