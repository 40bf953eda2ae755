import { listParts } from './list-parts.ts';
import { turningAlone } from './orientation.ts';
import type { Picture } from './still-picture.ts';

/** A part of a JPEG, from its marker to its end; that of a scan holds the coded data behind it. */
interface Segment {
  marker: number;
  from: number;
  to: number;
}

/** Source: ITU-T T.81, annex B. */
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP15 = 0xef;
const COMMENT = 0xfe;
/** Baseline, extended and progressive; what else there is no browser shows. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
/** In coded data: a byte that looks like a marker, or a place to begin anew. */
const isInScan = (next: number): boolean => next === 0x00 || next === 0xff || (next >= 0xd0 && next <= 0xd7);

const endOfScan = (file: Buffer, from: number): number => {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1))
    if (!isInScan(file[at + 1] ?? 0)) return at;
  return file.length;
};

/** Its parts in their order; where the file is whole, the last one is its end. What cameras write behind that is no part of it. */
function* segmentsOf(file: Buffer): Generator<Segment> {
  for (let at = file.indexOf(0xff, 2); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at)) {
    const marker = file[at + 1] ?? 0;
    if (marker === EOI) return yield { marker, from: at, to: at + 2 };
    // Markers may be led in by as many such bytes as one likes.
    if (marker === 0xff) at += 1;
    else {
      if (at + 4 > file.length) return;
      const end = at + 2 + file.readUInt16BE(at + 2);
      const to = marker === SOS ? endOfScan(file, end) : end;
      yield { marker, from: at, to };
      at = to;
    }
  }
}

const isNamed = (file: Buffer, { from }: Segment, name: string): boolean =>
  file.toString('latin1', from + 4, from + 4 + name.length) === name;

/** By what a program shows it right: what colours mean. All else tells of the camera, the place, the owner. */
const SHOWN_BY: readonly (readonly [marker: number, name: string])[] = [
  [APP0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
];

const EXIF = 'Exif\0\0';

const isExif = (file: Buffer, segment: Segment): boolean =>
  segment.marker === APP1 && isNamed(file, segment, EXIF);

/** Of Exif how to turn the picture; none for one that stands as it is. */
const turning = (file: Buffer, { from, to }: Segment): Buffer[] => {
  const tiff = turningAlone(file.subarray(from + 4 + EXIF.length, to));
  if (!tiff) return [];
  const head = Buffer.from([0xff, APP1, 0, 2 + EXIF.length + tiff.length]);
  return [head, Buffer.from(EXIF, 'latin1'), tiff];
};

const keptOf = (file: Buffer, segment: Segment): Buffer[] => {
  const { marker, from, to } = segment;
  const isTold = marker === COMMENT || (marker >= APP0 && marker <= APP15);
  const isShownBy = SHOWN_BY.some(([of, name]) => marker === of && isNamed(file, segment, name));
  return isTold && !isShownBy ? [] : [file.subarray(from, to)];
};

/** Of several that say how to turn it, programs go by the first. */
const partsKept = (file: Buffer, segments: readonly Segment[]): Buffer[] => {
  const exif = segments.find((segment) => isExif(file, segment));
  return segments.flatMap((segment) => (segment === exif ? turning(file, segment) : keptOf(file, segment)));
};

/** A whole JPEG without what it tells of its camera and its place; null for one that is cut off or that no browser shows. */
export const readJpeg = (file: Buffer): Picture | null => {
  const segments = listParts(segmentsOf(file));
  const frame = segments.find(({ marker }) => FRAMES.has(marker));
  const isWhole = segments.at(-1)?.marker === EOI && segments.some(({ marker }) => marker === SOS);
  if (!frame || !isWhole || frame.to - frame.from < 9) return null;
  return {
    heightPx: file.readUInt16BE(frame.from + 5),
    widthPx: file.readUInt16BE(frame.from + 7),
    bytes: Buffer.concat([file.subarray(0, 2), ...partsKept(file, segments)]),
  };
};
