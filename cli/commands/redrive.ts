import { actOf } from '#desk/acts/act.ts';
import { untilEnded } from '#desk/acts/until-ended.ts';
import { knownDealer } from '#desk/dealers/known-dealer.ts';
import { exitCodeOf, type Problem } from '#desk/problems.ts';
import type { Workplace } from '#desk/workplace.ts';
import { redrive } from '#functions/operations/redrive/redrive.ts';
import { sentenceOf } from '#messages/say.ts';
import { audited } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { ownData } from '../actions.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { printProblems } from '../say/problem-lines.ts';
import { printable, say } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';

const USAGE = 'redrive DOCUMENT… | --failed [--dealer ID]';

const dealersOf = async ({ options }: Arguments, { table }: Ports): Promise<string[]> => {
  if (options.dealer) return [await knownDealer(options.dealer, table)];
  return (await table.dealers.queryIndex('GSI1', {})).map(({ dealerId }) => dealerId);
};

const failedOf = async (given: Arguments, ports: Ports): Promise<DocumentRecord[]> => {
  const dealers = await dealersOf(given, ports);
  const failed = dealers.map((dealerId) =>
    ports.table.documents.queryIndex('GSI1', { dealerId, status: 'failed' }),
  );
  return (await Promise.all(failed)).flat();
};

/** A document goes by its id or by the name of its file. */
const named =
  (word: string) =>
  ({ documentId, name }: DocumentRecord): boolean =>
    documentId === word || name === word;

const chosenBy = async (given: Arguments, ports: Ports): Promise<DocumentRecord[]> => {
  const failed = await failedOf(given, ports);
  if (given.flags.has('failed')) return failed;
  return given.files.flatMap((word) => {
    const found = failed.filter(named(word));
    if (found.length > 0) return found;
    throw new UsageError(`No document that failed is called ${word}: see feedwright redrive --failed`);
  });
};

/** Until the run is over, that of a spec book in both of its machines. */
const ended = async (name: string, ports: Workplace): Promise<void> => {
  await untilEnded('price-list', name, ports);
  if (await ports.machines.status('catalogue', name)) await untilEnded('catalogue', name, ports);
};

const driveAgain = async (document: DocumentRecord, ports: Workplace): Promise<DocumentRecord> => {
  const { dealerId, documentId, name, runId } = document;
  const act = actOf(
    { dealerId, action: 'document.redrive', subject: documentId, details: { name, runId } },
    ports,
  );
  await audited(act, ports, async () => ended((await redrive(document, ports)).name, ports));
  return (await ports.table.documents.get({ dealerId, documentId })) ?? document;
};

const sayEnded = ({ dealerId, name, status, ending }: DocumentRecord): void =>
  say(
    [`${dealerId}: ${printable(name)} ${status}`, ending?.reason && sentenceOf(ending.reason)]
      .filter(Boolean)
      .join(': '),
  );

const stillFailed = ({ status, name, ending }: DocumentRecord): Problem[] =>
  status === 'failed' && ending?.reason
    ? [{ severity: 'failed', file: name, stage: 'redrive', reason: ending.reason }]
    : [];

const redriveAll = async (given: Arguments, ports: Workplace): Promise<number> => {
  const problems: Problem[] = [];
  const chosen = await chosenBy(given, ports);
  if (chosen.length === 0) say('No document has failed.');
  for (const document of chosen) {
    const now = await driveAgain(document, ports);
    sayEnded(now);
    problems.push(...stillFailed(now));
  }
  printProblems(problems);
  return exitCodeOf(problems);
};

const run = async (given: Arguments): Promise<number> => {
  if (given.files.length > 0 === given.flags.has('failed')) throw new UsageError(`Use ${USAGE}`);
  return atTarget(given, ownData, (ports) => redriveAll(given, ports));
};

/** `feedwright redrive`: the cause of a failure is gone, so the runs go on where they stopped. */
export const redriveCommand: Command = {
  summary: 'Go on with documents that failed, at the stage that did not end',
  usage: USAGE,
  examples: ['feedwright redrive list.pdf', 'feedwright redrive --failed --dealer demo --target prod'],
  options: {
    failed: { type: 'boolean', description: 'all documents that failed' },
    dealer: { type: 'string', value: 'ID', description: 'whose documents; of all dealers otherwise' },
  },
  run,
};
