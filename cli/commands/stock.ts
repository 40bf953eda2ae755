import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SaidValue, STOCK_FIELDS, type StockField, type StockValues } from '#contracts/stock.ts';
import { newestFeed } from '#desk/feeds/feed.ts';
import { parseWish } from '#desk/refusal.ts';
import { ExportStock, exportStock } from '#desk/stock/export.ts';
import {
  listStock,
  SetStock,
  type StockLine,
  type StockSet,
  type StockSettled,
  setStock,
  settleStock,
} from '#desk/stock/stock.ts';
import { TakeSheet, takeSheet } from '#desk/stock/take-sheet.ts';
import { readStockWord } from '#desk/stock/words.ts';
import { delimitedText } from '#functions/reports/delimited-text.ts';
import { workbookOf } from '#functions/reports/workbook.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { type Action, runAction, usageOf } from '../actions.ts';
import { type Command, UsageError } from '../command.ts';
import { openFolder } from '../files/open-folder.ts';
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
  'by' in source ? `${source.by}, ${moscowMinute(source.at)}` : `${source.document}, ${source.cell}`;

const rowsOf = ({ modelCode, piece, standing, ads, values }: StockLine): string[][] =>
  (Object.entries(values) as [StockField, SaidValue][]).map(([field, said]) => [
    printable(modelCode),
    printable(piece),
    standing === 'untold' ? '' : standing,
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

const exportSheet: Action['run'] = async ([dealerId = ''], ports, flags, { out }) => {
  const table = await exportStock(parseWish(ExportStock, { dealerId }), ports);
  if (flags.has('json')) return printJson(table);
  if (!out) throw new UsageError('Say with --out DIR where the files go');
  await openFolder('out', out);
  const base = join(out, `${dealerId}-stock`);
  await writeFile(`${base}.xlsx`, await workbookOf([table]));
  await writeFile(`${base}.csv`, delimitedText(table));
  say(`${base}.xlsx and ${base}.csv: edit one of them and drop it into inbox/${dealerId}/.`);
};

/** `HEADING=FIELD` as a heading and what it means. */
const headingIn = (text: string | undefined): Record<string, string> => {
  if (text === undefined) return {};
  const at = text.lastIndexOf('=');
  if (at < 1) throw new UsageError('Write --as "HEADING=FIELD", such as --as "Шт.=quantity"');
  return { [text.slice(0, at)]: text.slice(at + 1) };
};

const take: Action['run'] = async ([dealerId = '', named = ''], ports, flags, options) => {
  const headings = headingIn(options.as);
  const asked = { isWhole: flags.has('full'), confirmed: flags.has('yes') };
  const wish = parseWish(TakeSheet, { dealerId, document: named, headings, ...asked });
  const document = await takeSheet(ports.actor, wish, ports);
  if (flags.has('json')) return printJson(document);
  const { reason: why = null, status = 'processing' } = document.ending ?? {};
  say(`${printable(document.name)}: ${status}${why ? `. ${printable(sentenceOf(why))}` : '.'}`);
  sayNextFeed(await newestFeed(dealerId, ports));
};

const ACTIONS: Record<string, Action> = {
  list: { takes: ['DEALER'], run: list },
  set: { takes: ['DEALER', 'CODE', 'FIELD=VALUE…'], run: set },
  export: { takes: ['DEALER'], run: exportSheet },
  take: { takes: ['DEALER', 'DOCUMENT'], run: take },
  drop: { takes: ['DEALER', 'CODE', '[FIELD…]'], run: drop },
};

/** `feedwright stock`: what a dealer knows of its machines and no list can say. */
export const stock: Command = {
  summary: 'Say what is sold, where a machine stands, what it costs and shows, beside what the lists say',
  usage: usageOf('stock', ACTIONS),
  examples: [
    'feedwright stock list samples',
    'feedwright stock set samples BCZU quantity=0 --why "sold this morning"',
    'feedwright stock set samples CCZH quantity=1 "address=Мурманск, Кольский пр., 1" price=2500000',
    'feedwright stock set samples DPXO vin=2BPSCA0A1RV000123 video=https://rutube.ru/video/0123abcd/',
    'feedwright stock drop samples CCZH price --why "as the list says again"',
    'feedwright stock export samples --out exports',
    'feedwright stock take samples stock.csv --full --as "Шт.=quantity"',
  ],
  options: {
    piece: {
      type: 'string',
      value: 'PIECE',
      description: 'set, drop: one piece of the code, by its VIN or place',
    },
    why: { type: 'string', value: 'TEXT', description: 'set, drop: why, for the audit trail' },
    out: { type: 'string', value: 'DIR', description: 'export: where the .xlsx and the .csv file go' },
    as: { type: 'string', value: 'HEADING=FIELD', description: 'take: what a heading of the sheet means' },
    full: { type: 'boolean', description: 'take: what the sheet does not name is not in stock' },
    yes: {
      type: 'boolean',
      description: 'set, take: also where the last ad, or more than half of them, is sold',
    },
    'no-wait': { type: 'boolean', description: 'set, drop: do not wait until the feed is built' },
  },
  run: (given) => runAction('stock', ACTIONS, given),
};
