import { copyFile, mkdir, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Dealer } from '#contracts/dealer.ts';
import { actsOf } from '#desk/acts.ts';
import { collectResults, type Results } from '#desk/documents/collect.ts';
import { documentProblems, listNotes } from '#desk/documents/document-problems.ts';
import type { DocumentResult } from '#desk/documents/documents.ts';
import { runDelivery } from '#desk/feeds/deliver.ts';
import { feedProblems } from '#desk/feeds/feed-problems.ts';
import type { Problem } from '#desk/problems.ts';
import { unreadableFile } from '#desk/reading/unreadable-file.ts';
import type { Host } from '#local/host/host.ts';
import type { Execution } from '#local/machines/journal.ts';
import type { Ended, Progress } from '#local/machines/progress.ts';
import { reason } from '#messages/reason.ts';
import { distinctNames, distinctPaths } from '../files/names.ts';

interface Failure {
  execution: Execution;
  ended: Ended;
}

/** Keeps the executions that fail from now on. */
const watchFailures = (progress: Progress): Failure[] => {
  const failures: Failure[] = [];
  progress.on('ended', (execution, ended) => {
    if (ended.status !== 'SUCCEEDED') failures.push({ execution, ended });
  });
  return failures;
};

const asProblem = ({ execution, ended }: Failure): Problem => ({
  severity: 'failed',
  file: 'key' in execution.input ? basename(String(execution.input.key)) : execution.machine,
  stage: execution.machine,
  reason: reason('run-broke', {
    category: ended.error ?? ended.status,
    text: ended.cause ?? reason('execution-ended', { status: ended.status }),
  }),
});

/** Failures that no document's own record tells of. */
const failureProblems = (failures: Failure[], results: DocumentResult[]): Problem[] => {
  const recorded = new Set(results.map(({ document }) => document.claimedBy));
  return failures.filter(({ execution }) => !recorded.has(execution.name)).map(asProblem);
};

/** A file of the command line, and what it is called in the inbox and in the results. */
interface PlacedFile {
  name: string;
  key: string;
  bytes: number;
}

/** Keeps the file's own time: "newest wins" reads it. Gives the size in bytes. */
const copyWithTime = async (source: string, target: string): Promise<number> => {
  const { atime, mtime, size } = await stat(source);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(source, target);
  await utimes(target, atime, mtime);
  return size;
};

/** Copies files into the dealer's inbox. One that cannot be read is a problem; the others go on. */
const placeFiles = async (files: string[], dealerId: string, inboxRoot: string) => {
  const placed: PlacedFile[] = [];
  const problems: Problem[] = [];
  for (const [path, name] of distinctNames(distinctPaths(files))) {
    const key = `inbox/${dealerId}/${name}`;
    await copyWithTime(path, join(inboxRoot, key)).then(
      (bytes) => placed.push({ name, key, bytes }),
      (error) => problems.push(unreadableFile(path, error)),
    );
  }
  return { placed, problems };
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

/** Puts files of the command line through the machines of a host; gives what came of it, and what went wrong. */
export const putThrough = async (
  host: Host,
  dealer: Dealer,
  { files, delivers }: { files: string[]; delivers: boolean },
): Promise<{ results: Results; problems: Problem[] }> => {
  const failures = watchFailures(host.runner.progress);
  const { placed, problems } = await placeFiles(files, dealer.id, host.folders.inboxRoot);
  await runAll(placed, host);
  const { ports } = host;
  if (delivers) await runDelivery(dealer.id, { ...ports, acts: actsOf(ports) });
  const results = await collectResults(dealer, placed, host.ports);
  const failed = failureProblems(failures, results.documents);
  return { results, problems: [...problems, ...failed, ...problemsOf(results)] };
};
