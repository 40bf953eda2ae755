import type { ExtractedProduct } from '#contracts/extracted.ts';
import { normalise } from '#reference/naming/normalise.ts';
import { auditScope } from './audit.ts';
import type { Ports } from './ports.ts';
import type { ModelValue } from './table/knowledge-records.ts';

type Row = Pick<ExtractedProduct, 'brand' | 'model' | 'package' | 'engine'>;

/** What tells one model with its engine from another, in one spelling for all lists and years. */
export const modelAndEngine = ({ brand, model, package: kit, engine }: Row): string =>
  normalise([brand, model, kit, engine].filter(Boolean).join(' '));

const keyOf = ({ model, field }: ModelValue): string => JSON.stringify([model, field]);

/** The values that people gave for models: the dealer's own, and where it has none those good for all. */
export const modelValuesOf = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<ModelValue[]> => {
  const [shared, own] = await Promise.all(
    [null, dealerId].map((whose) => table.modelValues.query({ scope: auditScope(whose) })),
  );
  return [...new Map([...(shared ?? []), ...(own ?? [])].map((value) => [keyOf(value), value])).values()];
};
