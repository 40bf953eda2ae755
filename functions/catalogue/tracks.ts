import type { CatalogueTrack } from '#contracts/catalogue.ts';
import { NUMBER, numberOf, type Unit } from './quantities.ts';

type Size = Pick<CatalogueTrack, 'lengthIn' | 'widthIn' | 'profileIn' | 'lengthMm' | 'widthMm' | 'profileMm'>;

const UNIT = String.raw`\s*(mm|in\b\.?|")?`;
const TIMES = String.raw`\s*[x×]\s*`;
/** "3 700" before a width in millimetres is one number; before inches the 3 ends the track's name. */
const LENGTH = String.raw`\d \d{3}(?=\s*(?:mm)?\s*[x×]\s*\d{3})|${NUMBER}`;
const SIZE = new RegExp(`(${LENGTH})${UNIT}${TIMES}(${NUMBER})${UNIT}${TIMES}(${NUMBER})${UNIT}`, 'gi');
const NOTE = /^\s*(?:\(([^)]*)\)|((?:opt|std)\b\.?))/i;
/** A track of no snowmobile is as long in inches, none as short in millimetres. */
const LONGEST_IN = 500;

const NOT_PRINTED: Size = {
  lengthIn: null,
  widthIn: null,
  profileIn: null,
  lengthMm: null,
  widthMm: null,
  profileMm: null,
};

/** A size and the text that belongs to it: headings before it, each closed by a colon, and a note behind. */
interface PrintedSize {
  size: Size;
  headings: string[];
  note: string | null;
  /** The size before, in the other unit: "3,900 x 406 x 76 mm (154 x 16 x 3 in.)". */
  repeats: boolean;
}

/**
 * The tracks of one cell. "PowderMax:" names the sizes after it; of two headings the first is a condition
 * ("39 in. ski stance:") that holds until the next such pair.
 */
export function tracksOf(text: string, labelUnits: readonly Unit[]): Omit<CatalogueTrack, 'engine'>[] {
  const sizes = printedSizes(text, labelUnits);
  return sizes.flatMap(({ note, repeats }, at) => {
    if (repeats) return [];
    const before = sizes.slice(0, at + 1);
    const name = before.findLast(({ headings }) => headings.length > 0)?.headings.at(-1) ?? null;
    const condition = before.findLast(({ headings }) => headings.length > 1)?.headings[0] ?? null;
    return [{ name, ...bothUnits(sizes, at), note: note ?? condition }];
  });
}

function bothUnits(sizes: readonly PrintedSize[], at: number): Size {
  const size = sizes[at]?.size ?? NOT_PRINTED;
  const next = sizes[at + 1];
  return next?.repeats ? merge(size, next.size) : size;
}

function merge(size: Size, other: Size): Size {
  const printed = Object.entries(other).filter(([, value]) => value !== null);
  return { ...size, ...Object.fromEntries(printed) };
}

function printedSizes(text: string, labelUnits: readonly Unit[]): PrintedSize[] {
  const matches = [...text.matchAll(SIZE)];
  return matches.map((match, at) => {
    const before = text.slice(endOf(matches[at - 1]), match.index);
    const after = text.slice(endOf(match), matches[at + 1]?.index);
    const [, inBrackets, abbreviated] = NOTE.exec(after) ?? [];
    return {
      size: sizeOf(match, labelUnits),
      headings: headingsOf(at === 0 ? before : before.replace(NOTE, '')),
      note: inBrackets ?? abbreviated ?? null,
      repeats: at > 0 && /^\s*[(/]\s*$/.test(before),
    };
  });
}

const endOf = (match: RegExpExecArray | undefined): number => (match ? match.index + match[0].length : 0);

function headingsOf(text: string): string[] {
  const headings = text.split(':').map((heading) => heading.replace(/^[\s,;()/]+/, '').trim());
  return headings.filter((heading) => heading !== '');
}

function sizeOf(match: RegExpExecArray, labelUnits: readonly Unit[]): Size {
  const [, length = '', unit1, width = '', unit2, profile = '', unit3] = match;
  const [lengthValue, widthValue, profileValue] = [length, width, profile].map(numberOf) as [
    number,
    number,
    number,
  ];
  return isMetric(unit3 ?? unit1 ?? unit2, labelUnits, lengthValue)
    ? { ...NOT_PRINTED, lengthMm: lengthValue, widthMm: widthValue, profileMm: profileValue }
    : { ...NOT_PRINTED, lengthIn: lengthValue, widthIn: widthValue, profileIn: profileValue };
}

/** By the unit printed with the size, else by the label's one unit, else by what a track can measure. */
function isMetric(printed: string | undefined, labelUnits: readonly Unit[], length: number): boolean {
  if (printed !== undefined) return printed.toLowerCase() === 'mm';
  if (labelUnits.length === 1) return labelUnits[0] === 'mm';
  return length > LONGEST_IN;
}
