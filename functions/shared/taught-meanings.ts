import { plainLabel } from '#reference/catalogue/row-labels.ts';
import { auditScope } from './audit.ts';
import type { Ports } from './ports.ts';
import type { TaughtMeaning } from './table/records.ts';

/** The scope of what a dealer's people say, or of what holds for all dealers (null). */
export const meaningScope = (dealerId: string | null): string => auditScope(dealerId);

/** A printed text as meanings are kept and looked for: neither case nor what stands in brackets counts. */
export const meaningText = (kind: TaughtMeaning['kind'], printed: string): string =>
  kind === 'label'
    ? plainLabel(printed)
    : printed
        .normalize('NFC')
        .toLowerCase()
        .replace(/[\s#]+/g, ' ')
        .trim();

/** What holds for a dealer: what its own people say, then what holds for all and they say nothing about. */
export const meaningsFor = async (
  dealerId: string,
  { table }: Pick<Ports, 'table'>,
): Promise<TaughtMeaning[]> => {
  const [own, ofAll] = await Promise.all(
    [dealerId, null].map((whose) => table.meanings.query({ scope: meaningScope(whose) })),
  );
  const keyOf = ({ kind, text, section }: TaughtMeaning) => JSON.stringify([kind, text, section]);
  const said = new Set(own?.map(keyOf));
  return [...(own ?? []), ...(ofAll ?? []).filter((one) => !said.has(keyOf(one)))];
};
