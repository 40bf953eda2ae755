import type { Dealer } from '#contracts/dealer.ts';
import type { FeedShape } from './marketplace.ts';

const attributesText = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** What stands before the first ad of a feed. */
export interface Opening {
  text: string;
  /** The same whenever the feed is built: by this and their ads two feeds are compared. */
  undated: string;
}

/** What stands before the first ad where the root holds nothing but ads. */
export const openingText = ({ root }: FeedShape): string =>
  `${HEAD}<${root.name}${attributesText(root.attributes)}>\n`;

const EPOCH = new Date(0);

/** What is to stand before the first ad. */
export const openingFor = (
  shape: FeedShape,
  { dealer, at }: { dealer: Dealer | null; at: Date },
): Opening => {
  const { frame } = shape;
  if (!frame || !dealer) return { text: openingText(shape), undated: openingText(shape) };
  const opening = (at: Date) => HEAD + frame.opening({ dealer, at });
  return { text: opening(at), undated: opening(EPOCH) };
};

/** What stands after the last ad. */
export const closingText = ({ root, frame }: FeedShape): string => frame?.closing ?? `</${root.name}>\n`;
