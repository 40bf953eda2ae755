import { fragment } from 'xmlbuilder2';
import type { Ad } from '#contracts/validated.ts';
import { type FeedShape, imagesTag } from './marketplace.ts';
import { xmlText } from './plain-text.ts';

type Element = ReturnType<typeof fragment>;

/** A field of an ad, and its texts: several where CDATA is divided, or one a picture. */
interface Part {
  field: string;
  texts: string[];
}

/** Puts a text at its place in the outline. */
type Place = (text: string) => void;

const TEXT = 'text';

/** A text node that stands in the element already; what is set is escaped by xmlbuilder2 as it writes. */
const lastTextOf = ({ node }: Element): Place => {
  const text = node.lastChild as unknown as { data: string };
  return (given) => {
    text.data = given;
  };
};

const ATTRIBUTE = '@';

const addAttribute = (item: Element, name: string): Place[] => {
  item.att(name, TEXT);
  return [(value) => void item.att(name, value)];
};

const addPictures = (item: Element, texts: readonly string[], images: FeedShape['images']): Place[] => {
  if (!('list' in images)) return texts.map(() => lastTextOf(item.ele(images.item).txt(TEXT)));
  const list = item.ele(images.list);
  return texts.map(() => {
    const picture = list.ele(images.item, { [images.address]: TEXT });
    return (address) => void picture.att(images.address, address);
  });
};

const addPart = (item: Element, { field, texts }: Part, shape: FeedShape): Place[] => {
  if (field === imagesTag(shape)) return addPictures(item, texts, shape.images);
  if (field.startsWith(ATTRIBUTE)) return addAttribute(item, field.slice(ATTRIBUTE.length));
  const { tag, attributes } = shape.elements?.[field] ?? { tag: field, attributes: {} };
  const element = item.ele(tag, attributes);
  return texts.map(() => lastTextOf(shape.markup.includes(field) ? element.dat(TEXT) : element.txt(TEXT)));
};

/**
 * The fragment of ads that differ in their texts alone. Building elements takes five times as long as writing
 * them, and a dealer's ads have few outlines.
 */
class AdOutline {
  readonly #root = fragment();
  readonly #places: Place[];

  constructor(parts: readonly Part[], shape: FeedShape) {
    const item = this.#root.ele(shape.item);
    this.#places = parts.flatMap((part) => addPart(item, part, shape));
  }

  filledWith(parts: readonly Part[]): string {
    const texts = parts.flatMap((part) => part.texts);
    for (const [at, place] of this.#places.entries()) place(texts[at] ?? '');
    return this.#root.toString();
  }
}

const MOST_OUTLINES = 200;

/** By what tells outlines apart; of each marketplace its own. */
const outlines = new WeakMap<FeedShape, Map<string, AdOutline>>();

const outlinesOf = (shape: FeedShape): Map<string, AdOutline> => {
  const known = outlines.get(shape);
  if (known && known.size < MOST_OUTLINES) return known;
  const empty = new Map<string, AdOutline>();
  outlines.set(shape, empty);
  return empty;
};

/** An ad of these parts as XML, the texts as they are to be escaped. */
const outlinedText = (parts: readonly Part[], shape: FeedShape): string => {
  const key = parts.map(({ field, texts }) => `${field} ${texts.length}`).join('/');
  const known = outlinesOf(shape);
  const outline = known.get(key) ?? new AdOutline(parts, shape);
  known.set(key, outline);
  return outline.filledWith(parts);
};

/** CDATA cannot hold its own end mark: it is divided inside the mark, into two sections. */
const sections = (text: string): string[] => (text.includes(']]>') ? text.split(/(?<=\]\])(?=>)/) : [text]);

/** Attributes stand in the tag itself, before all else; what has no place of its own before the pictures. */
const rank = (shape: FeedShape, field: string): number => {
  const place = shape.order.indexOf(field);
  if (field.startsWith(ATTRIBUTE)) return -1;
  if (place >= 0) return place;
  return shape.order.length + (field === imagesTag(shape) ? 1 : 0);
};

const byOrder =
  (shape: FeedShape) =>
  ({ field: one }: Part, { field: other }: Part): number =>
    rank(shape, one) - rank(shape, other) || (one < other ? -1 : 1);

/** xmlbuilder2 takes "&lt;" in a text for markup and leaves it; an ampersand that is already escaped is safe. */
const escaped = (text: string): string => xmlText(text).replaceAll('&', '&amp;');

const partsOf = ({ id, fields, images }: Ad, shape: FeedShape): Part[] => [
  { field: shape.id, texts: [escaped(id)] },
  ...[
    ...Object.entries(fields).map(([field, value]) => ({
      field,
      texts: shape.markup.includes(field) ? sections(xmlText(value)) : [escaped(value)],
    })),
    ...(images.length > 0 ? [{ field: imagesTag(shape), texts: images.map(escaped) }] : []),
  ].toSorted(byOrder(shape)),
];

/** One ad as XML on a line of its own: the same ad always gives the same bytes, whatever its fields' order. */
export const adText = (ad: Ad, shape: FeedShape): string => `${outlinedText(partsOf(ad, shape), shape)}\n`;
