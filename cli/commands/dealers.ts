import type { Dealer } from '#contracts/dealer.ts';
import type { TestedStep } from '#contracts/host-test.ts';
import { type ConfiguredDealer, listDealers, showDealer } from '#desk/dealers/dealers.ts';
import {
  type DealerPut,
  PutDealer,
  putDealerInUse,
  ResumeDealer,
  resumeDealer,
} from '#desk/dealers/put-dealer.ts';
import { TestDealer, testDealer } from '#desk/dealers/test-dealer.ts';
import { tryDealer } from '#desk/dealers/try-dealer.ts';
import { EraseDealer, type Erased } from '#desk/leaving/erase-dealer.ts';
import { archiveName, ExportDealer, exportDealerTo } from '#desk/leaving/export-dealer.ts';
import { parseWish } from '#desk/refusal.ts';
import { counted } from '#messages/en/words.ts';
import { remedyOf, sentenceOf, told } from '#messages/say.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { readText } from '../files/read-text.ts';
import { runnable } from '../say/command-line.ts';
import { sayTable } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { dim, printable, printJson, printText, say, sayWrapped, tell } from '../say/terminal.ts';
import { sayTried } from '../say/tried-dealer.ts';
import { CHANNEL } from '../target/at-target.ts';
import { carriedOut } from '../target/carried-out.ts';

const configurationIn = async (path: string): Promise<unknown> => {
  const text = await readText(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${(error as Error).message}`);
  }
};

const changed = ({ dealer: { id }, version, previous }: DealerPut): string => {
  if (previous === null) return `${id} is a new dealer: version ${version}.`;
  return previous === version
    ? `${id} is configured like this already: version ${version}.`
    : `${id}: version ${version} replaces ${previous}.`;
};

const sayPut = (done: DealerPut): void => {
  const { dealer, feed } = done;
  say(changed(done));
  say(
    feed ? 'Its lists were judged again.' : `Drop a price list and its spec book into inbox/${dealer.id}/.`,
  );
  sayNextFeed(feed);
};

const put: Action['run'] = async ([path = ''], ports, flags) => {
  const wish = parseWish(PutDealer, { configuration: await configurationIn(path), origin: path });
  if (flags.has('dry-run')) {
    const tried = await tryDealer(ports.actor, wish, ports);
    return tell({ flags }, tried, () => sayTried(tried));
  }
  const done = await putDealerInUse(ports.actor, wish, ports);
  if (flags.has('json')) return printJson(done);
  sayPut(done);
  for (const sentence of done.missing) say(`Before its first delivery: ${sentence}`);
};

const show: Action['run'] = async ([id = ''], ports) =>
  printText(`${JSON.stringify(await showDealer(id, ports), null, 2)}\n`);

const HEADING = ['Dealer', 'Name', 'Version', 'Versions', 'Rates', 'Windows', 'Feed URL'];

const ratesOf = ({ conversion }: Dealer): string =>
  Object.entries(conversion)
    .map(([currency, { rate, rateDate }]) => `${currency} ${rate} of ${rateDate}`)
    .join(', ');

const rowOf = ({ configuration: dealer, version, versions }: ConfiguredDealer) => [
  dealer.id,
  printable(dealer.name),
  version,
  String(versions),
  ratesOf(dealer),
  `${dealer.windows.join(' ')} MSK`,
  dealer.feed.publicUrl,
];

const list: Action['run'] = async (_, ports, flags) => {
  const dealers = await listDealers(ports);
  await tell({ flags }, dealers, () => sayTable(HEADING, dealers.map(rowOf)));
};

const resume: Action['run'] = async ([dealerId = ''], ports, flags, options) => {
  const { halted, left } = await resumeDealer(ports.actor, parseWish(ResumeDealer, { dealerId }), ports);
  if (flags.has('json')) return printJson({ halted: halted && told(halted), left });
  if (left) return say(`${dealerId} stays: its feed comes back with the next delivery.`);
  if (halted === null) return say(`${dealerId} is not halted.`);
  say(`${dealerId} is delivered to again: within the hour, or now by`);
  say(runnable(['deliver', '--dealer', dealerId], options));
};

/** What each step of a test is, in words. */
const TESTED: Record<TestedStep['step'], string> = {
  connect: 'Connect and log in',
  write: 'Write a small file beside the feed, read it back',
  rename: 'Give it its name',
  ask: 'Ask the public web for it',
  clean: 'Delete it',
};

const MARKS: Record<TestedStep['outcome'], string> = { done: 'ok', failed: 'NO', left: '–' };

const sayTested = ({ step, outcome, detail, reason }: TestedStep): void => {
  say(`${MARKS[outcome].padEnd(4)}${TESTED[step]}${detail && `  ${dim(printable(detail))}`}`);
  if (!reason) return;
  for (const text of [sentenceOf(reason), remedyOf(reason)].filter(Boolean)) sayWrapped(text, '    ');
};

const BROKE_OFF = 1;
/** A person has to mend the host or its configuration. */
const STEP_FAILED = 3;

const exitCodeAfter = (steps: readonly TestedStep[]): number => {
  if (steps.length === 0) return BROKE_OFF;
  return steps.some(({ outcome }) => outcome === 'failed') ? STEP_FAILED : 0;
};

const tryOut: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const steps = await testDealer(ports.actor, parseWish(TestDealer, { dealerId }), ports);
  if (flags.has('json')) await printJson(steps);
  else if (steps.length === 0) say('The test broke off: handlers.log, or the execution on AWS, says why.');
  else steps.forEach(sayTested);
  return exitCodeAfter(steps);
};

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

const exportAll: Action['run'] = async ([dealerId = ''], ports, flags, { to }) => {
  const path = to ?? archiveName(dealerId, ports);
  const archived = await exportDealerTo(ports.actor, parseWish(ExportDealer, { dealerId }), path, ports);
  await tell({ flags }, { path, ...archived }, () => {
    say(`${path}: all that is held of ${dealerId}, ${archived.files} files, ${megabytes(archived.bytes)}.`);
    if (archived.secrets.length > 0)
      say(`Secrets are named in it, and what they hold is not there: ${archived.secrets.join(', ')}.`);
    say(`Left out: ${archived.leftOut.join('; ')}.`);
  });
};

const FAREWELLS: Record<Erased['farewell'], string> = {
  confirmed: 'Its feed was emptied, and seen empty.',
  'nothing-live': 'Nothing of it was live.',
  left: 'Its feed was left as it was.',
};

const sayErased = ({ dealer, farewell, counts, secretsLeft, fromFile }: Erased): void => {
  const { objects, bytes, records, pictures, accounts, members } = counts;
  say(`Nothing is held of ${dealer} any more. ${FAREWELLS[farewell]}`);
  say(
    `Removed: ${counted(objects, 'object')} (${megabytes(bytes)}), ${counted(pictures, 'picture')}, ` +
      `${counted(records, 'record')}, ${counted(accounts - secretsLeft.length, 'secret')}, ${counted(members, 'member')}.`,
  );
  if (secretsLeft.length > 0)
    say(`Left, since they may not be removed here, are the secrets ${secretsLeft.join(', ')}.`);
  if (fromFile)
    say(
      `A file configures it, dealers/${dealer}.json or one that is shipped: the next start brings it back.`,
    );
};

const erase: Action['run'] = async ([dealer = ''], ports, flags, options) => {
  const { confirm = '', 'without-farewell': withoutFarewell } = options;
  const wish = parseWish(EraseDealer, { dealer, confirm, ...(withoutFarewell && { withoutFarewell }) });
  const erased = (await carriedOut('dealer.erase', wish, ports, { options })) as Erased;
  await tell({ flags }, erased, () => sayErased(erased));
};

const ACTIONS: Record<string, Action> = {
  put: { takes: ['FILE'], first: true, run: put },
  show: { takes: ['ID'], first: true, run: show },
  list: { takes: [], first: true, run: list },
  resume: { takes: ['ID'], run: resume },
  test: { takes: ['ID'], run: tryOut },
  export: { takes: ['ID'], run: exportAll },
  erase: { takes: ['ID'], run: erase },
};

/** `feedwright dealers`: whose ads these are, and what stands in them. */
export const dealers: Command = {
  summary: 'Put, show, list, test, resume, export and erase dealers: address, rates, pictures, windows',
  usage: usageOf('dealers', ACTIONS),
  examples: [
    'feedwright dealers show samples > north.json    (change it, its id first)',
    'feedwright dealers put north.json --dry-run    (which ads would change, each price word by word)',
    'feedwright dealers put north.json',
    'feedwright dealers list',
    'feedwright dealers test north      (is its feed brought to its URL? exit 0 it is, 3 a step failed)',
    'feedwright dealers resume north    (once the host takes its credentials again)',
    'feedwright dealers export north --to north.zip    (everything that is held of it)',
    'feedwright dealers erase north --confirm north    (its feed is emptied first, then all of it goes for good)',
  ],
  options: {
    ...CHANNEL,
    to: { type: 'string', value: 'FILE', description: 'export: where the archive goes' },
    confirm: { type: 'string', value: 'ID', description: 'erase: the dealer once more' },
    'without-farewell': {
      type: 'string',
      value: 'REASON',
      description: 'erase: why nobody need see its feed empty, such as an address that is gone',
    },
    'dry-run': { type: 'boolean', description: 'put: say what would change in the feed, and change nothing' },
  },
  run: (given) => runAction('dealers', ACTIONS, given),
};
