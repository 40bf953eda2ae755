import { type SaidValue, STOCK_FIELDS, type StockField, type StockValues } from '#contracts/stock.ts';
import { parseWish } from '#desk/refusal.ts';
import {
  listStock,
  SetStock,
  type StockLine,
  type StockSet,
  type StockSettled,
  setStock,
  settleStock,
} from '#desk/stock/stock.ts';
import { readStockWord } from '#desk/stock/words.ts';
import { sentenceOf } from '#messages/say.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { sayTable } from '../say/grid.ts';
import { sayNextFeed } from '../say/next-feed.ts';
import { dim, printable, printJson, say } from '../say/terminal.ts';
import type { Workplace } from '../target/workplace.ts';

const HEADING = ['Code', 'Piece', 'Stands', 'Field', 'Value', 'Said by', 'Ads'];

const valueText = (value: SaidValue['value']): string => {
  if (value === null) return '(taken back)';
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value !== 'object') return String(value);
  return 'percent' in value ? `${value.percent} %` : `${value.amount} ${value.currency}`;
};

const sourceText = ({ source }: SaidValue): string =>
  'by' in source ? `${source.by}, ${source.at}` : `${source.document}, ${source.cell}`;

const rowsOf = ({ modelCode, piece, standing, ads, values }: StockLine): string[][] =>
  (Object.entries(values) as [StockField, SaidValue][]).map(([field, said]) => [
    printable(modelCode),
    printable(piece),
    standing,
    field,
    printable(valueText(said.value)),
    printable(sourceText(said)),
    ads.join(' ') || 'no list offers it',
  ]);

const list: Action['run'] = async ([dealerId = ''], ports, flags) => {
  const lines = await listStock(dealerId, ports);
  if (flags.has('json')) return printJson(lines);
  if (lines.length === 0)
    return say(
      `Nothing is known of the stock of ${dealerId}: drop a stock sheet into inbox/${dealerId}/, or npx feedwright stock set ${dealerId} CODE quantity=1.`,
    );
  sayTable(HEADING, lines.flatMap(rowsOf));
};

const urlText = (ads: readonly string[], { url, halted }: StockSettled): string => {
  const named = ads.join(', ');
  if (url === 'gone') return `Sold: the feed URL serves no ad of it any more (${named}).`;
  const why = halted ? ` The host refuses the dealer: ${sentenceOf(halted)}.` : '';
  return `Sold, but the feed URL still serves ${named}; it is tried again at the full hour.${why}`;
};

/** Says what came of it, once it has; where nobody wants to wait, what will. */
const sayDone = async (
  dealerId: string,
  done: StockSet,
  ports: Workplace,
  flags: ReadonlySet<string>,
): Promise<void> => {
  if (flags.has('no-wait')) {
    if (flags.has('json')) return printJson(done);
    return say('Taken down. The feed is built within seconds.');
  }
  const settled = await settleStock(dealerId, done, ports);
  if (flags.has('json')) return printJson({ ...done, ...settled });
  if (done.ads.length > 0) say(urlText(done.ads, settled));
  if (!done.build && !settled.feed) return say(dim('No list is in force: it is kept for the first one.'));
  sayNextFeed(settled.feed);
};

/** `field=value` words as values. Throws `UsageError` for a word that is none. */
const valuesIn = (words: readonly string[]): Partial<StockValues> => {
  let values: Partial<StockValues> = {};
  for (const word of words) {
    const [, field = '', text = ''] = /^([A-Za-z]+)=(.*)$/s.exec(word) ?? [];
    if (!STOCK_FIELDS.includes(field as StockField))
      throw new UsageError(`Write ${word} as FIELD=VALUE; fields are ${STOCK_FIELDS.join(', ')}`);
    values = { ...values, ...readStockWord(field as StockField, text) };
  }
  return values;
};

const set: Action['run'] = async ([dealerId = '', modelCode = '', ...words], ports, flags, options) => {
  const { piece, why } = options;
  const row = { modelCode, piece, values: valuesIn(words) };
  const wish = parseWish(SetStock, { dealerId, rows: [row], why, confirmed: flags.has('yes') });
  await sayDone(dealerId, await setStock(ports.actor, wish, ports), ports, flags);
};

const drop: Action['run'] = async ([dealerId = '', modelCode = '', ...fields], ports, flags, options) => {
  const { piece, why } = options;
  const row = { modelCode, piece, drop: fields.length > 0 ? fields : STOCK_FIELDS };
  const wish = parseWish(SetStock, { dealerId, rows: [row], why, confirmed: flags.has('yes') });
  await sayDone(dealerId, await setStock(ports.actor, wish, ports), ports, flags);
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['DEALER'], run: list },
  set: { takes: ['DEALER', 'CODE', 'FIELD=VALUE…'], run: set },
  drop: { takes: ['DEALER', 'CODE', '[FIELD…]'], run: drop },
};

/** `feedwright stock`: what a dealer knows of its machines and no list can say. */
export const stock: Command = {
  summary: 'Say what is sold, where a machine stands, what it costs and shows, beside what the lists say',
  usage: usageOf('stock', ACTIONS),
  examples: [
    'feedwright stock list demo',
    'feedwright stock set demo TJTH quantity=0 --why "sold this morning"',
    'feedwright stock set demo TJTJ quantity=1 "address=Мурманск, Кольский пр., 1" price=2221000',
    'feedwright stock set demo TJTJ vin=2BPSCA0A1RV000123 pictures=https://dealer.example/1.jpg',
    'feedwright stock drop demo TJTJ price --why "as the list says again"',
  ],
  options: {
    piece: {
      type: 'string',
      value: 'PIECE',
      description: 'set, drop: one piece of the code, by its VIN or place',
    },
    why: { type: 'string', value: 'TEXT', description: 'set, drop: why, for the audit trail' },
    yes: { type: 'boolean', description: 'set: also where the last ad, or more than half of them, is sold' },
    'no-wait': { type: 'boolean', description: 'set, drop: do not wait until the feed is built' },
  },
  run: (given) => runAction('stock', ACTIONS, given),
};
