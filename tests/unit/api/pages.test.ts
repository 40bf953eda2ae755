import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Box } from '#contracts/box.ts';
import { Extracted } from '#contracts/extracted.ts';
import { placesSeen } from '#desk/documents/drawn.ts';
import { drawPages } from '#functions/read-pages/draw-pages.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { sha256 } from '#shared/hash.ts';
import { writeJson } from '#shared/json.ts';
import { isWithin, placeView } from '../../../console/src/parts/page-window.ts';
import { apiOn } from '../../fakes/api.ts';
import { aDealer } from '../../fakes/listings.ts';
import { testPorts } from '../../fakes/ports.ts';
import { runState } from '../../fakes/records.ts';
import { rawList } from '../extract/raw-list.ts';
import { extract } from '../extract/typeset-lists.ts';

const ports = await testPorts();
const { ask } = apiOn(ports);
const token = `fwt_demo_${'v'.repeat(43)}`;
afterAll(() => ports[Symbol.asyncDispose]());

/** A file that was read and drawn as the pipeline does. */
const dropped = async (name: string, bytes: Uint8Array, extracted: Extracted | null) => {
  const [key, hash] = [`inbox/demo/${name}`, sha256(bytes)];
  await ports.inbox.write(key, bytes, 'application/octet-stream');
  const version = (await ports.inbox.head(key))?.version ?? '';
  const artefacts = extracted ? { extracted: `runs/demo/${name}/extracted.json` } : {};
  if (extracted) await writeJson(ports.artefacts, artefacts.extracted ?? '', extracted);
  const { dealerId, inbox, ending } = runState();
  const request = { dealerId, ending, artefacts, sha256: hash, inbox: { ...inbox, key, version } };
  await drawPages(request, ports, [pdfiumReader, spreadsheetReader]);
  await ports.table.documents.put({
    ...{ dealerId, documentId: hash.slice(0, 32), key, name, version, bytes: bytes.length, claimedBy: 'e1' },
    ...{ receivedAt: '2026-11-29T10:00:00.000Z', runId: name, status: 'review', sha256: hash, artefacts },
  });
  return { document: hash.slice(0, 32), sha256: hash };
};

let list: Awaited<ReturnType<typeof dropped>>;
let sheet: Awaited<ReturnType<typeof dropped>>;

beforeAll(async () => {
  const configuration = aDealer({ id: 'demo' });
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration });
  await ports.table.dealerTokens.put({
    ...{ digest: sha256(token), dealerId: 'demo', name: '1C', role: 'viewer', createdBy: 'test' },
    ...{ createdAt: '2026-11-01T00:00:00.000Z', expiresAt: '2999-01-01T00:00:00.000Z' },
  });
  const bytes = rawList([{}, { price: 'tba' }]);
  list = await dropped('list.pdf', bytes, Extracted.parse(await extract(bytes)));
  const lines = Array.from({ length: 300 }, (_, at) => `Q${at};${at},50`).join('\n');
  sheet = await dropped('list.csv', new Uint8Array(Buffer.from(`code;price\n${lines}\n`)), null);
});

const get = async (path: string) => {
  const { status, body } = await ask(`/dealers/demo/documents/${path}`, { token });
  expect(status, path).toBe(200);
  return body;
};

test('a page has an address for its picture, and each value its place on it', async () => {
  const [page] = (await get(`${list.document}/pages`)).items;
  expect(page).toMatchObject({ page: 1, machines: 2, doubtful: 1, sheet: null, reason: null });
  expect(page.picture).toMatchObject({ width: 842, height: 595, widthPx: 1684, heightPx: 1190 });
  expect(page.picture.url).toMatch(
    /^\/api\/files\/artefacts\/runs\/demo\/pages\/[0-9a-f]{64}\/1-[0-9a-f]{16}\.png$/,
  );
  const { printed } = await get(`${list.document}/pages/1`);
  expect(printed[1]).toMatchObject({ modelCode: 'QBW7', flags: ['price-is-text'] });
  const price = printed[1].cells.find(({ name }: { name: string }) => name === 'price');
  // Drawn at (770, 486) from the bottom left, 7 points high.
  expect(price).toMatchObject({ text: 'tba', address: null });
  expect(price.box[0]).toBeCloseTo(770, 0);
  expect(price.box[3]).toBeCloseTo(595 - 486 + 1.5, 0);
});

test('a page of many machines comes in parts, and none is in no part', async () => {
  const read = Extracted.parse(await extract(rawList([{}])));
  const codes = Array.from({ length: 450 }, (_, at) => `Q${String(at).padStart(3, '0')}`);
  const products = codes.map((modelCode) => ({ ...read.products[0], modelCode }));
  const bytes = new Uint8Array(Buffer.from('code;price\nQ;1\n'));
  const { document } = await dropped('long.csv', bytes, Extracted.parse({ ...read, products }));
  const parts = await Promise.all([1, 2, 3].map((part) => get(`${document}/pages/1?part=${part}`)));
  expect(parts.map((part) => [part.machines, part.parts, part.printed.length])).toEqual([
    [450, 3, 200],
    [450, 3, 200],
    [450, 3, 50],
  ]);
  expect(parts.flatMap(({ printed }) => printed).map(({ modelCode }) => modelCode)).toEqual(codes);
});

test('a sheet is a table around the row that is asked for', async () => {
  const [page] = (await get(`${sheet.document}/pages`)).items;
  expect(page).toMatchObject({ page: 1, picture: null, sheet: { name: null, columns: ['A', 'B'] } });
  const { rows, last } = await get(`${sheet.document}/pages/1/table?row=201&rows=3`);
  expect(last).toBe(301);
  expect(rows).toEqual([
    { row: 200, cells: ['Q198', '198,50'] },
    { row: 201, cells: ['Q199', '199,50'] },
    { row: 202, cells: ['Q200', '200,50'] },
  ]);
  const none = await ask(`/dealers/demo/documents/${list.document}/pages/1/table`, { token });
  expect(none).toMatchObject({ status: 404, body: { type: 'table-unknown' } });
});

test('a place finds its picture by the file’s bytes, or by its name alone, and its row in a sheet', async () => {
  const look = await placesSeen('demo', ports);
  const at = { page: 1, box: [0, 4800, 120, 4824] as [number, number, number, number] };
  const byName = await look({ ...at, document: 'list.pdf', sha256: null });
  expect(byName).toEqual(await look({ ...at, document: 'list.pdf', sha256: list.sha256 }));
  expect(byName).toMatchObject({ documentId: list.document, picture: { page: 1 }, isTable: false });
  expect(await look({ ...at, document: 'list.csv', sha256: sheet.sha256 })).toMatchObject({
    ...{ picture: null, isTable: true, row: 201 },
  });
  expect(await look({ ...at, document: 'list.pdf', sha256: 'f'.repeat(64) })).toEqual({
    ...{ documentId: null, picture: null, isTable: false, row: null },
  });
});

/** Sides of pages in points, from a label to A3 either way up, and boxes that lie on them. */
const pages = fc
  .tuple(fc.integer({ min: 120, max: 1_200 }), fc.integer({ min: 120, max: 1_200 }))
  .chain(([width, height]) => {
    const side = (most: number) =>
      fc
        .tuple(
          fc.double({ min: 0, max: most - 1, noNaN: true }),
          fc.double({ min: 1, max: most, noNaN: true }),
        )
        .map(([from, size]) => [from, Math.min(most, from + size)] as const);
    const box = fc.tuple(side(width), side(height)).map(([[x0, x1], [y0, y1]]): Box => [x0, y0, x1, y1]);
    return fc.record({ page: fc.constant({ width, height }), row: box, cell: box });
  });

test('what the console shows of a page is of the page, has what is in question in its middle, and all of it where that fits', () => {
  fc.assert(
    fc.property(pages, ({ page, row, cell }) => {
      const window = placeView(row, [cell], page);
      const [x0, y0, x1, y1] = window;
      expect(isWithin([0, 0, page.width, page.height], window)).toBe(true);
      const isSmall = cell[2] - cell[0] <= x1 - x0 && cell[3] - cell[1] <= y1 - y0;
      const isInRow = isWithin(row, cell);
      if (isSmall && isInRow) expect(isWithin([x0 - 0.01, y0 - 0.01, x1 + 0.01, y1 + 0.01], cell)).toBe(true);
    }),
  );
});
