import { glob, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Dealer } from '#contracts/dealer.ts';
import type { Results } from '#desk/documents/collect.ts';
import { productProblems } from '#desk/documents/document-problems.ts';
import type { DocumentResult } from '#desk/documents/documents.ts';
import type { Problem } from '#desk/problems.ts';
import { keepReport } from '#functions/reports/keep-report.ts';
import { loadLists, loadRun } from '#functions/reports/load-run.ts';
import { sharedReasons } from '#functions/reports/reasons.ts';
import { DEMO } from '#local/host/dealers.ts';
import { type Folders, processFolders } from '#local/host/folders.ts';
import { type Host, startHost } from '#local/host/host.ts';
import { findHost } from '#local/host/host-file.ts';
import { configuredDealers } from '#local/host/with-table.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { putDealer } from '#shared/dealers.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey } from '#shared/run.ts';
import type { FeedVersion } from '#shared/table/feed-records.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { openFolder } from '../files/open-folder.ts';
import { writeReport } from '../files/write-report.ts';
import { sayTable } from '../say/grid.ts';
import { exitCodeOf, printProblems } from '../say/problems.ts';
import { sayReasons } from '../say/reasons.ts';
import { bold, dim, printable, say } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';
import { rememberProcess } from '../target/data.ts';
import { showProgress } from './progress-lines.ts';
import { putThrough } from './put-through.ts';

const HEADING = ['Document', 'Outcome', 'Products', 'Published', 'Review', 'Rejected', 'Time'];
const NO_COUNTS = { products: 0, published: 0, review: 0, rejected: 0 };

/** A spec book's models are no products on a list. */
const countsOf = ({ document: { kind, counts } }: DocumentResult) => ({
  ...NO_COUNTS,
  ...(kind === 'price-list' && counts),
});

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

const row = (result: DocumentResult) => {
  const { products, published, review, rejected } = countsOf(result);
  const time = sum(result.stages.map((stage) => stage.seconds));
  return [
    printable(result.file),
    result.document.status,
    products,
    published,
    review,
    rejected,
    seconds(time),
  ];
};

const equation = (results: DocumentResult[]): string => {
  const total = (name: keyof typeof NO_COUNTS) => sum(results.map((result) => countsOf(result)[name]));
  return (
    `${total('products')} products on the lists = ${total('published')} published` +
    ` + ${total('review')} in review + ${total('rejected')} rejected`
  );
};

const sayProblem = ({ file, reason }: Problem) => {
  say(`  ${printable(file)}: ${sentenceOf(reason)}`);
  say(dim(`    ${remedyOf(reason)}`));
};

const sayProblems = (problems: Problem[]) => {
  if (problems.length === 0) return;
  say(`\n${bold('Problems')}`);
  problems.forEach(sayProblem);
};

const sayFeed = ({ feed, delivery, publicUrl }: Results, feedFile: string) => {
  if (!feed) return say('\nNo feed was built.');
  say(`\n${bold('Feed')}  ${feedFile}  ${feed.ads} ads, ${feed.bytes} bytes, version ${feed.version}`);
  if (delivery) say(`      ${delivery.outcome} at ${publicUrl} in ${seconds(delivery.seconds)}`);
};

/** What became of each document, and why what is missing from the feed is missing. */
const saySummary = (results: Results, problems: Problem[], feedFile: string): void => {
  say();
  sayTable(HEADING, results.documents.map(row));
  say(`\n${equation(results.documents)}`);
  say();
  sayReasons(
    sharedReasons(results.documents.flatMap(({ validated }) => validated?.products ?? [])),
    'Not published, by reason',
  );
  sayProblems(problems);
  sayFeed(results, feedFile);
};

/** `DIR/<file name>/report.…` of each list, and `DIR/report.…` of all the dealer's lists in force, in place of an earlier command's. */
const writeReports = async (
  out: string,
  dealerId: string,
  documents: readonly DocumentResult[],
  ports: Ports,
): Promise<void> => {
  for (const { file, document } of documents) {
    const run = await loadRun(document, document.runId, ports);
    if (run)
      await writeReport(
        join(out, file),
        await keepReport({ dealerId, runId: run.runId, runs: [run] }, ports),
      );
  }
  for (const name of ['report.json', 'report.html']) await rm(join(out, name), { force: true });
  const runs = await loadLists(dealerId, ports);
  if (runs.length > 0) await writeReport(out, await keepReport({ dealerId, runId: null, runs }, ports));
};

const artefactsOf = (document: DocumentRecord): [string, string][] => [
  ...Object.entries({ ...document.artefacts }),
  ['run', artefactKey(document, 'run')],
];

const writeDocument = async (folder: string, document: DocumentRecord, { artefacts }: Ports) => {
  await mkdir(folder, { recursive: true });
  for (const [name, key] of artefactsOf(document))
    if (await artefacts.head(key)) await writeFile(join(folder, `${name}.json`), await artefacts.read(key));
};

/** `DIR/<file name>/…json` of each document's newest run, in place of those of an earlier command. */
const writeDocuments = async (out: string, results: DocumentResult[], ports: Ports): Promise<void> => {
  for (const { file, document } of results) {
    await rm(join(out, file), { recursive: true, force: true });
    await writeDocument(join(out, file), document, ports);
  }
};

/** `DIR/feed.xml`, byte for byte; none where no feed was built. */
const writeFeed = async (out: string, feed: FeedVersion | null, { artefacts }: Ports): Promise<void> => {
  const path = join(out, 'feed.xml');
  await rm(path, { force: true });
  if (feed) await writeFile(path, await artefacts.read(feed.key));
};

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
    `No dealer is called ${id}: use one of ${names}, or put one by npx feedwright dealers put, or as dealers/${id}.json`,
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
  const delivers = !given.flags.has('no-deliver');
  const { results, problems } = await putThrough(host, dealer, { files: given.files, delivers });
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
