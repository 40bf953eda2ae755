import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Ad } from '#contracts/validated.ts';
import { closingText } from './feed-frame.ts';
import type { FeedShape } from './marketplace.ts';

const emptyAd = (): Ad => ({ id: '', fields: {}, images: [] });

type Attributes = Readonly<Record<string, string>>;

const elementKey = (tag: string, attributes: Attributes): string =>
  `${tag} ${JSON.stringify(Object.entries(attributes).sort())}`;

/** The names of fields by the elements that they share a tag in. */
const namesOf = ({ elements = {} }: FeedShape): Map<string, string> =>
  new Map(Object.entries(elements).map(([name, { tag, attributes }]) => [elementKey(tag, attributes), name]));

/** Puts ads together from the parser's events; `take` hands out those that are whole. */
class AdCollector {
  readonly #shape: FeedShape;
  readonly #names: ReadonlyMap<string, string>;
  #whole: Ad[] = [];
  #ad: Ad | null = null;
  #field = '';
  #text = '';

  constructor(shape: FeedShape) {
    this.#shape = shape;
    this.#names = namesOf(shape);
  }

  open({ name, attributes }: SaxesTagPlain): void {
    const { item, images } = this.#shape;
    this.#text = '';
    this.#field = this.#fieldOf(name, attributes);
    if (name === item) this.#begin(attributes);
    if ('list' in images && name === images.item) this.#ad?.images.push(attributes[images.address] ?? '');
  }

  read(text: string): void {
    this.#text += text;
  }

  close({ name }: SaxesTagPlain): void {
    const { item, images } = this.#shape;
    if (name === item) this.#finish();
    else if (!('list' in images) && name === images.item) this.#ad?.images.push(this.#text);
    else if (!('list' in images) || (name !== images.item && name !== images.list)) this.#keep(this.#field);
  }

  take(): Ad[] {
    const whole = this.#whole;
    this.#whole = [];
    return whole;
  }

  /** An element that nobody has named is kept under all that it says of itself. */
  #fieldOf(tag: string, attributes: Attributes): string {
    if (Object.keys(attributes).length === 0) return tag;
    const key = elementKey(tag, attributes);
    return this.#names.get(key) ?? key;
  }

  #begin(attributes: Attributes): void {
    this.#ad = emptyAd();
    for (const [name, value] of Object.entries(attributes)) this.#put(`@${name}`, value);
  }

  #keep(field: string): void {
    if (this.#ad) this.#put(field, this.#text);
  }

  #put(field: string, value: string): void {
    if (!this.#ad) return;
    if (field === this.#shape.id) this.#ad.id = value;
    else this.#ad.fields[field] = value;
  }

  #finish(): void {
    if (this.#ad) this.#whole.push(this.#ad);
    this.#ad = null;
  }
}

/** Nobody is told the line of a fault, so lines are not counted. */
const parserFor = (ads: AdCollector) => {
  const parser = new SaxesParser({ position: false, xmlns: false });
  parser.on('opentag', (tag) => ads.open(tag));
  parser.on('closetag', (tag) => ads.close(tag));
  parser.on('text', (text) => ads.read(text));
  parser.on('cdata', (text) => ads.read(text));
  return parser;
};

/**
 * The ads of a written feed, one by one as its bytes come, to be held against the rules again.
 * Throws at the first place that is not well-formed XML in UTF-8.
 */
export async function* readFeed(bytes: AsyncIterable<Uint8Array>, shape: FeedShape): AsyncGenerator<Ad> {
  const ads = new AdCollector(shape);
  const parser = parserFor(ads);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield* ads.take();
  }
  parser.write(decoder.decode()).close();
}

/** The first ad's tag, and not one whose name begins like it. */
const firstItem = ({ item }: FeedShape): RegExp => new RegExp(`<${item}[\\s/>]`);

/** What stands before the first ad of a written feed; of one without ads all but its closing. */
export const openingOf = async (bytes: AsyncIterable<Uint8Array>, shape: FeedShape): Promise<string> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of bytes) {
    text += decoder.decode(chunk, { stream: true });
    const at = text.search(firstItem(shape));
    if (at >= 0) return text.slice(0, at);
  }
  return text.slice(0, text.lastIndexOf(closingText(shape)));
};
