import { listDeliveries, showDelivery } from '#desk/feeds/deliver.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { DeliveryReceipt } from '#shared/table/feed-records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import type { Command } from '../command.ts';
import { sayGrid, sayTable } from '../say/grid.ts';
import { printable, printJson, say } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';
import { CHANNEL } from '../target/at-target.ts';

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

const list: Action['run'] = async ([dealerId], ports, flags) => {
  const receipts = await listDeliveries(dealerId, ports);
  if (flags.has('json')) return printJson(receipts);
  if (receipts.length === 0) return say('Nothing has been delivered yet.');
  sayTable(HEADING, receipts.slice(0, MOST_LISTED).map(rowOf));
};

const lines = (receipt: DeliveryReceipt): string[][] => [
  ['Delivery', receipt.sequence],
  ['Dealer', receipt.dealerId],
  ['Window', windowText(receipt)],
  ['Ended', moscowMinute(receipt.at)],
  ['Outcome', receipt.outcome],
  ['Reason', printable(receipt.reason ? sentenceOf(receipt.reason) : '')],
  ['Warnings', receipt.warnings.join(', ')],
  ['Feed', `version ${receipt.feedVersion}, ${receipt.bytes} bytes`],
  ['SHA-256', receipt.sha256],
  ['URL', receipt.url],
  ['Server', receipt.server],
  ['Attempts', `${receipt.attempts}, ${seconds(receipt.seconds)}`],
];

const show: Action['run'] = async ([sequence = ''], ports, flags) => {
  const receipt = await showDelivery(sequence, ports);
  if (flags.has('json')) return printJson(receipt);
  sayGrid(lines(receipt).filter(([, value]) => value !== ''));
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['[DEALER]'], run: list },
  show: { takes: ['DELIVERY'], run: show },
};

/** `feedwright deliveries`: the upload log, newest first. */
export const deliveries: Command = {
  summary: 'List and show deliveries: what was brought where, and what its URL then served',
  usage: usageOf('deliveries', ACTIONS),
  examples: [
    'feedwright deliveries list',
    'feedwright deliveries list samples --json',
    'feedwright deliveries show 01M82J0H5GDQYPJHAX2PBC0069',
  ],
  options: { ...CHANNEL },
  run: (given) => runAction('deliveries', ACTIONS, given),
};
