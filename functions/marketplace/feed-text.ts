import { fragment } from 'xmlbuilder2';
import type { Ad } from '#contracts/validated.ts';
import type { FeedShape } from './marketplace.ts';
import { xmlText } from './plain-text.ts';

type Element = ReturnType<typeof fragment>;

/** CDATA cannot hold its own end mark: it is divided inside the mark, into two sections. */
const sections = (text: string): string[] => text.split(/(?<=\]\])(?=>)/);

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

const addField = (item: Element, { markup }: FeedShape, tag: string, value: string): void => {
  const element = item.ele(tag);
  if (!markup.includes(tag)) element.txt(escaped(value));
  else for (const section of sections(xmlText(value))) element.dat(section);
};

const addImages = (item: Element, { images }: FeedShape, addresses: string[]): void => {
  if (addresses.length === 0) return;
  const list = item.ele(images.list);
  for (const address of addresses) list.ele(images.item, { [images.address]: escaped(address) });
};

/** One ad as XML on a line of its own: the same ad always gives the same bytes, whatever its fields' order. */
export const adText = (ad: Ad, shape: FeedShape): string => {
  const root = fragment();
  const item = root.ele(shape.item);
  addField(item, shape, shape.id, ad.id);
  for (const [tag, value] of Object.entries(ad.fields).toSorted(byOrder(shape)))
    addField(item, shape, tag, value);
  addImages(item, shape, ad.images);
  return `${root.toString()}\n`;
};

const attributesText = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

/** What stands before the first ad. */
export const openingText = ({ root }: FeedShape): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root.name}${attributesText(root.attributes)}>\n`;

/** What stands after the last ad. */
export const closingText = ({ root }: FeedShape): string => `</${root.name}>\n`;
