import * as z from 'zod';
import { TestedStep } from '#contracts/host-test.ts';
import { Report } from '#contracts/report.ts';
import { commandOf } from '#desk/commands/write-down.ts';
import { lastHostTest } from '#desk/dealers/test-dealer.ts';
import { ExportedFiles } from '#desk/reports/export-files.ts';
import { showReport } from '#desk/reports/report.ts';
import { COMMAND_STATES } from '#shared/table/member-records.ts';
import { type Asked, acts, answers } from '../route.ts';
import { OfDealer } from './dealer-id.ts';

const Exported = z.object({
  state: z.enum(COMMAND_STATES),
  files: z.array(z.object({ name: z.string(), url: z.string() })),
});

/** How a command stands that makes files, and signed addresses of those it has made. */
const filesMade = async (
  command: 'lists.export' | 'dealer.export',
  wish: { dealerId: string; commandId: string },
  { ports, downloads }: Asked,
): Promise<z.infer<typeof Exported>> => {
  const { state, result, name } = await commandOf(wish, ports);
  const made = name === command && result ? ExportedFiles.parse(JSON.parse(result)).files : [];
  const files = made.map(async ({ name: as, key }) => ({
    name: as,
    url: await downloads.addressFor({ store: 'artefacts', key, as }),
  }));
  return { state, files: await Promise.all(files) };
};

const OfCommand = OfDealer.extend({ commandId: z.string().max(64) });

/** What is told of a dealer's lists as a whole, and what can be taken along. */
export const REPORT_ROUTES = [
  answers({
    path: '/dealers/{dealerId}/report',
    permission: 'dealer.read',
    dearness: 'dear',
    summary: 'Counts, reasons, confidence, completeness, changes and cost of the lists in force',
    in: OfDealer,
    out: Report,
    answer: ({ dealerId }, { ports }) => showReport(dealerId, ports),
  }),
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/exports',
    permission: 'dealer.read',
    summary: 'Make files of all products with their verdicts: a workbook, texts and the report',
    in: OfDealer,
    command: 'lists.export',
  }),
  answers({
    path: '/dealers/{dealerId}/exports/{commandId}',
    permission: 'dealer.read',
    summary: 'Addresses of the files that an export has made',
    in: OfCommand,
    out: Exported,
    answer: (wish, asked) => filesMade('lists.export', wish, asked),
  }),
  // Who may see the dealer's people: they stand in it, too.
  acts({
    method: 'POST',
    path: '/dealers/{dealerId}/archives',
    permission: 'members.keep',
    summary: 'Make an archive of everything that is held of a dealer; secrets stand in it by name alone',
    in: OfDealer,
    command: 'dealer.export',
  }),
  answers({
    path: '/dealers/{dealerId}/archives/{commandId}',
    permission: 'members.keep',
    summary: 'The address of an archive that was made, which is good for some minutes',
    in: OfCommand,
    out: Exported,
    answer: (wish, asked) => filesMade('dealer.export', wish, asked),
  }),
  answers({
    path: '/dealers/{dealerId}/host-test',
    permission: 'dealer.read',
    summary: 'The last test of the way to the feed’s URL; without steps where there was none',
    in: OfDealer,
    out: z.object({ at: z.string().nullable(), steps: z.array(TestedStep) }),
    answer: ({ dealerId }, { ports }) => lastHostTest(dealerId, ports),
  }),
] as const;
