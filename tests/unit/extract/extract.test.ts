import { describe, expect, test } from 'vitest';
import type { OpenDocument, Page, PageReader } from '#pages/page.ts';
import { sha256 } from '#shared/hash.ts';
import { extract } from '../../../functions/extract/extract.ts';
import { testPorts } from '../../fakes/ports.ts';
import { runState } from '../../fakes/records.ts';

const PAGES = 2000;
const STATE_LIMIT_BYTES = 256 * 1024;

const picture = (number: number): Page => ({
  ...{ number, width: 595, height: 842, words: [], fills: [], rules: [] },
  images: [{ box: [0, 0, 595, 842], index: 0, widthPx: 1000, heightPx: 1400 }],
});

/** A scan of as many pages as a document may have. */
const scan: PageReader = {
  name: 'scan',
  open: async () =>
    ({
      pageCount: PAGES,
      readPage: async (number) => picture(number),
      close: () => {},
    }) as OpenDocument,
};

const extractScan = async (canRecognize: boolean) => {
  await using ports = await testPorts();
  const bytes = Buffer.from('%PDF-1.7');
  const { inbox } = runState();
  await ports.inbox.write(inbox.key, bytes, 'application/pdf');
  const version = (await ports.inbox.head(inbox.key))?.version as string;
  const state = runState({ sha256: sha256(bytes), inbox: { ...inbox, version } });
  return await extract(state, ports, { readers: [scan], namers: [], canRecognize });
};

describe('a scan of 2,000 pages', () => {
  test('goes on in chunks of ten pages, and its state stays within the limit, also when every chunk fails', async () => {
    const state = await extractScan(true);
    expect(state.route).toBe('read-pages');
    expect(state.chunks).toHaveLength(PAGES / 10);
    const failed = state.chunks.map((chunk) => ({ ...chunk, failure: 'Lambda.TooManyRequestsException' }));
    expect(JSON.stringify({ ...state, chunks: failed }).length).toBeLessThan(STATE_LIMIT_BYTES);
  });

  test('is rejected where nothing reads pictures', async () => {
    const { ending, chunks } = await extractScan(false);
    expect(ending).toMatchObject({ status: 'rejected', reason: { code: 'no-text-layer' } });
    expect(chunks).toEqual([]);
  });
});
