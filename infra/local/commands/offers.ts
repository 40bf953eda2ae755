import { withdraw as withdrawOffers } from '#functions/generate/by-hand/withdraw.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { audited, causeOf } from '#shared/audit.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import type { ListInForce, Offer } from '#shared/table/records.ts';
import { sayNextFeed } from '../feeds/say-next-feed.ts';
import { actOf } from '../host/act.ts';
import { refreshByHand } from '../machines/refresh-by-hand.ts';
import { grid } from '../report/grid.ts';
import { bold, printable, printText, say } from '../report/terminal.ts';
import { type Action, runAction, usageOf } from './actions.ts';
import { type Command, UsageError } from './command.ts';
import { knownDealer } from './known-dealer.ts';

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
  printable(offer.ad?.fields[title] ?? offer.reasons.join('; ')),
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

const withdraw: Action['run'] = async ([id = '', ...codes], ports, _, { why = '' }) => {
  const dealerId = await knownDealer(id, ports.table);
  const subject = codes.join(' ');
  const act = actOf({ dealerId, action: 'offers.withdraw', subject, details: { codes, why } }, ports);
  await audited(act, ports, async () => {
    const keptOut = { why, by: act.who, at: act.at };
    const refused = await withdrawOffers({ dealerId, codes, keptOut }, ports);
    if (refused) throw new UsageError(`${refused.reason} ${refused.whatToDo.replace(/\.$/, '')}`);
    await refreshByHand({ dealerId, from: 'validate', cause: causeOf(act) }, ports);
  });
  say(
    `${subject}: withdrawn, also from later lists, until feedwright review reopen ${dealerId} brings it back.`,
  );
  await sayNextFeed(dealerId, ports);
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['DEALER'], run: list },
  withdraw: { takes: ['DEALER', 'CODE…'], run: withdraw },
};

/** `feedwright offers`: what a dealer sells by his lists in force, and what he sells no more. */
export const offers: Command = {
  summary: 'List what a dealer offers, and withdraw what is sold',
  usage: usageOf('offers', ACTIONS),
  examples: ['feedwright offers list demo', 'feedwright offers withdraw demo TJTH TJTJ --why "sold"'],
  options: {
    why: { type: 'string', value: 'TEXT', description: 'withdraw: why, for the audit trail' },
    json: { type: 'boolean', description: 'list: print JSON for programs' },
  },
  run: (given) => runAction('offers', ACTIONS, given),
};
