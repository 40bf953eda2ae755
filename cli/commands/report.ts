import { join } from 'node:path';
import type { Report } from '#contracts/report.ts';
import { parseWish } from '#desk/refusal.ts';
import { ReportOn, report as reportOn } from '#desk/reports/report.ts';
import type { WrittenReport } from '#functions/reports/keep-report.ts';
import { sentenceOf } from '#messages/say.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { writeReport } from '../files/write-report.ts';
import { sayTable } from '../say/grid.ts';
import { sayAsked } from '../say/questions.ts';
import { bold, printable, printJson, say } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';
import { atTarget } from '../target/at-target.ts';

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
  sayTable(['Family', 'Products', 'Published'], rows);
  if (reasons.length > 0) say(`\n${bold('Why products are not published')}`);
  for (const { reason, products: count } of reasons.slice(0, REASONS_SAID))
    say(`${String(count).padStart(5)}  ${printable(sentenceOf(reason))}`);
  for (const { document, previous, added, removed, prices } of comparisons.filter(({ sameYear }) => sameYear))
    say(
      `\n${printable(document)} after ${printable(previous)}: ${added.length} new, ${removed.length} gone, ${prices.length} other prices`,
    );
};

/** The page, and what plug-ins have written; the data of the page are no file to open. */
const filesToOpen = ({ files }: Pick<WrittenReport, 'files'>): string[] =>
  files.map(({ name }) => name).filter((name) => name !== 'report.json');

const run = async (given: Arguments): Promise<number> => {
  const [name, ...more] = given.files;
  if (more.length > 0) throw new UsageError('Name one DEALER or RUN');
  return atTarget(given, async (ports) => {
    const reported = await reportOn(parseWish(ReportOn, { name }), ports);
    if (given.flags.has('json')) await printJson(reported.report);
    else {
      const folder = join(ports.pages, 'reports', reported.name);
      await writeReport(folder, reported);
      sayReport(reported.report);
      sayAsked(reported.asked);
      say('');
      for (const file of filesToOpen(reported)) say(join(folder, file));
    }
    return 0;
  });
};

/** `feedwright report`: what became of a list, or of all lists of a dealer. */
export const report: Command = {
  summary: 'Report on a dealer or a run: counts, reasons, confidence, completeness, changes, cost',
  usage: 'report [DEALER|RUN]',
  examples: ['feedwright report', 'feedwright report samples --json'],
  options: {},
  run,
};
