import { fieldNamed } from '#reference/catalogue/field-names.ts';
import type { Ports } from '#shared/ports.ts';
import type { TaughtMeaning } from '#shared/table/records.ts';
import { meaningScope, meaningsFor } from '#shared/taught-meanings.ts';
import type { TaughtLabel } from './meaning/understand.ts';

/** What is said of labels for a dealer: its own people's word comes before that for all dealers. */
export const taughtLabelsFor = async (
  dealerId: string,
  ports: Pick<Ports, 'table'>,
): Promise<TaughtLabel[]> => taughtLabels(await meaningsFor(dealerId, ports));

/** The meanings that are of labels; one whose field is no longer read is left out. */
export const taughtLabels = (
  meanings: readonly Omit<TaughtMeaning, 'taughtBy' | 'taughtAt'>[],
): TaughtLabel[] =>
  meanings.flatMap(({ kind, text, section, means, scope }) => {
    const field = means === null ? null : fieldNamed(means);
    if (kind !== 'label' || (means !== null && field === null)) return [];
    return { label: text, section, field, by: scope === meaningScope(null) ? 'all' : 'dealer' };
  });
