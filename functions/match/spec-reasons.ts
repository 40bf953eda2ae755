import { type MatchedProduct, VALUE_TAGS, type ValueTag } from '#contracts/matched.ts';
import type { Place, Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import type { SpecPage } from './spec-pages.ts';
import { lengthFits } from './track-width.ts';
import type { Evidence } from './values.ts';

type Values = Pick<MatchedProduct, 'avitoValues' | 'sources'>;

/** Values that no electric machine has. */
const OF_A_CYLINDER: readonly ValueTag[] = ['EngineCapacity', 'Stroke'];

/** Pages that bear one name and suit the row alike. */
function rivalReason(rivals: readonly SpecPage[]): Reason | null {
  const [first] = rivals;
  if (!first) return null;
  const { document } = first.catalogue;
  const onPages = rivals.map(({ model }) => String(model.page));
  return reason('pages-alike', { document, model: first.model.model, onPages });
}

const placeOn = ({ catalogue: { document }, model: { page } }: SpecPage): Place => ({
  document,
  page,
  box: null,
});

function pageReason({ product, page: book, rivals, column }: Evidence): Reason {
  if (!book) return rivalReason(rivals) ?? reason('page-missing');
  const { page, model } = book.model;
  const at = { document: book.catalogue.document, page, model };
  return column
    ? reason('page-found', { ...at, engine: column.printed.name }, placeOn(book))
    : reason('engine-unlike', { ...at, engine: product.engine }, placeOn(book));
}

/** The list says what is sold: its length stands, and the book's tracks only give what they share. */
function lengthReason({ product: { trackLength: length }, machine, page: book }: Evidence): Reason | null {
  if (!book) return null;
  const { tracks, page } = book.model;
  return tracks.length === 0 || tracks.some((track) => lengthFits(track, machine))
    ? null
    : reason('length-unlike', { page, length }, placeOn(book));
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
function colourReason({ product: { color: colour }, page: book }: Evidence): Reason | null {
  if (!book || colour === null) return null;
  const { colours, page } = book.model;
  return colours.length === 0 || printsColour(colour, colours)
    ? null
    : reason('colour-unlike', { page, colour, colours }, placeOn(book));
}

const tagsWhere = (
  { sources }: Values,
  test: (source: NonNullable<Values['sources'][ValueTag]>) => boolean,
) =>
  VALUE_TAGS.filter((tag) => {
    const source = sources[tag];
    return source !== undefined && test(source);
  });

function inheritedReason(values: Values): Reason | null {
  const tags = tagsWhere(values, ({ inherited }) => inherited);
  const [first] = tags;
  const source = first && values.sources[first];
  return source
    ? reason('values-inherited', { tags, document: source.document ?? '', page: source.page })
    : null;
}

function inferredReason(values: Values): Reason | null {
  const tags = tagsWhere(values, ({ inherited, confidence }) => !inherited && confidence < 1);
  const [first] = tags;
  return first ? reason('values-inferred', { tags, rule: values.sources[first]?.rule ?? '' }) : null;
}

function missingReason({ machine }: Evidence, { avitoValues }: Values): Reason | null {
  const missing = VALUE_TAGS.filter(
    (tag) => avitoValues[tag] === null && !(machine.engine.electric && OF_A_CYLINDER.includes(tag)),
  );
  return missing.length > 0 ? reason('values-missing', { tags: missing }) : null;
}

/** Where the values come from, what was inferred or inherited, what differs and what is missing. */
export const specReasons = (evidence: Evidence, values: Values): Reason[] =>
  [
    pageReason(evidence),
    lengthReason(evidence),
    colourReason(evidence),
    inferredReason(values),
    inheritedReason(values),
    missingReason(evidence, values),
  ].filter((why) => why !== null);
