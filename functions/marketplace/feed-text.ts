import { fragment } from 'xmlbuilder2';
import type { Ad } from '#contracts/validated.ts';
import type { FeedShape } from './marketplace.ts';
import { xmlText } from './plain-text.ts';

type Element = ReturnType<typeof fragment>;

/** An element of an ad, and its texts: several where CDATA is divided, or one a picture. */
interface Part {
  tag: string;
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

const addPart = (item: Element, { tag, texts }: Part, { images, markup }: FeedShape): Place[] => {
  const element = item.ele(tag);
  if (tag === images.list)
    return texts.map(() => {
      const picture = element.ele(images.item, { [images.address]: TEXT });
      return (address) => void picture.att(images.address, address);
    });
  return texts.map(() => lastTextOf(markup.includes(tag) ? element.dat(TEXT) : element.txt(TEXT)));
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
  const key = parts.map(({ tag, texts }) => `${tag} ${texts.length}`).join('/');
  const known = outlinesOf(shape);
  const outline = known.get(key) ?? new AdOutline(parts, shape);
  known.set(key, outline);
  return outline.filledWith(parts);
};

/** CDATA cannot hold its own end mark: it is divided inside the mark, into two sections. */
const sections = (text: string): string[] => (text.includes(']]>') ? text.split(/(?<=\]\])(?=>)/) : [text]);

const rank = (order: readonly string[], tag: string): number => {
  const place = order.indexOf(tag);
  return place < 0 ? order.length : place;
};

const byOrder =
  ({ order }: FeedShape) =>
  ([one]: [string, string], [other]: [string, string]): number =>
    rank(order, one) - rank(order, other) || (one < other ? -1 : 1);

/** xmlbuilder2 takes "&lt;" in a text for markup and leaves it; an ampersand that is already escaped is safe. */
const escaped = (text: string): string => xmlText(text).replaceAll('&', '&amp;');

const partsOf = ({ id, fields, images }: Ad, shape: FeedShape): Part[] => [
  { tag: shape.id, texts: [escaped(id)] },
  ...Object.entries(fields)
    .toSorted(byOrder(shape))
    .map(([tag, value]) => ({
      tag,
      texts: shape.markup.includes(tag) ? sections(xmlText(value)) : [escaped(value)],
    })),
  ...(images.length > 0 ? [{ tag: shape.images.list, texts: images.map(escaped) }] : []),
];

/** One ad as XML on a line of its own: the same ad always gives the same bytes, whatever its fields' order. */
export const adText = (ad: Ad, shape: FeedShape): string => `${outlinedText(partsOf(ad, shape), shape)}\n`;

const attributesText = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

/** What stands before the first ad. */
export const openingText = ({ root }: FeedShape): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root.name}${attributesText(root.attributes)}>\n`;

/** What stands after the last ad. */
export const closingText = ({ root }: FeedShape): string => `</${root.name}>\n`;
