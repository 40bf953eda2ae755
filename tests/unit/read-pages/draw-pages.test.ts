import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { Drawn, TableRows } from '#contracts/drawn.ts';
import { Extracted } from '#contracts/extracted.ts';
import { drawPages } from '#functions/read-pages/draw-pages.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import { sha256 } from '#shared/hash.ts';
import { readJson, writeJson } from '#shared/json.ts';
import { drawnKey } from '#shared/run.ts';
import { BLUE_LIST as LIST, LYING_PAGES } from '../../fakes/lying-pages.ts';
import { testPorts } from '../../fakes/ports.ts';
import { rawPdf } from '../../fakes/raw-pdf.ts';
import { runState } from '../../fakes/records.ts';
import { TITLE } from '../extract/raw-list.ts';
import { extract } from '../extract/typeset-lists.ts';

const ports = await testPorts();
afterAll(() => ports[Symbol.asyncDispose]());
const READERS = [pdfiumReader, spreadsheetReader];

/** Reads a file, and draws it behind that as the machine does; each under a key of its own. */
const drawn = async (bytes: Uint8Array, extracted?: Extracted) => {
  const [hash, key] = [sha256(bytes), `inbox/demo/${sha256(bytes).slice(0, 8)}`];
  await ports.inbox.write(key, bytes, 'application/octet-stream');
  const version = (await ports.inbox.head(key))?.version ?? '';
  if (extracted) await writeJson(ports.artefacts, `${key}.json`, extracted);
  const { dealerId, inbox, ending } = runState();
  const request = {
    ...{ dealerId, ending, sha256: hash, inbox: { ...inbox, key, version } },
    artefacts: extracted ? { extracted: `${key}.json` } : {},
  };
  const told = await drawPages(request, ports, READERS);
  const again = await drawPages(request, ports, READERS);
  const kept = drawnKey('demo', hash);
  const made = (await ports.artefacts.head(kept)) ? await readJson(ports.artefacts, kept, Drawn) : null;
  return { told, again, made };
};

/** A picture by the blueness of its pixels: a PNG with a palette and without filters (ISO/IEC 15948, 11.2.2, 11.2.3). */
const pictureOf = (png: Uint8Array) => {
  const bytes = Buffer.from(png);
  const chunk = (type: string) => {
    const place = bytes.indexOf(type, 8, 'latin1');
    return bytes.subarray(place + 4, place + 4 + bytes.readUInt32BE(place - 4));
  };
  const [header, palette, rows] = [chunk('IHDR'), chunk('PLTE'), inflateSync(chunk('IDAT'))];
  expect([...header.subarray(8, 10)]).toEqual([8, 3]);
  const isBlue = Array.from(
    { length: 256 },
    (_, at) => (palette[3 * at + 2] as number) - (palette[3 * at] as number) > 100,
  );
  return { widthPx: header.readUInt32BE(0), heightPx: header.readUInt32BE(4), rows, isBlue };
};

/** Where a picture is blue, in points of its page. */
const blueIn = (png: Uint8Array, { width, height }: { width: number; height: number }) => {
  const { widthPx, heightPx, rows, isBlue } = pictureOf(png);
  const box = [widthPx, heightPx, 0, 0] as [number, number, number, number];
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++)
      if (isBlue[rows[y * (widthPx + 1) + 1 + x] as number]) {
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x + 1);
        box[3] = Math.max(box[3], y + 1);
      }
  return box.map((at, side) => at * (side % 2 === 0 ? width / widthPx : height / heightPx)) as typeof box;
};

describe('a page with machines is drawn', () => {
  test.each(LYING_PAGES)('%s, and a box of it holds what it is the box of', async (_, pdf) => {
    const bytes = rawPdf(pdf);
    const extracted = Extracted.parse(await extract(bytes));
    const box = extracted.products.find(({ modelCode }) => modelCode === 'QBX7')?.cells.modelCode;
    const { made, told, again } = await drawn(bytes, extracted);
    expect([told.drawn, again.drawn]).toEqual([1, 0]);
    const [page] = made?.pages ?? [];
    if (!page || !box) throw new Error('the page was not drawn, or its code not read');
    const ink = blueIn(await ports.artefacts.read(page.key), page);
    expect(Math.max(ink[2] - ink[0], ink[3] - ink[1])).toBeGreaterThan(10);
    expect(ink[0]).toBeGreaterThan(box[0] - 1);
    expect(ink[1]).toBeGreaterThan(box[1] - 1);
    expect(ink[2]).toBeLessThan(box[2] + 1);
    expect(ink[3]).toBeLessThan(box[3] + 1);
  });

  test('where it is a poster more coarsely', async () => {
    const { made } = await drawn(rawPdf({ pages: [{ content: LIST }], size: [4000, 5000] }));
    const [{ widthPx = 0, heightPx = 0, width } = { width: 0 }] = made?.pages ?? [];
    expect(widthPx * heightPx).toBeLessThan(6_100_000);
    expect(width).toBe(4000);
  });
});

test('pages without machines are left out', async () => {
  const bytes = rawPdf({ pages: [{ content: TITLE }, { content: LIST }, { content: '' }] });
  const { made } = await drawn(bytes, Extracted.parse(await extract(bytes)));
  expect(made?.pages.map(({ page }) => page)).toEqual([2]);
});

test('a file that is read only by what people have said since is drawn where its machines stand, too', async () => {
  const bytes = rawPdf({ pages: [{ content: TITLE }, { content: LIST }, { content: LIST }] });
  const refused = await drawn(bytes);
  expect(refused.made?.pages.map(({ page }) => page)).toEqual([1]);
  const { told, again, made } = await drawn(bytes, Extracted.parse(await extract(bytes)));
  expect([told.drawn, again.drawn]).toEqual([2, 0]);
  expect(made?.pages.map(({ page }) => page)).toEqual([1, 2, 3]);
});

test('a file that nobody can open leaves nothing, and is no error', async () => {
  const { told, made } = await drawn(new Uint8Array(Buffer.from('%PDF-1.7\nnothing')));
  expect(told).toEqual({ drawn: 0, undrawn: 0 });
  expect(made).toBeNull();
});

test('a sheet is kept as a table, in parts', async () => {
  const lines = Array.from({ length: 450 }, (_, at) => `Q${at};;${at},50`);
  const { made } = await drawn(new Uint8Array(Buffer.from(`code;note;price\n${lines.join('\n')}\n`)));
  const [sheet] = made?.sheets ?? [];
  expect(sheet).toMatchObject({ page: 1, name: null, columns: ['A', 'B', 'C'] });
  expect(sheet?.parts.map(({ first, last }) => [first, last])).toEqual([
    [1, 200],
    [201, 400],
    [401, 451],
  ]);
  const { rows } = await readJson(ports.artefacts, sheet?.parts[1]?.key ?? '', TableRows);
  expect(rows[0]).toEqual({
    row: 201,
    cells: [
      { column: 0, text: 'Q199' },
      { column: 2, text: '199,50' },
    ],
  });
});
