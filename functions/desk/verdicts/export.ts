import * as z from 'zod';
import type { ExportTable } from '#functions/reports/export-tables.ts';
import { explained } from '#functions/verdict/judge-ad.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import type { Ports } from '#shared/ports.ts';
import type { AdVerdict, UploadRecord } from '#shared/table/verdict-records.ts';
import { listVerdicts } from './verdicts.ts';

export const ExportVerdicts = z.strictObject({ dealerId: z.string() });

type Cell = string | number | null;

const AD_COLUMNS: readonly (readonly [string, (ad: AdVerdict) => Cell])[] = [
  ['dealer', ({ dealerId }) => dealerId],
  ['adId', ({ adId }) => adId],
  ['standing', ({ standing }) => standing],
  ['live', ({ live }) => (live === null ? null : live ? 'yes' : 'no')],
  ['since', ({ since }) => since],
  // Longer than what a spreadsheet keeps of a number.
  ['avitoId', ({ avitoId }) => avitoId],
  ['url', ({ url }) => url],
  ['status', ({ status }) => status],
  ['section', ({ section }) => section],
  ['sectionTitle', ({ sectionTitle }) => sectionTitle],
  ['codes', ({ messages }) => messages.map(({ code }) => code ?? '').join('; ')],
  ['messages', ({ messages }) => messages.map(explained).map(sentenceOf).join('; ')],
  ['whatToDo', ({ messages }) => [...new Set(messages.map(explained).map(remedyOf))].join(' ')],
  ['paidUntil', ({ endsAt }) => endsAt],
  ['load', ({ uploadId }) => uploadId],
  ['loadedAt', ({ loadedAt }) => loadedAt],
  ['feedVersion', ({ feedVersion }) => feedVersion],
  ['formerIds', ({ formerIds }) => formerIds.join('; ')],
];

const COUNTS = ['delivered', 'active', 'warned', 'refused', 'waiting', 'gone', 'missing', 'unknown'] as const;

const LOAD_COLUMNS: readonly (readonly [string, (load: UploadRecord) => Cell])[] = [
  ['dealer', ({ dealerId }) => dealerId],
  ['load', ({ uploadId }) => uploadId],
  ['window', ({ window }) => window],
  ['startedAt', ({ startedAt }) => startedAt],
  ['seenAt', ({ seenAt }) => seenAt],
  ['source', ({ source }) => source],
  ['status', ({ status }) => status],
  ['outcome', ({ outcome }) => outcome],
  ['copy', ({ copy }) => copy],
  ['feedVersion', ({ feedVersion }) => feedVersion],
  ['feedSha256', ({ feedSha256 }) => feedSha256],
  ['total', ({ total }) => total],
  ...COUNTS.map((name) => [name, ({ counts }: UploadRecord) => counts?.[name] ?? null] as const),
  ['alarms', ({ alarms }) => alarms.map(sentenceOf).join('; ')],
  ['unknownCodes', ({ unknownCodes }) => Object.keys(unknownCodes).join('; ')],
];

const tableOf = <Row>(
  name: string,
  columns: readonly (readonly [string, (row: Row) => Cell])[],
  rows: readonly Row[],
): ExportTable => ({
  name,
  headings: columns.map(([heading]) => heading),
  rows: rows.map((row) => columns.map(([, cellOf]) => cellOf(row))),
});

/** How a dealer's ads stand and its loads ended, as tables. Throws `Refusal`. */
export const exportVerdicts = async (
  { dealerId }: z.infer<typeof ExportVerdicts>,
  ports: Ports,
): Promise<{ base: string; tables: ExportTable[] }> => {
  const found = await listVerdicts({ dealerId }, ports);
  return {
    base: `${dealerId}-verdicts`,
    tables: [
      tableOf(
        'ads',
        AD_COLUMNS,
        found.flatMap(({ ads }) => ads),
      ),
      tableOf(
        'loads',
        LOAD_COLUMNS,
        found.flatMap(({ loads }) => loads),
      ),
    ],
  };
};
