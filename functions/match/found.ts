import type { Box } from '#contracts/box.ts';
import type { Place } from '#contracts/catalogue.ts';
import type { Column, ExtractedProduct } from '#contracts/extracted.ts';
import type { Source } from '#contracts/matched.ts';
import { INFERRED_CONFIDENCE, INHERITED_CONFIDENCE } from '#reference/matching/confidence.ts';
import type { SpecPage } from './spec-pages.ts';

/** A value and where it comes from; null where nothing we may read gives it. */
export type Found<T> = { readonly value: T; readonly source: Source } | null;

const NOWHERE: Source = {
  document: null,
  page: null,
  box: null,
  rule: null,
  inherited: false,
  confidence: 1,
};

/** The value with its source; null stays null. */
export const found = <T>(value: T | null | undefined, source: Source): Found<T> =>
  value === null || value === undefined ? null : { value, source };

export const fromList = (document: string, product: ExtractedProduct, column: Column): Source => ({
  ...NOWHERE,
  document,
  page: product.page,
  box: (product.cells[column] as Box | undefined) ?? null,
});

/** A place of a book; the whole model page where the book does not tell the value's own. */
export const fromPage = ({ catalogue, model }: SpecPage, place?: Place | null): Source => ({
  ...NOWHERE,
  document: catalogue.document,
  page: place?.page ?? model.page,
  box: place?.box ?? null,
});

export const byRule = (rule: string): Source => ({ ...NOWHERE, rule });

export const inferredFrom = (page: SpecPage, rule: string): Source => ({
  ...fromPage(page),
  rule,
  confidence: INFERRED_CONFIDENCE,
});

const inheritedFrom = ({ page, place }: Printed): Source => ({
  ...fromPage(page, place),
  rule: 'same engine or model in another spec book',
  inherited: true,
  confidence: INHERITED_CONFIDENCE,
});

/** Where a book prints a value. */
export interface Printed {
  readonly page: SpecPage;
  readonly place?: Place | null | undefined;
}

/** A value that all lenders agree on; where they differ nobody knows which is true here. */
export function lent<L, T>(
  lenders: readonly L[],
  give: (lender: L) => T | null,
  whereOf: (lender: L, value: T) => Printed,
): Found<T> {
  const [first, ...others] = lenders;
  if (!first) return null;
  const value = give(first);
  if (value === null || others.some((other) => give(other) !== value)) return null;
  return found(value, inheritedFrom(whereOf(first, value)));
}
