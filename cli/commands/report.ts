import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '#contracts/report.ts';
import { namedLists } from '#desk/reports/named-lists.ts';
import { keepReport } from '#functions/reports/keep-report.ts';
import { sentenceOf } from '#messages/say.ts';
import type { Ports } from '#shared/ports.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { grid } from '../say/grid.ts';
import { bold, printable, printText, say } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';
import { atTarget } from '../target/at-target.ts';
import { foldersFor } from '../target/folders-for.ts';

const REASONS_SAID = 10;

const sayReport = ({ totals, coverage, reasons, comparisons }: Report): void => {
  const { products, published, review, rejected } = totals;
  say(`${products} products = ${published} published + ${review} in review + ${rejected} rejected`);
  say(`${seconds(totals.seconds)} of work, $${totals.costUsd.toFixed(4)}\n`);
  const rows = coverage.families.map(({ name, products, published }) => [
    printable(name),
    products,
    published,
  ]);
  const [heading = '', ...lines] = grid([['Family', 'Products', 'Published'], ...rows]);
  say(bold(heading));
  for (const line of lines) say(line);
  if (reasons.length > 0) say(`\n${bold('Why products are not published')}`);
  for (const { reason, products: count } of reasons.slice(0, REASONS_SAID))
    say(`${String(count).padStart(5)}  ${printable(sentenceOf(reason))}`);
  for (const { document, previous, added, removed, prices } of comparisons.filter(({ sameYear }) => sameYear))
    say(
      `\n${printable(document)} after ${printable(previous)}: ${added.length} new, ${removed.length} gone, ${prices.length} other prices`,
    );
};

/** The dealer named by nothing: the only one who has a list in force. */
const onlyDealer = async ({ table }: Ports): Promise<string> => {
  const dealers = await table.dealers.queryIndex('GSI1', {});
  const lists = await Promise.all(dealers.map(({ dealerId }) => table.lists.query({ dealerId })));
  const ids = dealers.map(({ dealerId }) => dealerId).filter((_, at) => (lists[at] ?? []).length > 0);
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
  throw new UsageError(`Name a dealer or a run: ${ids.join(', ') || 'no list is in force yet'}`);
};

const run = async (given: Arguments): Promise<number> => {
  const [name] = given.files;
  if (given.files.length > 1) throw new UsageError('Name one DEALER or RUN');
  return atTarget(given, foldersFor, async (ports) => {
    const lists = await namedLists(name ?? (await onlyDealer(ports)), ports);
    const { report, files } = await keepReport(lists, ports);
    if (given.flags.has('json')) await printText(`${JSON.stringify(report, null, 1)}\n`);
    else {
      const folder = join(ports.pages, 'reports', lists.runId ?? lists.dealerId);
      await mkdir(folder, { recursive: true });
      for (const { name: file, text } of files) await writeFile(join(folder, file), text);
      sayReport(report);
      say(`\n${join(folder, 'report.html')}`);
    }
    return 0;
  });
};

/** `feedwright report`: what became of a list, or of all lists of a dealer. */
export const report: Command = {
  summary: 'Report on a dealer or a run: counts, reasons, confidence, completeness, changes, cost',
  usage: 'report [DEALER|RUN] [--json] [--out DIR]',
  examples: ['feedwright report', 'feedwright report demo --json'],
  options: {
    json: { type: 'boolean', description: 'print report.json instead' },
    out: { type: 'string', value: 'DIR', description: 'on the data of an earlier feedwright process' },
  },
  run,
};
