import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Trace, tracesOf } from '#desk/trace/find-ad.ts';
import { tracePage } from '#functions/reports/ad/trace-page.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { say } from '../say/terminal.ts';
import { sayTrace } from '../say/trace.ts';
import { atTarget } from '../target/at-target.ts';
import { foldersFor } from '../target/folders-for.ts';

const adIdOf = ({ files }: Arguments): string => {
  const [adId] = files;
  if (adId !== undefined && files.length === 1) return adId;
  throw new UsageError('Name the one ad by its Id, such as SKIDOO-TJTH-2026');
};

const theOnly = (traces: Trace[], adId: string): Trace => {
  const [first] = traces;
  if (!first) throw new UsageError(`No ad has, or had, the Id ${JSON.stringify(adId)}`);
  if (traces.length === 1) return first;
  const dealers = traces.map(({ dealerId }) => dealerId).join(', ');
  throw new UsageError(`Several dealers have the ad ${adId}: add --dealer with one of ${dealers}`);
};

/** An Id may hold slashes and brackets; a file's name may not. */
const fileName = ({ dealerId, adId }: Trace): string =>
  `${dealerId}-${adId.replace(/[^0-9A-Za-z]/g, '_')}.html`;

const run = async (given: Arguments): Promise<number> => {
  const adId = adIdOf(given);
  const { dealer } = given.options;
  return atTarget(given, foldersFor, async (ports) => {
    const traces = (await tracesOf(adId, ports)).filter(({ dealerId }) => !dealer || dealerId === dealer);
    const trace = theOnly(traces, adId);
    const folder = join(ports.pages, 'traces');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, fileName(trace)), tracePage(trace));
    sayTrace(trace);
    say(`\n${join(folder, fileName(trace))}`);
    return 0;
  });
};

/** `feedwright trace`: where everything in an ad comes from. */
export const trace: Command = {
  summary: "Follow an ad's fields back to their places in the documents, and tell its history",
  usage: 'trace ADID [--dealer ID] [--out DIR]',
  examples: ['feedwright trace SKIDOO-TJTH-2026'],
  options: {
    dealer: { type: 'string', value: 'ID', description: 'whose ad, where several dealers have the Id' },
    out: { type: 'string', value: 'DIR', description: 'on the data of an earlier feedwright process' },
  },
  run,
};
