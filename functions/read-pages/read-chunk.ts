import type { z } from 'zod';
import { RecognizedChunk, type RecognizedRecord } from '#contracts/recognized.ts';
import { PageChunk, RunState } from '#contracts/state.ts';
import { openFirst } from '#pages/open-first.ts';
import type { PageReader } from '#pages/page.ts';
import type { PageRecognizer } from '#pages/recognizer.ts';
import { keepPages } from '#shared/beyond-plan.ts';
import { ExtractionError } from '#shared/errors.ts';
import { sha256 } from '#shared/hash.ts';
import { readJson, writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey, chunkName } from '#shared/run.ts';
import { noteUsed } from '#shared/used.ts';
import { failed, recognizePage } from './recognize.ts';

/** An item of the machine's Map: the run's references and the pages to read. */
export const ChunkRequest = RunState.pick({
  dealerId: true,
  documentId: true,
  runId: true,
  inbox: true,
  sha256: true,
}).extend({ chunk: PageChunk });
export type ChunkRequest = z.infer<typeof ChunkRequest>;

type ReadPagesPorts = Pick<Ports, 'inbox' | 'artefacts' | 'clock' | 'table'>;

interface Engines {
  readers: readonly PageReader[];
  /** Asked in this order. */
  recognizers: readonly PageRecognizer[];
}

/**
 * Reads the pages of a chunk from their pictures into `pages/<first>-<last>.json`. Pages are paid for: what
 * was read before trouble came is kept, and the next try goes on behind it. Throws `TransientFailure` when a
 * recogniser may answer later.
 */
export async function readChunk(
  request: ChunkRequest,
  ports: ReadPagesPorts,
  { readers, recognizers }: Engines,
): Promise<PageChunk> {
  const { chunk } = request;
  const key = artefactKey(request, chunkName(chunk));
  const started = ports.clock().getTime();
  const { pages, seconds } = await readBefore(key, request, ports);
  const unit = `${request.runId}#${chunk.first}`;
  const whole = chunk.last - chunk.first + 1;
  const allowed = await keepPages({ dealerId: request.dealerId, unit, pages: whole }, ports);
  const document = await openFirst(readers, await bytesOf(request, ports));
  try {
    for (let page = chunk.first + pages.length; page <= chunk.last; page++)
      pages.push(
        allowed.why && pages.length >= allowed.pages
          ? failed(page, allowed.why, [])
          : await recognizePage(document, page, recognizers),
      );
  } finally {
    document.close();
    const paid = pages.filter(({ usage }) => usage.length > 0).length;
    await noteUsed('pages', { ...request, unit, amount: paid }, ports);
    const taken = seconds + (ports.clock().getTime() - started) / 1000;
    await writeJson(ports.artefacts, key, {
      contractVersion: 1,
      sha256: request.sha256,
      pages,
      seconds: taken,
    });
  }
  return chunk;
}

/** The file that a run has read. Throws `ExtractionError` where another has taken its place. */
export async function bytesOf(
  { inbox, sha256: expected }: Pick<ChunkRequest, 'inbox' | 'sha256'>,
  ports: Pick<Ports, 'inbox'>,
): Promise<Uint8Array> {
  const bytes = await ports.inbox.read(inbox.key, inbox.version);
  if (sha256(bytes) === expected) return bytes;
  throw new ExtractionError('Another file has taken the place of this one before it was read', {
    stage: 'read-pages',
  });
}

async function readBefore(
  key: string,
  { sha256: expected }: ChunkRequest,
  { artefacts }: ReadPagesPorts,
): Promise<{ pages: RecognizedRecord[]; seconds: number }> {
  const none = { pages: [], seconds: 0 };
  if (!(await artefacts.head(key))) return none;
  const chunk = await readJson(artefacts, key, RecognizedChunk);
  return chunk.sha256 === expected ? chunk : none;
}
