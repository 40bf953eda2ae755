import { portsOfEnvironment } from '#shared/aws/ports.ts';
import type { Ports } from '#shared/ports.ts';
import { DEMO } from '../host/dealers.ts';
import { persistentFolders } from '../host/folders.ts';
import { startHost } from '../host/host.ts';
import { findHost } from '../host/host-file.ts';
import { deliverByHand } from '../machines/deliver-by-hand.ts';
import { printProblems } from '../report/problem-lines.ts';
import { say } from '../report/terminal.ts';
import { seconds } from '../report/times.ts';
import { lastDelivery, newestFeed } from '../results/feed.ts';
import { feedProblems } from '../results/feed-problems.ts';
import { exitCodeOf } from '../results/problems.ts';
import type { Arguments, Command } from './command.ts';
import { requireData } from './require-data.ts';

const report = async (dealerId: string, ports: Ports): Promise<number> => {
  const feed = await newestFeed(dealerId, ports);
  const delivery = await lastDelivery(dealerId, ports);
  if (!feed) say(`${dealerId} has no feed yet: drop a price list into inbox/${dealerId}/.`);
  else if (delivery)
    say(
      `Feed version ${delivery.feedVersion}: ${delivery.outcome} at ${delivery.url}, ${seconds(delivery.seconds)}`,
    );
  const problems = feedProblems(feed, delivery);
  printProblems(problems);
  return exitCodeOf(problems);
};

const deliverWith = async (dealerId: string, ports: Ports): Promise<number> => {
  await deliverByHand(dealerId, ports);
  return report(dealerId, ports);
};

const run = async ({ options }: Arguments): Promise<number> => {
  const dealerId = options.dealer ?? DEMO;
  const folders = requireData(persistentFolders());
  const running = await findHost(folders.lock);
  if (running) {
    Object.assign(process.env, running.environment);
    return deliverWith(dealerId, portsOfEnvironment());
  }
  const host = await startHost(folders);
  const code = await deliverWith(dealerId, host.ports);
  await host.close();
  return code;
};

/** `feedwright deliver`: the way to the URL without waiting for a window. */
export const deliver: Command = {
  summary: "Deliver a dealer's feed now instead of before the next window",
  usage: 'deliver [--dealer ID]',
  examples: ['feedwright deliver --dealer demo'],
  options: {
    dealer: { type: 'string', value: 'ID', description: "whose feed; the demo dealer's otherwise" },
  },
  run,
};
