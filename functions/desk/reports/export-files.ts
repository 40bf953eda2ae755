import * as z from 'zod';
import { delimitedText } from '#functions/reports/delimited-text.ts';
import { keepReport } from '#functions/reports/keep-report.ts';
import { workbookOf } from '#functions/reports/workbook.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Actor } from '../acts.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import type { DeskPorts } from '../ports.ts';
import { exportLists } from './export.ts';
import { listsNamed } from './report.ts';

export const ExportFiles = z.strictObject({ dealerId: z.string() });

/** Files that an export has made: what each is called, and its key among the artefacts. */
export const ExportedFiles = z.object({ files: z.array(z.object({ name: z.string(), key: z.string() })) });
export type ExportedFiles = z.infer<typeof ExportedFiles>;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const keepTables = async (
  base: string,
  keyOf: (name: string) => string,
  wish: z.infer<typeof ExportFiles>,
  ports: DeskPorts,
): Promise<ExportedFiles['files']> => {
  const { tables } = await exportLists({ name: wish.dealerId }, ports);
  const files = [
    { name: `${base}.xlsx`, body: await workbookOf(tables), type: XLSX },
    ...tables.map((table) => ({
      name: `${base}-${table.name}.csv`,
      body: delimitedText(table),
      type: 'text/csv; charset=utf-8',
    })),
  ];
  for (const { name, body, type } of files) await ports.artefacts.write(keyOf(name), body, type);
  return files.map(({ name }) => ({ name, key: keyOf(name) }));
};

/**
 * Makes files of a dealer's products with their verdicts, as a workbook and as texts, and of the report on its lists.
 * They are the dealer's to fetch. Throws `Refusal` where no list of it is in force.
 */
export const exportFiles = async (
  actor: Actor,
  wish: z.infer<typeof ExportFiles>,
  ports: DeskPorts,
): Promise<ExportedFiles> => {
  const { dealerId } = wish;
  await refuseUnknownDealer(dealerId, ports);
  const lists = await listsNamed(dealerId, ports);
  const deed = { dealerId, action: 'lists.export', subject: dealerId, details: {} };
  return ports.acts.perform(actor, deed, async ({ id, at }) => {
    const base = `${dealerId}-${moscowMinute(at).slice(0, '2026-11-01'.length)}`;
    const files = await keepTables(base, (name) => `reports/${dealerId}/exports/${id}/${name}`, wish, ports);
    const { files: kept } = await keepReport(lists, ports);
    const shown = kept.filter(({ name }) => name !== 'report.json');
    const nameOf = (name: string) => (name === 'report.html' ? `${base}.html` : `${base}-${name}`);
    return { files: [...files, ...shown.map(({ name, key }) => ({ name: nameOf(name), key }))] };
  });
};
