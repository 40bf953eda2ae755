import type { Extracted } from '#contracts/extracted.ts';
import { isRejection } from '#contracts/outcome.ts';
import { extractPriceList } from '#functions/extract/extract-price-list.ts';
import type { PageReader } from '#pages/page.ts';
import { type DrawnRow, type SightPage, sightPage } from './sight-page.ts';

/** What came of the rows of some pages. */
export interface Tally {
  rows: number;
  /** Rows that a person sees, held or lost in no silence. */
  held: string[];
  /** Rows that came out wrong without a word. */
  wrong: string[];
}

/** Reads a page for each seed and holds what was read against what was drawn. */
export async function judgePages(
  seeds: Iterable<number>,
  reader: PageReader,
  draw: (seed: number) => SightPage = sightPage,
): Promise<Tally> {
  const tally: Tally = { rows: 0, held: [], wrong: [] };
  for (const seed of seeds) await judgePage(draw(seed), reader, tally);
  return tally;
}

async function judgePage({ seed, bytes, rows }: SightPage, reader: PageReader, tally: Tally): Promise<void> {
  const about = { name: 'list.pdf', sha256: 'a'.repeat(64) };
  const read = await extractPriceList(bytes, about, {
    readers: [reader],
    extractedAt: '2026-09-01T00:00:00.000Z',
  });
  const mayHold = rows.some(({ truth }) => truth === 'asked');
  for (const row of rows) {
    tally.rows++;
    const said = isRejection(read) ? refused(row, rows, read.reason.code) : verdictOn(row, read, mayHold);
    if (said) tally[said.what].push(`seed ${seed}, ${row.modelCode}, ${row.style}: ${said.why}`);
  }
}

interface Said {
  what: 'held' | 'wrong';
  why: string;
}

/** A page of which nobody sees a row is none. */
const refused = ({ truth }: DrawnRow, rows: readonly DrawnRow[], category: string): Said | null =>
  truth === 'seen' && rows.length > 0 ? { what: 'held', why: `refused as ${category}` } : null;

function verdictOn(row: DrawnRow, read: Extracted, mayHold: boolean): Said | null {
  const product = read.products.find(({ modelCode }) => modelCode === row.modelCode);
  const isClean = read.accounted && product?.flags.length === 0;
  if (row.truth !== 'seen') {
    if (isClean) return { what: 'wrong', why: 'came out clean' };
    const isNamed =
      product || !read.accounted || read.leftOut.some(({ text }) => text.split(', ').includes(row.modelCode));
    return isNamed ? null : { what: 'wrong', why: 'vanished without a word' };
  }
  const isExact = product && isSame(row, product);
  if (isExact && isClean) return null;
  if (isExact && mayHold && product.flags.length === 0) return null;
  const isHeld = !read.accounted || (product?.flags.length ?? 0) > 0;
  const why = product ? `${product.flags.join()} ${isExact ? '' : JSON.stringify(product)}` : 'missing';
  return { what: isHeld ? 'held' : 'wrong', why };
}

const isSame = (row: DrawnRow, { model, engine, priceText }: Extracted['products'][number]): boolean =>
  model === row.model && engine === row.engine && priceText === row.price;
