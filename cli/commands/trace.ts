import { join } from 'node:path';
import type { AdHistory, Place, Trace, TracedField } from '#contracts/shown-ad.ts';
import { TraceAd, traceAd } from '#desk/ads/trace.ts';
import { parseWish } from '#desk/refusal.ts';
import { tracePage } from '#functions/reports/ad/trace-page.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { writePage } from '../files/write-page.ts';
import { grid } from '../say/grid.ts';
import { bold, dim, printable, say, tell } from '../say/terminal.ts';
import { atTarget } from '../target/at-target.ts';

const LONGEST = 90;

const shortened = (text: string): string => {
  const line = printable(text.replaceAll('\n', ' '));
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

const placeText = ({ document, page, box, cells }: Place): string =>
  cells.length > 0
    ? `${document} ${cells.map(({ address }) => address).join(', ')}`
    : `${document} page ${page} [${box.map(Math.round).join(', ')}]`;

const sayField = ({ tag, value, source, places }: TracedField): void => {
  say(`${bold(tag)}  ${shortened(value)}`);
  if (source) say(dim(`  ← ${printable(source)}`));
  for (const place of places) say(dim(`  ← ${printable(placeText(place))}`));
};

const changed = ({ change, fields }: AdHistory): string =>
  change === 'changed' ? `changed: ${fields.map(({ tag }) => tag).join(', ')}` : change;

/** The trace in words: each field, its value and its places; what it was made from; and its history. */
const sayTrace = (trace: Trace): void => {
  trace.fields.forEach(sayField);
  say(`\n${bold('Made from')}`);
  for (const line of grid(trace.origins)) say(`  ${printable(line)}`);
  say(`\n${bold('History')}`);
  for (const each of trace.history)
    say(`  version ${each.version}, ${moscowMinute(each.builtAt)}, ${each.status}: ${changed(each)}`);
};

/** The page shows what stands at a place; a program gets the place. */
const withoutCrops = (trace: Trace) => ({
  ...trace,
  fields: trace.fields.map((field) => ({
    ...field,
    places: field.places.map(({ crop: _, ...place }) => place),
  })),
});

const run = async (given: Arguments): Promise<number> => {
  const [adId, ...more] = given.files;
  if (adId === undefined || more.length > 0)
    throw new UsageError('Name the one ad by its Id, such as SKIDOO-TJTH-2026');
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
  summary: "Follow an ad's fields back to their places in the documents, and tell its history",
  usage: 'trace ADID [--dealer ID]',
  examples: ['feedwright trace SKIDOO-TJTH-2026'],
  options: {
    dealer: { type: 'string', value: 'ID', description: 'whose ad, where several dealers have the Id' },
  },
  run,
};
