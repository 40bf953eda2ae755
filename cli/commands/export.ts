import { join } from 'node:path';
import { parseWish } from '#desk/refusal.ts';
import { ExportLists, exportLists as exportTables } from '#desk/reports/export.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { openFolder } from '../files/open-folder.ts';
import { writeTables } from '../files/write-tables.ts';
import { say, tell } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';

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
