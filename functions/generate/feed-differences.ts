import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AdChange, FeedDiff } from '#contracts/feed-diff.ts';
import type { Ports } from '#shared/ports.ts';
import type { FeedChanges } from '#shared/table/records.ts';
import { diffPage } from './diff-page.ts';
import { inFolder } from './in-folder.ts';

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
