import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import type { AdChange, FeedDiff } from '#contracts/feed-diff.ts';
import type { Ad } from '#contracts/validated.ts';
import { type Html, html, htmlPage } from '#shared/html.ts';
import { mergeById, type Pair } from '#shared/merge-by-id.ts';
import type { Ports } from '#shared/ports.ts';
import { spokenRoubles } from '#shared/spoken-money.ts';
import type { FeedChanges } from '#shared/table/feed-records.ts';
import { inFolder, type Scratch } from './compose-feed.ts';

/** An ad as it is live and as it will be; null where a feed lacks it. */
export type AdPair = Pick<Pair<Ad, Ad>, 'left' | 'right'>;

/**
 * What a feed may do to the live one, noted while its ads are chosen: so the live feed, which is as large, is
 * read once. What is told of it comes from the file that was written.
 */
export class Differences {
  readonly #live: Scratch;
  readonly #added = new Set<string>();

  constructor(live: Scratch) {
    this.#live = live;
  }

  async note(live: Ad | null, next: Ad | null): Promise<void> {
    if (!live && next) this.#added.add(next.id);
    if (live && live !== next && !isDeepStrictEqual(live, next))
      await this.#live.put(live.id, '', JSON.stringify(live));
  }

  /** Those that differ, and a few that may not; all that was written is read on the way, to its end. */
  async *in(written: AsyncIterable<Ad>): AsyncGenerator<AdPair> {
    for await (const { id, left, right } of mergeById(this.#noted(), written))
      if (left || this.#added.has(id)) yield { left, right };
  }

  async *#noted(): AsyncGenerator<Ad> {
    for await (const text of this.#live.sorted()) yield JSON.parse(text) as Ad;
  }
}

type Changed = Extract<AdChange, { change: 'changed' }>;

/** Longer texts are folded: what changed in a description is seldom what a person looks for first. */
const SHORT = 120;

const textOf = (text: string | null): Html => {
  if (text === null) return html`<span class="quiet">nothing</span>`;
  if (text.length <= SHORT) return html`${text}`;
  return html`<details><summary>${text.slice(0, SHORT)}…</summary>${text}</details>`;
};

const percentOf = ({ pricePercent }: Changed): Html | null => {
  if (pricePercent === null) return null;
  const sign = pricePercent > 0 ? '+' : '−';
  return html` <strong class="wait">price ${sign}${Math.abs(pricePercent)} %</strong>`;
};

const fieldRow = ([tag, { from, to }]: [string, Changed['fields'][string]]): Html =>
  html`<tr><th>${tag}</th><td><span class="quiet">was</span> ${textOf(from)}</td><td><span class="quiet">is</span> ${textOf(to)}</td></tr>
`;

const changedAd = (ad: Changed): Html =>
  html`<h3>${ad.title} <span class="quiet">${ad.id}</span>${percentOf(ad)}</h3>
<table><tbody>
${Object.entries(ad.fields).map(fieldRow)}</tbody></table>
`;

const namedAd = ({ id, title, price }: AdChange): Html =>
  html`<tr><th>${id}</th><td>${title}</td><td>${price && spokenRoubles(price)}</td></tr>
`;

const section = (heading: string, count: number, shown: Html): Html | null =>
  count === 0
    ? null
    : html`<h2>${heading}: ${count}</h2>
${shown}`;

const tableOf = (ads: AdChange[]): Html => html`<table><tbody>
${ads.map(namedAd)}</tbody></table>
`;

const ofKind = <Kind extends AdChange['change']>(changes: AdChange[], kind: Kind) =>
  changes.filter((change): change is Extract<AdChange, { change: Kind }> => change.change === kind);

const restOf = ({ added, removed, changed, changes }: FeedDiff): Html | null => {
  const rest = added + removed + changed - changes.length;
  return rest === 0 ? null : html`<p class="quiet">${rest} more ads are in the diff's JSON file.</p>`;
};

const since = ({ since }: FeedDiff): string =>
  since === 0 ? 'No feed was live before.' : `Compared with version ${since}, which was live.`;

/** The difference between two feeds as a page that a dealer reads; its changes may be only the first ones. */
const diffPage = (diff: FeedDiff): string => {
  const { dealerId, version, added, removed, changed, changes } = diff;
  const title = `${dealerId}: feed version ${version}`;
  return htmlPage(
    title,
    'en',
    html`<h1>${title}</h1>
<p>${since(diff)} <span class="good">${added} added</span>, <span class="bad">${removed} removed</span>, <span class="wait">${changed} changed</span>.</p>
${section('Removed', removed, tableOf(ofKind(changes, 'removed')))}
${section('Changed', changed, html`${ofKind(changes, 'changed').map(changedAd)}`)}
${section('Added', added, tableOf(ofKind(changes, 'added')))}
${restOf(diff)}`,
  );
};

type Compared = Pick<FeedDiff, 'contractVersion' | 'dealerId' | 'version' | 'since'>;

type Counts = Pick<FeedDiff, AdChange['change']>;

/** A page of more ads nobody reads, and a browser hardly shows it; `diff.json` has them all. */
const SHOWN = 500;

async function* jsonPieces(compared: Compared, changes: AsyncIterable<AdChange>, counts: Counts) {
  yield `${JSON.stringify(compared).slice(0, -1)},"changes":[`;
  let before = '\n';
  for await (const change of changes) {
    yield before + JSON.stringify(change);
    before = ',\n';
  }
  yield `\n],${JSON.stringify(counts).slice(1)}\n`;
}

/** Writes the differences to both files and counts them: one by one, since of a large feed all may be new. */
const writeDifferences = async (
  compared: Compared,
  changes: AsyncIterable<AdChange>,
  { json, html }: { json: string; html: string },
): Promise<Counts> => {
  const counts: Counts = { added: 0, removed: 0, changed: 0 };
  const shown: AdChange[] = [];
  const counted = async function* () {
    for await (const change of changes) {
      counts[change.change] += 1;
      if (shown.length < SHOWN) shown.push(change);
      yield change;
    }
  };
  await pipeline(Readable.from(jsonPieces(compared, counted(), counts)), createWriteStream(json));
  await writeFile(html, diffPage({ ...compared, ...counts, changes: shown }));
  return counts;
};

/** Keeps the differences beside the feed, whose key without its ending is `key`: as `FeedDiff` and as a page. */
export const keepDifferences = (
  compared: Compared,
  changes: AsyncIterable<AdChange>,
  key: string,
  { artefacts }: Pick<Ports, 'artefacts'>,
): Promise<FeedChanges> =>
  inFolder(async (folder) => {
    const files = { json: join(folder, 'diff.json'), html: join(folder, 'diff.html') };
    const counts = await writeDifferences(compared, changes, files);
    const keys = { json: `${key}.diff.json`, html: `${key}.diff.html` };
    await artefacts.writeFile(keys.json, files.json, 'application/json');
    await artefacts.writeFile(keys.html, files.html, 'text/html');
    return { since: compared.since, ...counts, ...keys };
  });
