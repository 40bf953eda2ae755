import { FIRST_CHANNEL } from '#contracts/channel.ts';
import { listOffers, type OfferInForce } from '#desk/offers/offers.ts';
import {
  type AtUrl,
  BringBackOffers,
  bringOffersBack,
  WithdrawOffers,
  withdrawOffers,
} from '#desk/offers/withdraw.ts';
import { parseWish } from '#desk/refusal.ts';
import { commandLine } from '#messages/command-line.ts';
import { unended } from '#messages/message.ts';
import { sentenceOf } from '#messages/say.ts';
import { commandInChannel } from '#shared/in-channel.ts';
import { spokenRoubles } from '#shared/spoken-money.ts';
import { derivationText } from '#shared/spoken-price.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import type { Command } from '../command.ts';
import { runnable } from '../say/command-line.ts';
import { sayTable } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { dim, printable, printJson, say } from '../say/terminal.ts';
import { CHANNEL } from '../target/at-target.ts';

const HEADING = [
  'Code',
  'Brand',
  'Year',
  'Market',
  'Verdict',
  'Ad',
  'Price',
  'What',
  'How the price came about',
];

const rowOf = (offer: OfferInForce) => [
  printable(offer.modelCode),
  offer.brand,
  String(offer.modelYear),
  offer.market,
  offer.out ?? offer.verdict,
  offer.adId ?? '',
  offer.price === null ? '' : spokenRoubles(offer.price),
  printable(offer.title ?? offer.reasons.map(sentenceOf).join('; ')),
  offer.derivation ? printable(derivationText(offer.derivation)) : '',
];

const list: Action['run'] = async ([dealerId = ''], ports, flags, options) => {
  const offers = await listOffers(dealerId, ports);
  if (flags.has('json')) return printJson(offers);
  if (offers.length === 0)
    return say(`${dealerId} offers nothing yet: drop a price list into inbox/${dealerId}/.`);
  sayTable(HEADING, offers.map(rowOf));
  say(dim(`What people have set, withdrawn or let through: ${runnable(['by-hand', dealerId], options)}`));
};

/** Why the URL still serves what was withdrawn, and what heals that. */
const obstacleOf = (dealerId: string, { channel, halted, lastReason }: AtUrl): string => {
  const command = (...words: string[]) => commandLine(commandInChannel(words, { table: { channel } }));
  return halted
    ? `the host refuses the dealer (${unended(sentenceOf(halted))}). Mend that, then ${command('dealers', 'resume', dealerId)}`
    : `${lastReason ? unended(sentenceOf(lastReason)) : 'another delivery is at work'}. It is tried again at the full hour, or now by ${command('deliver', '--dealer', dealerId)}`;
};

/** What has become, in a channel, of the ads of machines that were just withdrawn. */
const withdrawnText = (dealerId: string, done: AtUrl): string => {
  const where = done.channel === FIRST_CHANNEL ? '' : ` from ${done.channel}`;
  if (done.url === 'nothing-live') return `Withdrawn${where}. Nothing is live that it could leave.`;
  if (done.ads.length === 0)
    return `Withdrawn${where}. No ad leaves the feed: none was live, or it stands for other codes too.`;
  const named = done.ads.join(', ');
  return done.url === 'gone'
    ? `Withdrawn${where}: the feed URL serves no ad of it any more (${named}).`
    : `Withdrawn${where}, but the feed URL still serves ${named}: ${obstacleOf(dealerId, done)}`;
};

const withdraw: Action['run'] = async ([dealerId = '', ...codes], ports, flags, options) => {
  const { why } = options;
  const wish = parseWish(WithdrawOffers, { dealerId, codes, why, confirmed: flags.has('yes') });
  const done = await withdrawOffers(ports.actor, wish, ports);
  if (flags.has('json')) return printJson(done);
  for (const each of done.channels) say(withdrawnText(dealerId, each));
  say(`Later lists do not bring it back, but ${runnable(['offers', 'back', dealerId, ...codes], options)}`);
  sayNextFeed(done.feed);
};

const back: Action['run'] = async ([dealerId, ...codes], ports, flags, { why }) => {
  const wish = parseWish(BringBackOffers, { dealerId, codes, why });
  const feed = await bringOffersBack(ports.actor, wish, ports);
  if (flags.has('json')) return printJson({ feed });
  say(`${codes.join(' ')}: for sale again, as far as a list in force offers it.`);
  sayNextFeed(feed);
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['DEALER'], run: list },
  withdraw: { takes: ['DEALER', 'CODE…'], run: withdraw },
  back: { takes: ['DEALER', 'CODE…'], run: back },
};

/** `feedwright offers`: what a dealer sells by its lists in force, and what it sells no more. */
export const offers: Command = {
  summary: 'List what a dealer offers, withdraw what is sold, at once, and bring it back',
  usage: usageOf('offers', ACTIONS),
  examples: [
    'feedwright offers list samples',
    'feedwright offers withdraw samples BBXJ CCZH --why "sold"',
    'feedwright offers back samples BBXJ --why "the buyer has resigned"',
  ],
  options: {
    ...CHANNEL,
    why: { type: 'string', value: 'TEXT', description: 'withdraw, back: why, for the audit trail' },
    yes: { type: 'boolean', description: 'withdraw: also the last ad, or more than half of them' },
  },
  run: (given) => runAction('offers', ACTIONS, given),
};
