import { RedriveDocuments, redriveDocuments, redriveProblems } from '#desk/documents/redrive.ts';
import { parseWish } from '#desk/refusal.ts';
import { sentenceOf } from '#messages/say.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { exitCodeOf, printProblems } from '../say/problems.ts';
import { printable, printJson, say } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';
import type { Workplace } from '../target/workplace.ts';

const USAGE = 'redrive DOCUMENT… [--dealer ID] | redrive --failed [--dealer ID]';

const sayEnded = ({ dealerId, name, status, ending }: DocumentRecord): void =>
  say(
    [`${dealerId}: ${printable(name)} ${status}`, ending?.reason && sentenceOf(ending.reason)]
      .filter(Boolean)
      .join(': '),
  );

const redriveAll = async ({ files, options, flags }: Arguments, ports: Workplace): Promise<number> => {
  const wish = parseWish(RedriveDocuments, { documents: files, dealerId: options.dealer });
  const driven: DocumentRecord[] = [];
  for await (const document of redriveDocuments(ports.actor, wish, ports)) {
    if (!flags.has('json')) sayEnded(document);
    driven.push(document);
  }
  if (flags.has('json')) await printJson(driven);
  else if (driven.length === 0) say('No document has failed.');
  const problems = driven.flatMap(redriveProblems);
  printProblems(problems);
  return exitCodeOf(problems);
};

const run = async (given: Arguments): Promise<number> => {
  if (given.files.length > 0 === given.flags.has('failed')) throw new UsageError(`Use ${USAGE}`);
  return atTarget(given, (ports) => redriveAll(given, ports));
};

/** `feedwright redrive`: the cause of a failure is gone, so the runs go on where they stopped. */
export const redriveCommand: Command = {
  summary: 'Go on with documents that failed, at the stage that did not end',
  usage: USAGE,
  examples: [
    'feedwright redrive lynx-2027-en.pdf --dealer samples',
    'feedwright redrive --failed --dealer samples',
  ],
  options: {
    failed: { type: 'boolean', description: 'all documents that failed' },
    dealer: { type: 'string', value: 'ID', description: 'whose documents; of all dealers otherwise' },
  },
  run,
};
