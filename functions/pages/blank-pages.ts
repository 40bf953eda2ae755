import { hasDamagedContents } from './damage.ts';
import type { Bitmap, Page } from './page.ts';
import { pdfCopy } from './pdfium/pdf-copy.ts';
import { type Stream, streamsOf, unpack } from './streams.ts';

/** True for a picture of a single colour: paper with nothing on it. */
export function isOneColour({ rgba }: Bitmap): boolean {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.byteLength / 4);
  return pixels.every((pixel) => pixel === pixels[0]);
}

/**
 * True where a page draws nothing but white grounds. Its picture is not asked: a pattern may take forever to draw.
 * An engine that does not say what it draws leaves the page in doubt.
 */
export function drawsNothing({ words, images, rules, fills, drawn }: Page): boolean {
  if (words.length > 0 || images.length > 0 || rules.length > 0) return false;
  return drawn === fills.length && fills.every(({ color }) => color.every((channel) => channel === 255));
}

/**
 * True where the contents of a page that draws nothing may be in the file all the same: an engine takes contents
 * that are damaged, or that nothing in the file leads to any more, for none. Not seen: an unpacked stream, or a name
 * in the page's resources, of which letters have changed.
 */
export async function mayLackContents(bytes: Uint8Array): Promise<boolean> {
  if (await hasDamagedContents(bytes)) return true;
  const copy = await pdfCopy(bytes);
  if (!copy) return true;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return countOf(file) !== countOf(copy) || hasLooseContents(copy);
}

/** Streams that only hold other objects, or tell where they stand, are written anew in every copy. */
const OF_THE_FILE = /\/(ObjStm|XRef)\b/;

/** A stream that PDFium does not reach is not in its copy. */
const countOf = (file: Buffer): number =>
  streamsOf(file).reduce((count, { dictionary }) => count + (OF_THE_FILE.test(dictionary) ? 0 : 1), 0);

/** Contents that no page names as its own, or a page's that are no contents. */
function hasLooseContents(copy: Buffer): boolean {
  const text = copy.toString('latin1');
  const named = new Set([...text.matchAll(CONTENTS)].flatMap(([names]) => numbersIn(names)));
  const arrays = new Set([...text.matchAll(ARRAY)].map(([, number]) => Number(number)));
  const streams = new Set(streamsOf(copy).map(({ number }) => number));
  if ([...named].some((number) => !streams.has(number) && !arrays.has(number))) return true;
  return streamsOf(copy).some((stream) => !named.has(stream.number) && isContents(stream));
}

/** After the key of a page, or as an object of its own. */
const CONTENTS = /\/Contents\s*(\d+\s+\d+\s+R|\[[^\]]*\])|obj\s*\[[\s\dR]*\]/g;
const ARRAY = /(\d+)\s+\d+\s+obj\s*\[/g;
const numbersIn = (names: string): number[] =>
  [...names.matchAll(/(\d+)\s+\d+\s+R/g)].map(([, number]) => Number(number));

/** A form or a letter has a kind of its own; what has none and shows text is contents. */
const OTHER_KIND = /\/(Type|Subtype|FunctionType|N|Length1)\b/;
const SHOWS_TEXT = /\bBT\b[\s\S]*\bET\b/;

function isContents({ dictionary, packed }: Stream): boolean {
  if (OTHER_KIND.test(dictionary)) return false;
  const contents = dictionary.includes('/FlateDecode') ? (unpack(packed).bytes ?? packed) : packed;
  return SHOWS_TEXT.test(contents.toString('latin1'));
}
