import { knownDealer } from '#desk/dealers/known-dealer.ts';
import { allDealers } from '#shared/dealers.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { Ports } from '#shared/ports.ts';
import type { DeliveryReceipt } from '#shared/table/records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { grid } from '../say/grid.ts';
import { bold, printable, printText, say } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';

const HEADING = ['Ended', 'Delivery', 'Dealer', 'Window', 'Feed', 'Outcome', 'Attempts', 'Seconds', 'Bytes'];

/** Enough for a week of three windows, each delivered and checked. */
const MOST_LISTED = 50;

const windowText = ({ window }: DeliveryReceipt): string =>
  window === 'manual' ? 'by hand' : moscowMinute(window);

const rowOf = (receipt: DeliveryReceipt) => [
  moscowMinute(receipt.at),
  receipt.sequence,
  receipt.dealerId,
  windowText(receipt),
  `version ${receipt.feedVersion}`,
  [receipt.outcome, ...receipt.warnings].join(', '),
  receipt.attempts,
  receipt.seconds.toFixed(2),
  receipt.bytes,
];

const receiptsOf = async (dealers: string[], { table }: Ports): Promise<DeliveryReceipt[]> => {
  const receipts = await Promise.all(dealers.map((dealerId) => table.deliveries.query({ dealerId })));
  return receipts.flat().sort((one, other) => other.at.localeCompare(one.at));
};

const everyone = async (ports: Ports): Promise<string[]> => (await allDealers(ports)).map(({ id }) => id);

const list = async ([id]: string[], ports: Ports, flags: Set<string>): Promise<void> => {
  const dealers = id === undefined ? await everyone(ports) : [await knownDealer(id, ports.table)];
  const receipts = await receiptsOf(dealers, ports);
  if (flags.has('json')) return printText(`${JSON.stringify(receipts, null, 1)}\n`);
  if (receipts.length === 0) return say('Nothing has been delivered yet.');
  const [heading = '', ...lines] = grid([HEADING, ...receipts.slice(0, MOST_LISTED).map(rowOf)]);
  say(bold(heading));
  for (const line of lines) say(line);
};

const lines = (receipt: DeliveryReceipt): string[][] => [
  ['Delivery', receipt.sequence],
  ['Dealer', receipt.dealerId],
  ['Window', windowText(receipt)],
  ['Ended', moscowMinute(receipt.at)],
  ['Outcome', receipt.outcome],
  ['Reason', printable(receipt.reason ?? '')],
  ['Warnings', receipt.warnings.join(', ')],
  ['Feed', `version ${receipt.feedVersion}, ${receipt.bytes} bytes`],
  ['SHA-256', receipt.sha256],
  ['URL', receipt.url],
  ['Server', receipt.server],
  ['Attempts', `${receipt.attempts}, ${seconds(receipt.seconds)}`],
];

const show = async ([sequence = '']: string[], ports: Ports, flags: Set<string>): Promise<void> => {
  const receipts = await receiptsOf(await everyone(ports), ports);
  const receipt = receipts.find((known) => known.sequence === sequence);
  if (!receipt)
    throw new UsageError(`There is no delivery ${JSON.stringify(sequence)}: see feedwright deliveries list`);
  if (flags.has('json')) return printText(`${JSON.stringify(receipt, null, 1)}\n`);
  for (const line of grid(lines(receipt).filter(([, value]) => value !== ''))) say(line);
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['[DEALER]'], run: list },
  show: { takes: ['DELIVERY'], run: show },
};

/** `feedwright deliveries`: the upload log (S0-53), newest first. */
export const deliveries: Command = {
  summary: 'List and show deliveries: what was brought where, and what its URL then served',
  usage: usageOf('deliveries', ACTIONS),
  examples: [
    'feedwright deliveries list',
    'feedwright deliveries list demo --json',
    'feedwright deliveries show 01M82J0H5GDQYPJHAX2PBC0069',
  ],
  options: { json: { type: 'boolean', description: 'print JSON for programs' } },
  run: (given) => runAction('deliveries', ACTIONS, given),
};
