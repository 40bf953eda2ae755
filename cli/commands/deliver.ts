import { type Delivered, DeliverNow, deliverNow } from '#desk/feeds/deliver.ts';
import { deliveredProblems } from '#desk/feeds/feed-problems.ts';
import { parseWish } from '#desk/refusal.ts';
import { StartLoad, startLoad } from '#desk/verdicts/account.ts';
import { readVerdicts } from '#desk/verdicts/verdicts.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { exitCodeOf, printProblems } from '../say/problems.ts';
import { note, printJson, say } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';
import { sayVerdicts } from '../say/verdicts.ts';
import { atTarget, CHANNEL } from '../target/at-target.ts';
import type { Workplace } from '../target/workplace.ts';

const withoutFeed = (dealerId: string): string =>
  `${dealerId} has no feed yet: drop a spec book and a price list into inbox/${dealerId}/. What of them waits: npx feedwright questions ${dealerId}`;

const lines = ({ dealerId, feed, delivery }: Delivered): string[] => {
  if (!delivery) return feed ? [] : [withoutFeed(dealerId)];
  const { feedVersion, outcome, url, reason } = delivery;
  const delivered = `${dealerId}: feed version ${feedVersion} ${outcome} at ${url}, ${seconds(delivery.seconds)}`;
  const why = reason ? [sentenceOf(reason), remedyOf(reason)].filter(Boolean) : [];
  return [delivered, ...why.map((text) => `  ${text}`)];
};

/** Only what the URL serves is worth a load. */
const isProven = ({ delivery }: Delivered): boolean =>
  delivery?.outcome === 'delivered' || delivery?.outcome === 'unchanged';

/** After the proof: what is loaded is what the URL serves. */
const startLoads = async (all: readonly Delivered[], ports: Workplace, isData: boolean): Promise<void> => {
  for (const { dealerId } of all.filter(isProven)) {
    const { uploadId } = await startLoad(ports.actor, parseWish(StartLoad, { dealerId }), ports);
    note(`${dealerId}: Avito loads it${uploadId ? ` (load ${uploadId})` : ''}.`);
    const verdicts = await readVerdicts(ports.actor, { dealerId }, ports);
    if (!isData) sayVerdicts(verdicts);
    note(`What comes of it later: npx feedwright verdicts read ${dealerId}`);
  }
};

const run = (given: Arguments): Promise<number> => {
  if (given.flags.has('now') && given.options.dealer === undefined)
    throw new UsageError('A load is started of one dealer: name it with --dealer');
  return atTarget(given, async (ports) => {
    const wish = parseWish(DeliverNow, { dealerId: given.options.dealer });
    const isData = given.flags.has('json');
    const all: Delivered[] = [];
    for await (const delivered of deliverNow(ports.actor, wish, ports)) {
      all.push(delivered);
      if (!isData) for (const line of lines(delivered)) say(line);
    }
    if (given.flags.has('now')) await startLoads(all, ports, isData);
    if (isData) await printJson(all);
    const problems = all.flatMap(deliveredProblems);
    printProblems(problems);
    return exitCodeOf(problems);
  });
};

/** `feedwright deliver`: the way to the URL without waiting for a window. */
export const deliver: Command = {
  summary: 'Deliver feeds now instead of before the next window',
  usage: 'deliver [--dealer ID] [--now]',
  examples: [
    'feedwright deliver',
    'feedwright deliver --dealer samples',
    'feedwright deliver --dealer samples --now',
  ],
  options: {
    ...CHANNEL,
    now: {
      type: 'boolean',
      description:
        'have the marketplace load it at once too, where the dealer allows that: it ignores the limits of its profile and may cost money',
    },
    dealer: { type: 'string', value: 'ID', description: 'whose feed; of everyone who has one otherwise' },
  },
  run,
};
