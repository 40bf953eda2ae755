import { isRejection, type Rejection } from '#contracts/outcome.ts';
import { actOf } from '#desk/acts/act.ts';
import { refreshByHand } from '#desk/acts/refresh-by-hand.ts';
import { untilEnded } from '#desk/acts/until-ended.ts';
import { knownDealer } from '#desk/dealers/known-dealer.ts';
import { bringBack, type Withdrawn, withdraw as withdrawOffers } from '#desk/offers/withdraw.ts';
import type { Workplace } from '#desk/workplace.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { sentenceOf } from '#messages/say.ts';
import { type Act, audited, causeOf } from '#shared/audit.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import type { ListInForce, Offer } from '#shared/table/records.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, refused } from '../command.ts';
import { grid } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { bold, printable, printText, say } from '../say/terminal.ts';
import { sayWithdrawn } from '../say/withdrawn.ts';

const isOf =
  ({ brand, modelYear, market }: Offer) =>
  (list: ListInForce): boolean =>
    list.brand === brand && list.modelYear === modelYear && list.market === market;

/** Those of the lists in force: what a newer list has dropped is offered no more. */
const offersOf = async (dealerId: string, { table }: Ports): Promise<Offer[]> => {
  const lists = await table.lists.query({ dealerId });
  const offers = await table.offers.query({ dealerId });
  return offers.filter((offer) => offer.order >= (lists.find(isOf(offer))?.order ?? ''));
};

const HEADING = ['Code', 'Brand', 'Year', 'Market', 'Verdict', 'Ad', 'Price', 'What'];

const rowOf = (offer: Offer, { title, price }: { title: string; price: string }) => [
  printable(offer.modelCode),
  offer.brand,
  String(offer.modelYear),
  offer.market,
  offer.verdict,
  offer.adId ?? '',
  offer.ad?.fields[price] ?? '',
  printable(offer.ad?.fields[title] ?? offer.reasons.map(sentenceOf).join('; ')),
];

const list: Action['run'] = async ([id = ''], ports, flags) => {
  const offers = await offersOf(await knownDealer(id, ports.table), ports);
  if (flags.has('json')) return printText(`${JSON.stringify(offers, null, 1)}\n`);
  if (offers.length === 0) return say(`${id} offers nothing yet: drop a price list into inbox/${id}/.`);
  const { feed } = choosePart('marketplace', MARKETPLACES, ports.parts.marketplace);
  const [heading = '', ...lines] = grid([HEADING, ...offers.map((offer) => rowOf(offer, feed))]);
  say(bold(heading));
  for (const line of lines) say(line);
};

/** What a person does to codes of a dealer, written down before it happens; his lists are judged again by it. */
const byHand = async <Result extends object>(
  action: string,
  [id = '', ...codes]: string[],
  why: string,
  ports: Workplace,
  effect: (act: Act & { dealerId: string }, codes: string[]) => Promise<Result | Rejection>,
): Promise<Result & { dealerId: string }> => {
  const dealerId = await knownDealer(id, ports.table);
  const details = { codes, why };
  const act = { ...actOf({ dealerId, action, subject: codes.join(' '), details }, ports), dealerId };
  return audited(act, ports, async () => {
    const result = await effect(act, codes);
    if (isRejection(result)) throw refused(result);
    await refreshByHand({ dealerId, from: 'validate', cause: causeOf(act) }, ports);
    return { ...result, dealerId };
  });
};

/** The ads leave the URL before the lists are judged again, which takes its time. */
const withdraw: Action['run'] = async (words, ports, flags, { why = '' }) => {
  const confirmed = flags.has('yes');
  const { dealerId } = await byHand('offers.withdraw', words, why, ports, async (act, codes) => {
    const keptOut = { why, by: act.who, at: act.at };
    const { feed } = choosePart('marketplace', MARKETPLACES, ports.parts.marketplace);
    const withdrawn = await withdrawOffers(
      { dealerId: act.dealerId, codes, keptOut, confirmed },
      feed,
      ports,
    );
    if (isRejection(withdrawn)) return withdrawn;
    await untilEnded('delivery', withdrawn.delivery, ports);
    await sayWithdrawn(act.dealerId, withdrawn, ports);
    return withdrawn satisfies Withdrawn;
  });
  say(`Later lists do not bring it back; feedwright offers back ${words.join(' ')} does.`);
  await sayNextFeed(dealerId, ports);
};

const back: Action['run'] = async (words, ports, _, { why = '' }) => {
  const { dealerId } = await byHand('offers.back', words, why, ports, async (act, codes) => {
    return (await bringBack({ dealerId: act.dealerId, codes }, ports)) ?? {};
  });
  say(`${words.slice(1).join(' ')}: for sale again, as far as a list in force offers it.`);
  await sayNextFeed(dealerId, ports);
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['DEALER'], run: list },
  withdraw: { takes: ['DEALER', 'CODE…'], run: withdraw },
  back: { takes: ['DEALER', 'CODE…'], run: back },
};

/** `feedwright offers`: what a dealer sells by his lists in force, and what he sells no more. */
export const offers: Command = {
  summary: 'List what a dealer offers, withdraw what is sold, at once, and bring it back',
  usage: usageOf('offers', ACTIONS),
  examples: [
    'feedwright offers list demo',
    'feedwright offers withdraw demo TJTH TJTJ --why "sold"',
    'feedwright offers back demo TJTH --why "the buyer has resigned"',
  ],
  options: {
    why: { type: 'string', value: 'TEXT', description: 'withdraw, back: why, for the audit trail' },
    yes: { type: 'boolean', description: 'withdraw: also the last ad, or more than half of them' },
    json: { type: 'boolean', description: 'list: print JSON for programs' },
  },
  run: (given) => runAction('offers', ACTIONS, given),
};
