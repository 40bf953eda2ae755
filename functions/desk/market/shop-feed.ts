/** Another shop's public feed, Avito's XML or YML, read as it comes under limits. */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import * as z from 'zod';
import type { Observation } from '#contracts/market.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { LONGEST_NAME, linkIn, saysUsed, yearIn } from './shop-name.ts';

/** What a feed says. */
export interface ShopFeed {
  observations: Observation[];
  /** Used machines, and offers without one whole price, or with the least price alone. */
  other: number;
}

/** The feed cannot be read, and nothing of it counts. */
export class UnreadableFeed extends Error {
  override readonly name = 'UnreadableFeed';
  readonly reason: Reason;

  constructor(why: Reason) {
    super(why.code);
    this.reason = why;
  }
}

/** An offer, as its tags print it. */
interface Offer {
  attributes: Record<string, string>;
  texts: Map<string, string>;
  /** What a YML calls `param`, by its name in small letters. */
  params: Map<string, string>;
  /** The least that it costs, and no price: `<price from="true">`. */
  isFrom: boolean;
}

const wholeText = ({ texts }: Offer, tag: string): string =>
  texts.get(tag)?.replace(/\s+/g, ' ').trim() ?? '';

const textOf = (offer: Offer, ...tags: string[]): string =>
  (tags.map((tag) => wholeText(offer, tag)).find(Boolean) ?? '').slice(0, LONGEST_NAME);

const AMOUNT = /^(\d{1,9})(?:[.,](\d{1,2}))?$/;

const amountIn = (text: string): string | null => {
  const [, whole, cents = ''] = AMOUNT.exec(text.replace(/[\s\u00A0]/g, '')) ?? [];
  return whole === undefined || BigInt(whole) === 0n ? null : `${BigInt(whole)}.${cents.padEnd(2, '0')}`;
};

/** The rouble by its names of before 1998 too. */
const currencyIn = (text: string): string | null => {
  const code = text.toUpperCase();
  if (code === '' || code === 'RUR') return 'RUB';
  return /^[A-Z]{3}$/.test(code) ? code : null;
};

type Seen = Omit<Observation, 'source' | 'day'>;

/** Null for what is nothing to compare with. */
type ReadOffer = (offer: Offer) => Seen | null;

const YEAR_PARAM = /^(?:год|г\.\s?в\.|модельный год|year|model year)/;

const yearParam = ({ params }: Offer): number | null =>
  yearIn([...params].find(([name]) => YEAR_PARAM.test(name))?.[1] ?? '');

/** Source: yandex.ru/support/merchants/ru/elements; `condition` tells of machines that are not new. */
const ofYml: ReadOffer = (offer) => {
  const { attributes, texts, isFrom } = offer;
  const [amount, currency] = [amountIn(textOf(offer, 'price')), currencyIn(textOf(offer, 'currencyId'))];
  const [vendor, model] = [textOf(offer, 'vendor'), textOf(offer, 'model')];
  const name = textOf(offer, 'name') || [vendor, model].filter(Boolean).join(' ');
  if (!amount || !currency || !name || isFrom || texts.has('condition') || saysUsed(name)) return null;
  return {
    ...{
      name,
      price: { amount, currency },
      link: linkIn(wholeText(offer, 'url')),
      mark: attributes.id || name,
    },
    ...{ code: textOf(offer, 'vendorCode') || null, brand: vendor || null },
    modelYear: yearParam(offer) ?? yearIn(name),
  };
};

const NEW = /^нов/i;

/** Source: the marketplace's field definitions; its own name of the model says more than the title does. */
const ofAvito: ReadOffer = (offer) => {
  const [amount, title, condition] = ['Price', 'Title', 'Condition'].map((tag) => textOf(offer, tag));
  const price = amountIn(amount ?? '');
  const name = textOf(offer, 'Model') || (title ?? '');
  if (!price || !name || (condition && !NEW.test(condition)) || saysUsed(title ?? '')) return null;
  return {
    ...{ name, price: { amount: price, currency: 'RUB' }, link: null, code: null },
    brand: textOf(offer, 'Make', 'Brand') || null,
    modelYear: yearIn(textOf(offer, 'Year')) ?? yearIn(title ?? ''),
    mark: textOf(offer, 'Id') || `${title} ${price}`,
  };
};

/** Kinds of feeds by their root; `date`: the attribute that says when it was written. */
const KINDS: Readonly<Record<string, { item: string; date: string | null; read: ReadOffer }>> = {
  yml_catalog: { item: 'offer', date: 'date', read: ofYml },
  Ads: { item: 'Ad', date: null, read: ofAvito },
};

const Day = z.iso.date();
const MOST = { depth: 40, offers: 50_000, tags: 400, text: 20_000 };

/** Puts offers together from the parser's events. */
class Collector {
  readonly feed: ShopFeed = { observations: [], other: 0 };
  #kind: (typeof KINDS)[string] | null = null;
  #day: string;
  readonly #source: string;
  #offer: Offer | null = null;
  #text = '';
  #param = '';
  #depth = 0;

  constructor(source: string, day: string) {
    this.#source = source;
    this.#day = day;
  }

  open({ name, attributes }: SaxesTagPlain): void {
    this.#depth += 1;
    if (this.#depth > MOST.depth) throw new UnreadableFeed(reason('market-feed-deep'));
    if (this.#kind === null) this.#begin(name, attributes);
    else if (name === this.#kind.item)
      this.#offer = { attributes, texts: new Map(), params: new Map(), isFrom: false };
    else if (name === 'price' && attributes.from === 'true' && this.#offer) this.#offer.isFrom = true;
    this.#text = '';
    this.#param = attributes.name ?? '';
  }

  read(text: string): void {
    if (this.#text.length < MOST.text) this.#text += text;
  }

  close({ name }: SaxesTagPlain): void {
    this.#depth -= 1;
    if (!this.#offer) return;
    if (name === this.#kind?.item) this.#finish(this.#offer);
    else if (this.#offer.texts.size + this.#offer.params.size < MOST.tags) this.#keep(name, this.#offer);
  }

  /** What was no feed at all has no root of one. */
  get isFeed(): boolean {
    return this.#kind !== null;
  }

  #begin(root: string, attributes: Record<string, string>): void {
    this.#kind = Object.hasOwn(KINDS, root) ? (KINDS[root] ?? null) : null;
    if (!this.#kind) throw new UnreadableFeed(reason('market-feed-other', { root: root.slice(0, 40) }));
    const written = this.#kind.date ? (attributes[this.#kind.date] ?? '').slice(0, '2026-11-30'.length) : '';
    // A clock that goes ahead makes no price of tomorrow.
    if (Day.safeParse(written).success && written < this.#day) this.#day = written;
  }

  #keep(tag: string, { texts, params }: Offer): void {
    if (tag === 'param') params.set(this.#param.trim().toLowerCase(), this.#text.trim());
    else if (!texts.has(tag)) texts.set(tag, this.#text);
  }

  #finish(offer: Offer): void {
    const { observations } = this.feed;
    if (observations.length + this.feed.other >= MOST.offers)
      throw new UnreadableFeed(reason('market-feed-large'));
    const seen = this.#kind?.read(offer);
    if (seen) observations.push({ ...seen, source: this.#source, day: this.#day });
    else this.feed.other += 1;
    this.#offer = null;
  }
}

/** The first bytes say in which signs the rest is written; none of them needs more than ASCII. */
const DECLARED = /^[^<]{0,8}<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]{1,30})["']/;
const ENCODINGS: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'windows-1251', 'cp1251', 'koi8-r']);

const decoderFor = (first: Uint8Array) => {
  const head = Buffer.from(first.buffer, first.byteOffset, Math.min(first.byteLength, 300)).toString(
    'latin1',
  );
  const encoding = (DECLARED.exec(head)?.[1] ?? 'utf-8').toLowerCase();
  if (!ENCODINGS.has(encoding)) throw new UnreadableFeed(reason('market-feed-encoding', { encoding }));
  return new TextDecoder(encoding, { fatal: true });
};

const parserFor = (collector: Collector): SaxesParser => {
  const parser = new SaxesParser({ position: false, xmlns: false });
  parser.on('opentag', (tag) => collector.open(tag));
  parser.on('closetag', (tag) => collector.close(tag));
  parser.on('text', (text) => collector.read(text));
  parser.on('cdata', (text) => collector.read(text));
  return parser;
};

const PORTION = 64 * 1024;

/**
 * What a feed's bytes say, each offer with the day that the feed names, else with `day`. Nothing that it points to is
 * fetched, and of its document type nothing is read. Throws `UnreadableFeed` for what is no such feed, is too large or
 * breaks off: half a feed says nothing of what is missing.
 */
export const readShopFeed = (bytes: Uint8Array, source: string, day: string): ShopFeed => {
  const collector = new Collector(source, day);
  const [parser, decoder] = [parserFor(collector), decoderFor(bytes)];
  try {
    for (let at = 0; at < bytes.byteLength; at += PORTION)
      parser.write(decoder.decode(bytes.subarray(at, at + PORTION), { stream: true }));
    parser.write(decoder.decode()).close();
  } catch (error) {
    if (error instanceof UnreadableFeed) throw error;
    throw new UnreadableFeed(
      // The parser names a tag whole, however long it is.
      reason('market-feed-broken', { detail: error instanceof Error ? error.message.slice(0, 200) : '' }),
    );
  }
  if (!collector.isFeed) throw new UnreadableFeed(reason('market-feed-other', { root: '' }));
  return collector.feed;
};
