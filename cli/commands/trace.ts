import { join } from 'node:path';
import type {
  AdHistory,
  MarketplaceVerdict,
  Place,
  ShownPlace,
  Trace,
  TracedDelivery,
  TracedField,
  TracedRow,
} from '#contracts/shown-ad.ts';
import { TraceAd, traceAd } from '#desk/ads/trace.ts';
import { parseWish } from '#desk/refusal.ts';
import { tracePage } from '#functions/reports/ad/trace-page.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { writePage } from '../files/write-page.ts';
import { runnable } from '../say/command-line.ts';
import { bold, dim, printable, say, tell } from '../say/terminal.ts';
import { atTarget, CHANNEL } from '../target/at-target.ts';

const LONGEST = 90;

const shortened = (text: string): string => {
  const line = printable(text.replaceAll('\n', ' '));
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

const placeText = ({ document, page, box, cells }: Place): string =>
  cells.length > 0
    ? `${document} ${cells.map(({ address }) => address).join(', ')}`
    : `${document} page ${page} [${box.map(Math.round).join(', ')}]`;

const sayField = ({ tag, value, sources, places }: TracedField): void => {
  say(`${bold(tag)}  ${shortened(value)}`);
  if (sources.length > 0) say(dim(`  ← ${printable(sources.map(sentenceOf).join('; '))}`));
  for (const place of places) say(dim(`  ← ${printable(placeText(place))}`));
};

const changed = ({ change, fields }: AdHistory): string =>
  change === 'changed' ? `changed: ${fields.map(({ tag }) => tag).join(', ')}` : change;

const sayRow = ({ document, page, row, cells }: TracedRow): void => {
  say(`${bold('Row')}  ${printable(`${document} page ${page}, row ${row}`)}`);
  for (const { column, text, address } of cells)
    say(`  ${column} ${printable(text)}${address ? dim(` (${address})`) : ''}`);
};

const sayMatch = ({ match, entry }: Trace): void => {
  if (!match) return;
  const { avitoModel, decision, confidence, method, reasons, candidates } = match;
  const sure = `${Math.round(100 * confidence)} % sure, ${method}`;
  say(`\n${bold('Match')}  ${printable(avitoModel ?? 'none')} (${decision}, ${sure})`);
  for (const each of reasons) say(`  ${printable(sentenceOf(each))}`);
  for (const { name, against } of candidates)
    if (name !== avitoModel) say(dim(`  not ${printable([name, ...against.map(sentenceOf)].join(': '))}`));
  const book =
    entry && `${entry.document} page ${entry.page}: ${entry.model}, ${entry.engine ?? 'any engine'}`;
  say(`${bold('Book')}  ${printable(book ?? 'none has this machine')}\n`);
};

const deliveryText = ({ outcome, version, url, at, sequence, reason }: TracedDelivery): string =>
  printable(
    `${outcome} in version ${version} at ${url}, ${moscowMinute(at)}, receipt ${sequence}${reason ? `: ${sentenceOf(reason)}` : ''}`,
  );

const sayHistory = (each: AdHistory): void => {
  say(`  version ${each.version}, ${moscowMinute(each.builtAt)}, ${each.status}: ${changed(each)}`);
  say(dim(`    ${each.delivery ? deliveryText(each.delivery) : 'not brought to its URL yet'}`));
};

const liveText = ({ live, adId }: Trace): string =>
  live
    ? `${live.url} serves version ${live.version}, ${live.holdsAd ? 'with' : 'without'} ${adId}.`
    : 'Nothing has been seen at the URL of its feed yet.';

/** What the marketplace made of it. */
const sayVerdict = ({ standing, avitoId, since, messages }: MarketplaceVerdict): void => {
  say(
    `${bold('At the marketplace')}: ${standing} since ${moscowMinute(since)}${avitoId ? `, number ${avitoId}` : ''}`,
  );
  for (const message of messages) say(`  ${printable(sentenceOf(message))}`);
};

/** The way of the ad in words: row, match, book; each field, its value and its places; its history; its URL, and the marketplace. */
const sayTrace = (trace: Trace): void => {
  if (trace.row) sayRow(trace.row);
  sayMatch(trace);
  trace.fields.forEach(sayField);
  say(`\n${bold('Made from')}`);
  for (const origin of trace.origins) say(`  ${printable(sentenceOf(origin))}`);
  say(`\n${bold('History')}`);
  trace.history.forEach(sayHistory);
  say(`\n${liveText(trace)}`);
  if (trace.verdict) sayVerdict(trace.verdict);
  for (const channel of trace.alsoIn)
    say(
      `Also in ${channel}: ${runnable(['trace', trace.adId, '--dealer', trace.dealerId, '--channel', channel])}`,
    );
};

const withoutCropsOf = <Placed extends { places: ShownPlace[] }>(placed: Placed) => ({
  ...placed,
  places: placed.places.map(({ crop: _, ...place }) => place),
});

/** The page shows what stands at a place; a program gets the place. */
const withoutCrops = (trace: Trace) => ({
  ...trace,
  row: trace.row && withoutCropsOf(trace.row),
  fields: trace.fields.map(withoutCropsOf),
});

const run = async (given: Arguments): Promise<number> => {
  const [adId, ...more] = given.files;
  if (adId === undefined || more.length > 0)
    throw new UsageError('Name the one ad by its Id, such as SKIDOO-BBXJ-2027');
  const wish = parseWish(TraceAd, { adId, dealerId: given.options.dealer });
  return atTarget(given, async (ports) => {
    const trace = await traceAd(wish, ports);
    const page = await writePage(join(ports.pages, 'traces'), [trace.dealerId, adId], tracePage(trace));
    await tell(given, { ...withoutCrops(trace), page }, () => {
      sayTrace(trace);
      say(`\n${page}`);
    });
    return 0;
  });
};

/** `feedwright trace`: where everything in an ad comes from. */
export const trace: Command = {
  summary: 'Follow an ad from its row on the page through match, book, fields and feeds to its URL',
  usage: 'trace ADID [--dealer ID]',
  examples: ['feedwright trace SKIDOO-BBXJ-2027'],
  options: {
    ...CHANNEL,
    dealer: { type: 'string', value: 'ID', description: 'whose ad, where several dealers have the Id' },
  },
  run,
};
