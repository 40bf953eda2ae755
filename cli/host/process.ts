import { glob, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Dealer } from '#contracts/dealer.ts';
import { actsOf } from '#desk/acts.ts';
import { collectResults, type Results } from '#desk/documents/collect.ts';
import { documentProblems, listNotes, productProblems } from '#desk/documents/document-problems.ts';
import { runDelivery } from '#desk/feeds/deliver.ts';
import { feedProblems } from '#desk/feeds/feed-problems.ts';
import { configuredDealers } from '#local/host/configured-dealers.ts';
import { DEMO } from '#local/host/dealers.ts';
import { type Folders, processFolders } from '#local/host/folders.ts';
import { type Host, startHost } from '#local/host/host.ts';
import { findHost } from '#local/host/host-file.ts';
import { putDealer } from '#shared/dealers.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { openFolder } from '../files/open-folder.ts';
import { exitCodeOf, printProblems } from '../say/problems.ts';
import { rememberProcess } from '../target/data.ts';
import { failureProblems, watchFailures } from './failures.ts';
import { type PlacedFile, placeFiles } from './place-files.ts';
import { showProgress } from './progress-lines.ts';
import { saySummary } from './summary.ts';
import { writeReports } from './write-reports.ts';
import { writeDocuments, writeFeed } from './write-results.ts';

const outOf = ({ files, options }: Arguments): string => {
  if (files.length === 0) throw new UsageError('Name the FILEs to process');
  if (!options.out) throw new UsageError('Say with --out DIR where the results go');
  refuseOverwriting(files, options.out);
  return options.out;
};

/** The results of a file go into a folder of the file's own name, which must not be the file itself. */
const refuseOverwriting = (files: string[], out: string): void => {
  const inside = files.find((file) => dirname(resolve(file)) === resolve(out));
  if (inside) throw new UsageError(`${inside} lies in ${out} itself: choose another --out`);
};

const dealerOf = async ({ options }: Arguments): Promise<Dealer> => {
  const dealers = await configuredDealers();
  const id = options.dealer ?? DEMO;
  const dealer = dealers.find((known) => known.id === id);
  if (dealer) return dealer;
  const names = dealers.map((known) => known.id).join(', ');
  throw new UsageError(
    `No dealer is called ${id}: use one of ${names}, or put one by feedwright dealers put, or as dealers/${id}.json`,
  );
};

/** Results of an earlier command would pass for this one's; its inbox tells what they are called. */
const dropOldResults = async (out: string, { inboxRoot }: Folders): Promise<void> => {
  for await (const file of glob('inbox/*/*', { cwd: inboxRoot }))
    await rm(join(out, basename(file)), { recursive: true, force: true });
};

const emptyData = async (out: string, folders: Folders): Promise<void> => {
  const host = await findHost(folders.lock);
  if (host)
    throw new UsageError(
      `Process ${host.pid} works on ${folders.data}: wait for it, or choose another --out`,
    );
  await dropOldResults(out, folders);
  await rm(folders.data, { recursive: true, force: true });
};

/** The largest first: spec books take longest, and lists that follow them need no second match. */
const bySize = (a: PlacedFile, b: PlacedFile): number => b.bytes - a.bytes;

const runAll = async (placed: PlacedFile[], { runner, ports }: Host): Promise<void> => {
  for (const { key } of placed.toSorted(bySize))
    runner.start({ machine: 'price-list', name: ports.newId(), input: { key } });
  await runner.idle();
};

const problemsOf = (results: Results) => [
  ...results.documents.flatMap(documentProblems),
  ...results.documents.flatMap(listNotes),
  ...feedProblems(results.feed, results.delivery),
];

/** Puts the files through the machines of a host; gives what came of it, and what went wrong. */
const putThrough = async (host: Host, dealer: Dealer, { files, flags }: Arguments) => {
  const failures = watchFailures(host.runner.progress);
  const { placed, problems } = await placeFiles(files, dealer.id, host.folders.inboxRoot);
  await runAll(placed, host);
  const { ports } = host;
  if (!flags.has('no-deliver')) await runDelivery(dealer.id, { ...ports, acts: actsOf(ports) });
  const results = await collectResults(dealer, placed, host.ports);
  const failed = failureProblems(failures, results.documents);
  return { results, problems: [...problems, ...failed, ...problemsOf(results)] };
};

const writeResults = async (out: string, dealer: Dealer, { documents, feed }: Results, { ports }: Host) => {
  await writeDocuments(out, documents, ports);
  await writeReports(out, dealer.id, documents, ports);
  await writeFeed(out, feed, ports);
};

const run = async (given: Arguments): Promise<number> => {
  const out = outOf(given);
  const dealer = await dealerOf(given);
  await openFolder('out', out);
  const folders = processFolders(out);
  await emptyData(out, folders);
  const host = await startHost(folders);
  await putDealer(dealer, host.ports, { fromFile: false });
  await rememberProcess(folders);
  showProgress(host.runner.progress);
  const { results, problems } = await putThrough(host, dealer, given);
  await writeResults(out, dealer, results, host);
  await host.close();
  printProblems([...problems, ...results.documents.flatMap(productProblems)]);
  saySummary(results, problems, join(out, 'feed.xml'));
  return exitCodeOf(problems);
};

/** `feedwright process`: the whole way for a few files, once. */
export const processFiles: Command = {
  summary: 'Put files through once and write the results into a folder',
  usage: 'process FILE… --out DIR [--dealer ID] [--no-deliver]',
  examples: [
    'feedwright process samples/price-lists/*.pdf samples/spec-books/*.pdf --out out',
    'feedwright process list.pdf --out out --dealer demo --no-deliver',
  ],
  ownMachine: true,
  options: {
    out: { type: 'string', value: 'DIR', description: 'where DIR/<file>/*.json and DIR/feed.xml go' },
    dealer: { type: 'string', value: 'ID', description: 'whose feed; the demo dealer otherwise' },
    'no-deliver': { type: 'boolean', description: 'build the feed, upload nothing' },
  },
  run,
};
