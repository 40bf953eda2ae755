import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentResult } from '#desk/documents/documents.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { DocumentRecord, FeedVersion } from '#shared/table/records.ts';

const artefactsOf = (document: DocumentRecord): [string, string][] => [
  ...Object.entries({ ...document.artefacts }),
  ['run', artefactKey(document, 'run')],
];

const writeDocument = async (folder: string, document: DocumentRecord, { artefacts }: Ports) => {
  await mkdir(folder, { recursive: true });
  for (const [name, key] of artefactsOf(document))
    if (await artefacts.head(key)) await writeFile(join(folder, `${name}.json`), await artefacts.read(key));
};

/** `DIR/<file name>/…json` of each document's newest run, in place of those of an earlier command. */
export const writeDocuments = async (out: string, results: DocumentResult[], ports: Ports): Promise<void> => {
  for (const { file, document } of results) {
    await rm(join(out, file), { recursive: true, force: true });
    await writeDocument(join(out, file), document, ports);
  }
};

/** `DIR/feed.xml`, byte for byte; none where no feed was built. */
export const writeFeed = async (
  out: string,
  feed: FeedVersion | null,
  { artefacts }: Ports,
): Promise<void> => {
  const path = join(out, 'feed.xml');
  await rm(path, { force: true });
  if (feed) await writeFile(path, await artefacts.read(feed.key));
};
