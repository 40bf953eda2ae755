import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWish } from '#desk/refusal.ts';
import { ExportLists, exportLists as exportTables } from '#desk/reports/export.ts';
import { delimitedText } from '#functions/reports/delimited-text.ts';
import { writeWorkbook } from '#functions/reports/workbook.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { openFolder } from '../files/open-folder.ts';
import { say, tell } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';

type Tables = Awaited<ReturnType<typeof exportTables>>['tables'];

/** All tables in one workbook, and each as text of its own; the paths written. */
const writeTables = async (base: string, tables: Tables): Promise<string[]> => {
  const workbook = `${base}.xlsx`;
  await writeWorkbook(workbook, tables);
  const texts = tables.map((table) => ({ path: `${base}-${table.name}.csv`, text: delimitedText(table) }));
  for (const { path, text } of texts) await writeFile(path, text);
  return [workbook, ...texts.map(({ path }) => path)];
};

const run = async (given: Arguments): Promise<number> => {
  const [name, ...more] = given.files;
  const { out } = given.options;
  if (!name || more.length > 0) throw new UsageError('Name the one DEALER or RUN to export');
  if (!out) throw new UsageError('Say with --out DIR where the files go');
  await openFolder('out', out);
  return atTarget(given, async (ports) => {
    const { base, tables } = await exportTables(parseWish(ExportLists, { name }), ports);
    const files = await writeTables(join(out, base), tables);
    await tell(given, { files }, () => {
      for (const path of files) say(path);
    });
    return 0;
  });
};

/** `feedwright export`: products and verdicts for a spreadsheet. */
export const exportLists: Command = {
  summary: 'Write products and their verdicts as a workbook and as CSV',
  usage: 'export DEALER|RUN --out DIR',
  examples: ['feedwright export samples --out exports'],
  options: { out: { type: 'string', value: 'DIR', description: 'where the .xlsx and the .csv files go' } },
  run,
};
