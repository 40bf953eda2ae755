import * as z from 'zod';
import { Catalogue } from '#contracts/catalogue.ts';
import { Drawn, type DrawnPage } from '#contracts/drawn.ts';
import { Extracted } from '#contracts/extracted.ts';
import { RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import { openFirst } from '#pages/open-first.ts';
import { type OpenDocument, type PageReader, UnreadableDocument } from '#pages/page.ts';
import { palettePngOf } from '#pages/palette-png.ts';
import { sha256 } from '#shared/hash.ts';
import { readJson, writeJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { drawnKey } from '#shared/run.ts';
import { bytesOf } from './read-chunk.ts';
import { tablesOf } from './sheet-tables.ts';

/** A run that is over: what people may be asked about it is drawn, so that nobody has to open the file for it. */
export const DrawRequest = RunState.pick({
  ...{ dealerId: true, inbox: true, sha256: true, artefacts: true, ending: true },
});
type DrawRequest = z.infer<typeof DrawRequest>;

/** How much there is to look at now. */
export const Drawing = z.strictObject({ drawn: z.number().int(), undrawn: z.number().int() });
type Drawing = z.infer<typeof Drawing>;

type DrawPorts = Pick<Ports, 'inbox' | 'artefacts' | 'clock'>;

/** Pixels a point: 144 dpi, at which small print can be read when it is enlarged. */
const SCALE = 2;
/** An A3 has 4 million; a poster is drawn more coarsely. */
const MOST_PIXELS = 6_000_000;
/** The longest list has some 40; of a thick book the first ones. */
const MOST_PAGES = 400;
const MOST_SECONDS = 240;

const inOrder = (pages: readonly number[]): number[] => [...new Set(pages)].sort((one, other) => one - other);

const pagesOfList = ({ products, problems, leftOut }: Extracted): number[] =>
  [...products, ...problems.map(({ place }) => place), ...leftOut].map(({ page }) => page);

const pagesOfBook = ({ models }: Catalogue): number[] =>
  models.flatMap(({ page, places, engines, tracks }) => [
    page,
    ...[...Object.values(places), ...engines.flatMap((each) => Object.values(each.places))].map(
      (place) => place.page,
    ),
    ...tracks.flatMap(({ place }) => place?.page ?? []),
  ]);

/** Pages with rows of a list or models of a book; of a file that is neither the one that says so. */
const wantedPages = async (
  { artefacts: keys, ending }: DrawRequest,
  { artefacts }: DrawPorts,
): Promise<number[]> => {
  if (keys.extracted) return inOrder(pagesOfList(await readJson(artefacts, keys.extracted, Extracted)));
  if (keys.catalogue) return inOrder(pagesOfBook(await readJson(artefacts, keys.catalogue, Catalogue)));
  return [ending?.reason?.place?.page ?? 1];
};

const scaleFor = (width: number, height: number): number =>
  Math.min(SCALE, Math.sqrt(MOST_PIXELS / (width * height)));

/** The page as a picture under the hash of its bytes. Throws `UnreadableDocument` or a RangeError. */
const drawPage = async (
  document: OpenDocument,
  page: number,
  keyOf: (name: string) => string,
  { artefacts }: DrawPorts,
): Promise<DrawnPage> => {
  const { width, height } = await document.readPage(page, 'placed');
  const bitmap = document.renderPage(page, scaleFor(width, height));
  const png = await palettePngOf(bitmap);
  const key = keyOf(`${page}-${sha256(png).slice(0, 16)}.png`);
  await artefacts.write(key, png, 'image/png');
  return { page, width, height, widthPx: bitmap.widthPx, heightPx: bitmap.heightPx, key };
};

const undrawn = (page: number, detail: string): Drawn['undrawn'][number] => ({
  page,
  reason: reason('page-not-drawn', { detail }),
});

const isUndrawable = (error: unknown): error is Error =>
  error instanceof UnreadableDocument || error instanceof RangeError;

type Found = Pick<Drawn, 'pages' | 'sheets' | 'undrawn'>;

const NOTHING_FOUND: Found = { pages: [], sheets: [], undrawn: [] };

/** One page after the other, behind those that are drawn already: memory holds one picture. */
const drawAll = async (
  document: OpenDocument,
  pages: readonly number[],
  before: Found,
  keyOf: (name: string) => string,
  ports: DrawPorts,
): Promise<Found> => {
  const drawn: Found = { ...before, pages: [...before.pages], undrawn: [...before.undrawn] };
  const until = ports.clock().getTime() + MOST_SECONDS * 1000;
  for (const page of pages)
    if (drawn.pages.length === MOST_PAGES || ports.clock().getTime() > until)
      drawn.undrawn.push(undrawn(page, `${drawn.pages.length} pages of this file are drawn already`));
    else
      try {
        drawn.pages.push(await drawPage(document, page, keyOf, ports));
      } catch (error) {
        if (!isUndrawable(error)) throw error;
        drawn.undrawn.push(undrawn(page, error.message));
      }
  return drawn;
};

const orNothing = (error: unknown): null => {
  if (error instanceof UnreadableDocument) return null;
  throw error;
};

/** A file of which one page was drawn, since nobody could read it, may be read by what people have said since. */
const missingIn = ({ pages, undrawn }: Found, wanted: readonly number[]): number[] => {
  const told = new Set([...pages, ...undrawn].map(({ page }) => page));
  return wanted.filter((page) => !told.has(page));
};

const drawnBefore = async (key: string, { artefacts }: DrawPorts): Promise<Drawn | null> =>
  (await artefacts.head(key)) ? readJson(artefacts, key, Drawn) : null;

/**
 * Draws the pages of a file that people may be asked about, or keeps its sheets as tables, once for the same bytes. A
 * file that nobody can open is nothing to look at.
 */
export const drawPages = async (
  request: DrawRequest,
  ports: DrawPorts,
  readers: readonly PageReader[],
): Promise<Drawing> => {
  const keyOf = (name?: string) => drawnKey(request.dealerId, request.sha256 ?? '', name);
  const before = await drawnBefore(keyOf(), ports);
  const missing = missingIn(before ?? NOTHING_FOUND, await wantedPages(request, ports));
  if (before && (before.sheets.length > 0 || missing.length === 0)) return { drawn: 0, undrawn: 0 };
  const started = ports.clock().getTime();
  const document = await openFirst(readers, await bytesOf(request, ports)).catch(orNothing);
  if (!document) return { drawn: 0, undrawn: 0 };
  try {
    const pages = missing.filter((page) => page <= document.pageCount);
    const found = document.sheets
      ? { ...NOTHING_FOUND, sheets: await tablesOf(document.sheets, keyOf, ports) }
      : await drawAll(document, pages, before ?? NOTHING_FOUND, keyOf, ports);
    const seconds = (before?.seconds ?? 0) + (ports.clock().getTime() - started) / 1000;
    const drawn: Drawn = { contractVersion: 1, sha256: request.sha256 ?? '', ...found, seconds };
    await writeJson(ports.artefacts, keyOf(), drawn);
    const count = (of: 'pages' | 'undrawn') => found[of].length - (before?.[of].length ?? 0);
    return { drawn: count('pages') + found.sheets.length, undrawn: count('undrawn') };
  } finally {
    document.close();
  }
};
