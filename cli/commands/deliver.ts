import { actOf } from '#desk/acts/act.ts';
import { deliverByHand } from '#desk/acts/deliver-by-hand.ts';
import { knownDealer, withoutFeed } from '#desk/dealers/known-dealer.ts';
import { lastDelivery, newestFeed } from '#desk/feeds/feed.ts';
import { feedProblems } from '#desk/feeds/feed-problems.ts';
import { exitCodeOf, type Problem } from '#desk/problems.ts';
import type { Workplace } from '#desk/workplace.ts';
import { audited } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import type { DeliveryReceipt } from '#shared/table/records.ts';
import { ownData } from '../actions.ts';
import type { Arguments, Command } from '../command.ts';
import { printProblems } from '../say/problem-lines.ts';
import { say } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';
import { atTarget } from '../target/at-target.ts';

const noFeed = (dealerId: string): void => say(`${withoutFeed(dealerId)}.`);

const sayDelivery = (dealerId: string, receipt: DeliveryReceipt): void => {
  const { feedVersion, outcome, url, reason } = receipt;
  say(`${dealerId}: feed version ${feedVersion} ${outcome} at ${url}, ${seconds(receipt.seconds)}`);
  if (reason) say(`  ${reason}`);
};

const deliverFeed = async (dealerId: string, ports: Workplace): Promise<Problem[]> => {
  const act = actOf({ dealerId, action: 'feed.deliver', subject: dealerId, details: {} }, ports);
  await audited(act, ports, () => deliverByHand(dealerId, ports));
  const delivery = await lastDelivery(dealerId, ports);
  if (delivery) sayDelivery(dealerId, delivery);
  else noFeed(dealerId);
  return feedProblems(await newestFeed(dealerId, ports), delivery);
};

/** The dealer named, else everyone who has a feed. */
const dealersOf = async ({ options }: Arguments, { table }: Ports): Promise<string[]> => {
  if (options.dealer) return [await knownDealer(options.dealer, table)];
  const dealers = await table.dealers.queryIndex('GSI1', {});
  const states = await Promise.all(dealers.map(({ dealerId }) => table.states.get({ dealerId })));
  return states.flatMap((state) => (state && state.builtFeed > 0 ? state.dealerId : []));
};

const deliverAll = async (given: Arguments, ports: Workplace): Promise<number> => {
  const problems: Problem[] = [];
  for (const dealerId of await dealersOf(given, ports))
    problems.push(...(await deliverFeed(dealerId, ports)));
  printProblems(problems);
  return exitCodeOf(problems);
};

const run = (given: Arguments): Promise<number> =>
  atTarget(given, ownData, (ports) => deliverAll(given, ports));

/** `feedwright deliver`: the way to the URL without waiting for a window. */
export const deliver: Command = {
  summary: 'Deliver feeds now instead of before the next window',
  usage: 'deliver [--dealer ID]',
  examples: ['feedwright deliver', 'feedwright deliver --dealer demo'],
  options: {
    dealer: { type: 'string', value: 'ID', description: 'whose feed; of everyone who has one otherwise' },
  },
  run,
};
