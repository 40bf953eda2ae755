import type { Place } from '#contracts/catalogue.ts';
import type { Segment } from './segments.ts';

/** Horsepower of an engine, and where the book prints it. */
export interface EnginePower {
  hp: number;
  place: Place;
}

/** By engine, as `engineKey` spells it. */
export type EnginePowers = ReadonlyMap<string, EnginePower>;

/** What one page prints. */
interface PageText {
  number: number;
  segments: readonly Segment[];
}

const HORSEPOWER =
  /^(?:[•▪●■·–-]\s*)?(\d{2,3})\s*(?:hp|horsepower|hv|hk|ps|ch|cv|л\.\s?с|(?:hästkraft|hestekr[aæe]ft|hevosvoim|chevaux|pferdest|лошадин)\p{L}*)(?!\p{L})/iu;
/** Points: text of one column begins this close to its heading (bullets are indented), lines of one heading follow. */
const INDENT = 10;
const NEXT_LINE = 4;

/** What an engine is called, without the words that books add on some pages only. */
export function engineKey(name: string): string {
  const plain = name.toLowerCase().replace(/^rotax |\bwith itc\b|\([^)]*\)/g, ' ');
  return plain.replace(/–/g, '-').replace(/\s+/g, ' ').trim();
}

/**
 * The powers that pages without a specification table print under the engines' names. An engine with two
 * different powers has none: which machine has which is not said.
 */
export function enginePowers(pages: readonly PageText[]): EnginePowers {
  const printed = pages.flatMap(powersOnPage);
  const byEngine = Map.groupBy(printed, ({ engine }) => engine);
  const certain = [...byEngine].filter(([, powers]) => powers.every(({ hp }) => hp === powers[0]?.hp));
  return new Map(certain.flatMap(([engine, [first]]) => (first ? [[engine, first] as const] : [])));
}

function powersOnPage({ number, segments }: PageText): (EnginePower & { engine: string })[] {
  return segments.flatMap((segment) => {
    const [, hp] = HORSEPOWER.exec(segment.text) ?? [];
    const heading = hp === undefined ? undefined : headingAbove(segment, segments);
    const place = { page: number, box: segment.box };
    return heading ? [{ engine: engineKey(heading.text), hp: Number(hp), place }] : [];
  });
}

/** The first line of the nearest bold heading above in the same column of text. */
function headingAbove(below: Segment, segments: readonly Segment[]): Segment | undefined {
  const above = segments.filter(
    ({ bold, box }) => bold && box[1] < below.box[1] && isInColumn(box, below.box),
  );
  return above.reduceRight<Segment | undefined>(
    (heading, line) => (heading === undefined || heading.box[1] - line.box[3] < NEXT_LINE ? line : heading),
    undefined,
  );
}

const isInColumn = (heading: Segment['box'], text: Segment['box']): boolean =>
  Math.abs(heading[0] - text[0]) < INDENT;
