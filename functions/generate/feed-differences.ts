import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AdChange, FeedDiff } from '#contracts/feed-diff.ts';
import { diffPage } from './diff-page.ts';

/** What is compared, and with what. */
export type Compared = Pick<FeedDiff, 'contractVersion' | 'dealerId' | 'version' | 'since'>;

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

/**
 * Writes the differences as `FeedDiff` to one file and as a page to another, and counts them. They go to the
 * file one by one: of a large feed all may be new.
 */
export const writeDifferences = async (
  compared: Compared,
  changes: AsyncIterable<AdChange>,
  paths: { json: string; html: string },
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
  await pipeline(Readable.from(jsonPieces(compared, counted(), counts)), createWriteStream(paths.json));
  await writeFile(paths.html, diffPage({ ...compared, ...counts, changes: shown }));
  return counts;
};
