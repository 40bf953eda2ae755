import type { Ad } from '#contracts/validated.ts';
import { outlinedText, type Part } from './ad-outline.ts';
import type { FeedShape } from './marketplace.ts';
import { xmlText } from './plain-text.ts';

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
