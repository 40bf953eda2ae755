import type { Rgb } from '#samples/data/machine.ts';
import type { Raster } from './png.ts';

export type Point = readonly [x: number, y: number];

/** Horizontal samples a pixel row is made of; coverage along the row is exact. */
const SUBROWS = 4;

/** A raster of one colour. */
export function blankRaster(width: number, height: number, color: Rgb): Raster {
  const rgb = new Uint8Array(width * height * 3);
  for (let index = 0; index < rgb.length; index++) rgb[index] = color[index % 3] ?? 0;
  return { width, height, rgb };
}

/** Fills a polygon (even-odd), its edges smoothed; `opacity` 0–1. */
export function fillPolygon(raster: Raster, points: readonly Point[], color: Rgb, opacity = 1): void {
  const heights = points.map(([, y]) => y);
  const first = Math.max(0, Math.floor(Math.min(...heights)));
  const last = Math.min(raster.height - 1, Math.ceil(Math.max(...heights)));
  for (let y = first; y <= last; y++)
    blendRow(raster, y, rowCoverage(points, y, raster.width), color, opacity);
}

function rowCoverage(points: readonly Point[], y: number, width: number): Float64Array {
  const coverage = new Float64Array(width);
  for (let subrow = 0; subrow < SUBROWS; subrow++) {
    const crossings = crossingsAt(points, y + (subrow + 0.5) / SUBROWS);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2)
      addSpan(coverage, crossings[pair] as number, crossings[pair + 1] as number);
  }
  return coverage;
}

/** Where the outline crosses a horizontal line, from left to right. */
function crossingsAt(points: readonly Point[], y: number): number[] {
  const crossings = points.flatMap(([x0, y0], index) => {
    const [x1, y1] = points[(index + 1) % points.length] as Point;
    return y0 <= y === y1 <= y ? [] : [x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)];
  });
  return crossings.sort((a, b) => a - b);
}

function addSpan(coverage: Float64Array, from: number, to: number): void {
  const start = Math.max(0, from);
  const end = Math.min(coverage.length, to);
  for (let x = Math.floor(start); x < end; x++) {
    const covered = Math.min(end, x + 1) - Math.max(start, x);
    coverage[x] = (coverage[x] ?? 0) + covered / SUBROWS;
  }
}

function blendRow(raster: Raster, y: number, coverage: Float64Array, color: Rgb, opacity: number): void {
  for (let x = 0; x < raster.width; x++) {
    const share = Math.min(1, coverage[x] ?? 0) * opacity;
    if (share > 0) blendPixel(raster.rgb, (y * raster.width + x) * 3, color, share);
  }
}

function blendPixel(rgb: Uint8Array, offset: number, color: Rgb, share: number): void {
  for (const [channel, value] of color.entries()) {
    const before = rgb[offset + channel] ?? 0;
    rgb[offset + channel] = Math.round(before + (value - before) * share);
  }
}
