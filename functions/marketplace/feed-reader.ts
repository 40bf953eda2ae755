import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Ad } from '#contracts/validated.ts';
import type { FeedShape } from './marketplace.ts';

const emptyAd = (): Ad => ({ id: '', fields: {}, images: [] });

/** Puts ads together from the parser's events; `take` hands out those that are whole. */
class AdCollector {
  readonly #shape: FeedShape;
  #whole: Ad[] = [];
  #ad: Ad | null = null;
  #text = '';

  constructor(shape: FeedShape) {
    this.#shape = shape;
  }

  open({ name, attributes }: SaxesTagPlain): void {
    const { item, images } = this.#shape;
    this.#text = '';
    if (name === item) this.#ad = emptyAd();
    if (name === images.item) this.#ad?.images.push(attributes[images.address] ?? '');
  }

  read(text: string): void {
    this.#text += text;
  }

  close({ name }: SaxesTagPlain): void {
    const { item, images } = this.#shape;
    if (name === item) this.#finish();
    else if (name !== images.item && name !== images.list) this.#keep(name);
  }

  take(): Ad[] {
    const whole = this.#whole;
    this.#whole = [];
    return whole;
  }

  #keep(tag: string): void {
    if (!this.#ad) return;
    if (tag === this.#shape.id) this.#ad.id = this.#text;
    else this.#ad.fields[tag] = this.#text;
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
