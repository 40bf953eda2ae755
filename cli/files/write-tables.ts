import { writeFile } from 'node:fs/promises';
import { delimitedText } from '#functions/reports/delimited-text.ts';
import { workbookOf } from '#functions/reports/workbook.ts';

type Tables = Parameters<typeof workbookOf>[0];

/** All tables in one workbook, and each as text of its own; the paths written. */
export const writeTables = async (base: string, tables: Tables): Promise<string[]> => {
  const workbook = `${base}.xlsx`;
  await writeFile(workbook, await workbookOf(tables));
  const texts = tables.map((table) => ({ path: `${base}-${table.name}.csv`, text: delimitedText(table) }));
  for (const { path, text } of texts) await writeFile(path, text);
  return [workbook, ...texts.map(({ path }) => path)];
};
