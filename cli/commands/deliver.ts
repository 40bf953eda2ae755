import { type Delivered, DeliverNow, deliverNow } from '#desk/feeds/deliver.ts';
import { deliveredProblems } from '#desk/feeds/feed-problems.ts';
import { parseWish } from '#desk/refusal.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import type { Arguments, Command } from '../command.ts';
import { exitCodeOf, printProblems } from '../say/problems.ts';
import { printJson, say } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';
import { atTarget, CHANNEL } from '../target/at-target.ts';

const withoutFeed = (dealerId: string): string =>
  `${dealerId} has no feed yet: drop a spec book and a price list into inbox/${dealerId}/. What of them waits: npx feedwright questions ${dealerId}`;

const lines = ({ dealerId, feed, delivery }: Delivered): string[] => {
  if (!delivery) return feed ? [] : [withoutFeed(dealerId)];
  const { feedVersion, outcome, url, reason } = delivery;
  const delivered = `${dealerId}: feed version ${feedVersion} ${outcome} at ${url}, ${seconds(delivery.seconds)}`;
  const why = reason ? [sentenceOf(reason), remedyOf(reason)].filter(Boolean) : [];
  return [delivered, ...why.map((text) => `  ${text}`)];
};

const run = (given: Arguments): Promise<number> =>
  atTarget(given, async (ports) => {
    const wish = parseWish(DeliverNow, { dealerId: given.options.dealer });
    const isData = given.flags.has('json');
    const all: Delivered[] = [];
    for await (const delivered of deliverNow(ports.actor, wish, ports)) {
      all.push(delivered);
      if (!isData) for (const line of lines(delivered)) say(line);
    }
    if (isData) await printJson(all);
    const problems = all.flatMap(deliveredProblems);
    printProblems(problems);
    return exitCodeOf(problems);
  });

/** `feedwright deliver`: the way to the URL without waiting for a window. */
export const deliver: Command = {
  summary: 'Deliver feeds now instead of before the next window',
  usage: 'deliver [--dealer ID]',
  examples: ['feedwright deliver', 'feedwright deliver --dealer demo'],
  options: {
    ...CHANNEL,
    dealer: { type: 'string', value: 'ID', description: 'whose feed; of everyone who has one otherwise' },
  },
  run,
};
