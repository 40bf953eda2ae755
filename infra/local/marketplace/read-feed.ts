import { createHash } from 'node:crypto';
import { SaxesParser } from 'saxes';

/** An ad as its file has it: by tag all text and attributes in it. */
export interface FeedAd {
  id: string;
  fields: ReadonlyMap<string, string>;
  feedName: string;
  fingerprint: string;
}

const fingerprintOf = (fields: ReadonlyMap<string, string>): string =>
  createHash('sha256')
    .update(JSON.stringify([...fields].sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex');

const adOf = (fields: Map<string, string>, feedName: string): FeedAd => {
  for (const [tag, text] of fields) fields.set(tag, text.trim());
  return { id: fields.get('Id') ?? '', fields, feedName, fingerprint: fingerprintOf(fields) };
};

/** `Ads` > `Ad` > field: what lies deeper belongs to its field. */
class Reading {
  readonly ads: FeedAd[] = [];
  readonly #feedName: string;
  #path: string[] = [];
  #fields = new Map<string, string>();

  constructor(feedName: string) {
    this.#feedName = feedName;
  }

  open(name: string, attributes: Record<string, string>): void {
    this.#path.push(name);
    if (this.#path.length === 1 && name !== 'Ads') throw new Error(`The root is ${name}`);
    if (this.#path.length === 2) this.#fields = new Map();
    if (this.#path.length > 3) for (const value of Object.values(attributes)) this.add(`${value} `);
    else this.add('');
  }

  add(text: string): void {
    const [, , tag] = this.#path;
    if (tag) this.#fields.set(tag, (this.#fields.get(tag) ?? '') + text);
  }

  close(): void {
    if (this.#path.length === 2 && this.#path[1] === 'Ad') this.ads.push(adOf(this.#fields, this.#feedName));
    this.#path.pop();
  }
}

/** The ads of a file. Throws where it is not well-formed XML in UTF-8 below `Ads`. */
export const readAds = (bytes: Uint8Array, feedName: string): FeedAd[] => {
  const reading = new Reading(feedName);
  const parser = new SaxesParser({ position: false });
  parser.on('opentag', ({ name, attributes }) => reading.open(name, attributes as Record<string, string>));
  parser.on('closetag', () => reading.close());
  parser.on('text', (text) => reading.add(text));
  parser.on('cdata', (text) => reading.add(text));
  parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close();
  return reading.ads;
};
