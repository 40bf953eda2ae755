import * as z from 'zod';
import {
  type ExportTable,
  exportTable,
  productsTable,
  validationsTable,
} from '#functions/reports/export-tables.ts';
import { listedProducts } from '#functions/reports/listed-products.ts';
import { LISTING_SCORERS } from '#marketplace/listing-scorers.ts';
import { lastEvaluated } from '#shared/evaluated.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { listsNamed } from './report.ts';

/** A dealer's id or a run's. */
export const ExportLists = z.strictObject({ name: z.string() });

/** Products and their verdicts as tables, and what to call the files of them. Throws `Refusal`. */
export const exportLists = async (
  { name }: z.infer<typeof ExportLists>,
  ports: Ports,
): Promise<{ base: string; tables: ExportTable[] }> => {
  const { dealerId, runId, runs } = await listsNamed(name, ports);
  const products = listedProducts(runs);
  const evaluated = await lastEvaluated(dealerId, ports);
  const scorer = choosePart('listingScorer', LISTING_SCORERS, ports.parts.listingScorer);
  return {
    base: runId ? `${dealerId}-${runId}` : dealerId,
    tables: [
      ...[productsTable(products, scorer, evaluated), validationsTable(products)],
      exportTable(dealerId, runs, ports.clock()),
    ],
  };
};
