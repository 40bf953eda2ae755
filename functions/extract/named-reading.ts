import type { OpenDocument } from '#pages/page.ts';
import type { PriceListReading } from './add-table.ts';
import type { ColumnNamer } from './naming/column-namer.ts';
import { type Naming, nameColumns } from './naming/name-columns.ts';
import type { PageSources, RecognizedPages } from './page-sources.ts';
import { readPriceList } from './price-list.ts';

/** Who helps with one document, and what came of it so far. */
export interface Work {
  recognizedPages: RecognizedPages;
  namers: readonly ColumnNamer[];
  /** Pages without a usable text layer are read from their pictures later. */
  picturesFollow: boolean;
  sources: PageSources;
  /** Pages that may lack what their damage has swallowed. */
  damaged: ReadonlySet<number>;
  servicesUsd: number;
}

export interface NamedReading extends Pick<Naming, 'notes' | 'declined'> {
  reading: PriceListReading;
}

/** Reads the list; where pages have no priced rows, namers are asked about their tables and the list is read again. */
export async function readNamed(document: OpenDocument, work: Work): Promise<NamedReading> {
  const reading = await readPriceList(document, work.damaged);
  const waits = work.namers.length === 0 || (work.picturesFollow && work.sources.unread.size > 0);
  const pages = waits ? [] : pagesWithoutPrices(reading, document.pageCount);
  if (pages.length === 0) return { reading, notes: [], declined: [] };
  const { names, notes, declined, servicesUsd, passing } = await nameColumns(document, pages, work.namers);
  work.servicesUsd += servicesUsd;
  if (passing && names.size === 0 && reading.rows.length === 0) throw passing;
  for (const [heading, column] of names) work.sources.headingNames.set(heading, column);
  return { reading: names.size > 0 ? await readPriceList(document, work.damaged) : reading, notes, declined };
}

function pagesWithoutPrices({ rows }: PriceListReading, pageCount: number): number[] {
  const priced = new Set(rows.filter(({ cells }) => cells.price).map(({ page }) => page));
  return Array.from({ length: pageCount }, (_, index) => index + 1).filter((page) => !priced.has(page));
}
