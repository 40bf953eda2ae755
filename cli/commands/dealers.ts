import type { Dealer } from '#contracts/dealer.ts';
import { actOf } from '#desk/acts/act.ts';
import { refreshByHand } from '#desk/acts/refresh-by-hand.ts';
import { knownDealer } from '#desk/dealers/known-dealer.ts';
import type { Workplace } from '#desk/workplace.ts';
import { readDealer } from '#local/host/dealers.ts';
import { audited, causeOf } from '#shared/audit.ts';
import { allDealers, dealerVersion, missingSecrets, putDealer, refuseSharedTarget } from '#shared/dealers.ts';
import { ConfigurationError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { grid } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { bold, printable, printText, say } from '../say/terminal.ts';

/** What is wrong in a file is the file's author's to mend, like a wrong command line. */
const asUsage = (error: unknown): never => {
  throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
};

const readFileOf = (path: string): Promise<Dealer> =>
  readDealer(path).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof ConfigurationError) return asUsage(error);
    throw new UsageError(`${path} cannot be read: ${error.message}`);
  });

const sayPut = async (dealer: Dealer, previous: string | null, ports: Ports): Promise<void> => {
  const [id, version] = [dealer.id, dealerVersion(dealer)];
  if (previous === version) return say(`${id} is configured like this already: version ${version}.`);
  say(
    previous === null
      ? `${id} is a new dealer: version ${version}.`
      : `${id}: version ${version} replaces ${previous}.`,
  );
  const feed = (await ports.table.states.get({ dealerId: id }))?.builtFeed ?? 0;
  if (feed === 0) return say(`Drop a price list and its spec book into inbox/${id}/.`);
  say('His lists were judged again.');
  await sayNextFeed(id, ports);
};

const change = async (dealer: Dealer, ports: Workplace): Promise<void> => {
  const dealerId = dealer.id;
  const version = dealerVersion(dealer);
  const act = actOf({ dealerId, action: 'dealer.put', subject: dealerId, details: { version } }, ports);
  await audited(act, ports, async () => {
    await putDealer(dealer, ports, { fromFile: false });
    await refreshByHand({ dealerId, from: 'validate', cause: causeOf(act) }, ports);
  });
};

const put = async ([path = '']: string[], ports: Workplace): Promise<void> => {
  const dealer = await readFileOf(path);
  const previous = (await ports.table.dealers.get({ dealerId: dealer.id }))?.version ?? null;
  await refuseSharedTarget(dealer, path, ports).catch(asUsage);
  if (previous !== dealerVersion(dealer)) await change(dealer, ports);
  await ports.openInbox(dealer.id);
  await sayPut(dealer, previous, ports);
  for (const sentence of await missingSecrets(dealer, ports.checkSecret))
    say(`Before his first delivery: ${sentence}`);
};

const show = async ([id = '']: string[], { table }: Ports): Promise<void> => {
  await knownDealer(id, table);
  const record = await table.dealers.get({ dealerId: id });
  await printText(`${JSON.stringify(record?.configuration, null, 2)}\n`);
};

const HEADING = ['Dealer', 'Name', 'Version', 'Versions', 'Rates', 'Windows', 'Feed URL'];

const ratesOf = ({ conversion }: Dealer): string =>
  Object.entries(conversion)
    .map(([currency, { rate, rateDate }]) => `${currency} ${rate} of ${rateDate}`)
    .join(', ');

const rowOf = async (dealer: Dealer, { table }: Ports) => [
  dealer.id,
  printable(dealer.name),
  dealerVersion(dealer),
  String((await table.dealerVersions.query({ dealerId: dealer.id })).length),
  ratesOf(dealer),
  dealer.windows.join(' '),
  dealer.feed.publicUrl,
];

const list = async (_: string[], ports: Ports): Promise<void> => {
  const rows = await Promise.all((await allDealers(ports)).map((dealer) => rowOf(dealer, ports)));
  const [heading = '', ...lines] = grid([HEADING, ...rows]);
  say(bold(heading));
  for (const line of lines) say(line);
};

/** A person has looked after the credentials that the host refused; the next sweep delivers. */
const resume = async ([id = '']: string[], ports: Workplace): Promise<void> => {
  const dealerId = await knownDealer(id, ports.table);
  const halted = (await ports.table.states.get({ dealerId }))?.halted;
  if (!halted) return say(`${id} is not halted.`);
  const act = actOf({ dealerId, action: 'dealer.resume', subject: dealerId, details: { halted } }, ports);
  await audited(act, ports, () => ports.table.states.patchIf({ dealerId }, { halted: null, queued: true }));
  say(`${id} is delivered to again: within the hour, or now by feedwright deliver --dealer ${id}.`);
};

const ACTIONS: Record<string, Action> = {
  put: { takes: ['FILE'], first: true, run: put },
  show: { takes: ['ID'], first: true, run: show },
  list: { takes: [], first: true, run: list },
  resume: { takes: ['ID'], run: resume },
};

/** `feedwright dealers`: whose ads these are, and what stands in them. */
export const dealers: Command = {
  summary: 'Put, show, list and resume dealers: address, rates, pictures, description, windows',
  usage: usageOf('dealers', ACTIONS),
  examples: [
    'feedwright dealers show demo > north.json    (change it, its id first)',
    'feedwright dealers put north.json',
    'feedwright dealers list',
    'feedwright dealers resume north    (once the host takes his credentials again)',
  ],
  options: {},
  run: (given) => runAction('dealers', ACTIONS, given),
};
