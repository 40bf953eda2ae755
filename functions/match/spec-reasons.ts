import { type MatchedProduct, VALUE_TAGS, type ValueTag } from '#contracts/matched.ts';
import type { SpecPage } from './spec-pages.ts';
import { lengthFits } from './track-width.ts';
import type { Evidence } from './values.ts';

type Values = Pick<MatchedProduct, 'avitoValues' | 'sources'>;

/** Values that no electric machine has. */
const OF_A_CYLINDER: readonly ValueTag[] = ['EngineCapacity', 'Stroke'];

/** Pages that bear one name and suit the row alike. */
function rivalReason([first, ...others]: readonly SpecPage[]): string | null {
  if (!first) return null;
  const pages = [first, ...others].map(({ model }) => model.page).join(', ');
  return (
    `Several pages of ${first.catalogue.document} are called \`${first.model.model}\` (${pages}), and the row's engine, ` +
    'track length and width suit each: compare them, then `review edit` the values or complete the row on the list.'
  );
}

function pageReason({ product, page, rivals, column }: Evidence): string {
  if (!page) return rivalReason(rivals) ?? 'No spec book of this brand and year describes this model.';
  const place = `${page.catalogue.document}, page ${page.model.page}, \`${page.model.model}\``;
  return column
    ? `Spec book: ${place}, engine column \`${column.printed.name}\`.`
    : `List and book differ: ${place} has no single engine column for \`${product.engine ?? 'an engine not printed'}\`.`;
}

/** The list says what is sold: its length stands, and the book's tracks only give what they share. */
function lengthReason({ product, machine, page }: Evidence): string | null {
  const tracks = page?.model.tracks ?? [];
  return tracks.length === 0 || tracks.some((track) => lengthFits(track, machine))
    ? null
    : `List and book differ: page ${page?.model.page} has no track of ${product.trackLength ?? 'that length'}; the list's stands.`;
}

const colourWords = (text: string): string[] =>
  text
    .toUpperCase()
    .replace(/\([^)]*\)/g, ' ')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '' && word !== 'AND');

const isPartOf = (some: readonly string[], all: readonly string[]): boolean =>
  some.every((word) => all.includes(word));

/** Either may leave out the second shade ("Neo Yellow / Black", "Neo Yellow"). */
const printsColour = (colour: string, colours: readonly string[]): boolean =>
  colours.some((printed) => {
    const [listed, inBook] = [colourWords(colour), colourWords(printed)];
    return isPartOf(listed, inBook) || isPartOf(inBook, listed);
  });

/** A colour decides neither the name nor a value; the list says what is sold, so its own stands. */
function colourReason({ product: { color }, page }: Evidence): string | null {
  const colours = page?.model.colours ?? [];
  return color === null || colours.length === 0 || printsColour(color, colours)
    ? null
    : `List and book differ: page ${page?.model.page} has no colour \`${color}\` (it has ${colours.join(', ')}); the list's stands.`;
}

const tagsWhere = (
  { sources }: Values,
  test: (source: NonNullable<Values['sources'][ValueTag]>) => boolean,
) =>
  VALUE_TAGS.filter((tag) => {
    const source = sources[tag];
    return source !== undefined && test(source);
  });

function inheritedReason(values: Values): string | null {
  const tags = tagsWhere(values, ({ inherited }) => inherited);
  const [first] = tags;
  const source = first && values.sources[first];
  return source
    ? `${tags.join(', ')} inherited from the same engine or model in another spec book (${source.document}, page ${source.page}).`
    : null;
}

function inferredReason(values: Values): string | null {
  const tags = tagsWhere(values, ({ inherited, confidence }) => !inherited && confidence < 1);
  const [first] = tags;
  return first ? `${tags.join(', ')} inferred: ${values.sources[first]?.rule}.` : null;
}

function missingReason({ machine }: Evidence, { avitoValues }: Values): string | null {
  const missing = VALUE_TAGS.filter(
    (tag) => avitoValues[tag] === null && !(machine.engine.electric && OF_A_CYLINDER.includes(tag)),
  );
  return missing.length > 0 ? `No document gives ${missing.join(', ')}.` : null;
}

/** Where the values come from, what was inferred or inherited, what differs and what is missing, in sentences. */
export const specReasons = (evidence: Evidence, values: Values): string[] =>
  [
    pageReason(evidence),
    lengthReason(evidence),
    colourReason(evidence),
    inferredReason(values),
    inheritedReason(values),
    missingReason(evidence, values),
  ].filter((reason) => reason !== null);
