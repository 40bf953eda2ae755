import { fieldNamed } from '#reference/catalogue/field-names.ts';
import type { Ports } from '#shared/ports.ts';
import type { Meaning } from '#shared/table/knowledge-records.ts';
import { meaningScope, meaningsFor, type Rewording, rewordingBy } from '#shared/taught-meanings.ts';
import type { TaughtLabel } from './meaning/understand.ts';

/** What people say that a book prints. */
export interface Taught {
  labels: readonly TaughtLabel[];
  /** Writes units of no lexicon as those that they are. */
  units: Rewording;
}

/** What is said for a dealer: its own people's word comes before that for all dealers. */
export const meaningsOfBooks = async (dealerId: string, ports: Pick<Ports, 'table'>): Promise<Meaning[]> =>
  (await meaningsFor(dealerId, ports)).filter(({ kind }) => kind === 'label' || kind === 'unit');

/** The meanings by what they are of; a label whose field is no longer read is left out. */
export const taughtIn = (meanings: readonly Meaning[]): Taught => ({
  labels: meanings.flatMap(({ kind, text, section, means, scope }) => {
    const field = means === null ? null : fieldNamed(means);
    if (kind !== 'label' || (means !== null && field === null)) return [];
    return { label: text, section, field, by: scope === meaningScope(null) ? 'all' : 'dealer' } as const;
  }),
  units: rewordingBy('unit', meanings),
});
