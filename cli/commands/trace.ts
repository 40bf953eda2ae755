import { join } from 'node:path';
import { TraceAd, traceAd } from '#desk/ads/trace.ts';
import { parseWish } from '#desk/refusal.ts';
import { tracePage } from '#functions/reports/ad/trace-page.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { writePage } from '../files/write-page.ts';
import { say } from '../say/terminal.ts';
import { sayTrace } from '../say/trace.ts';
import { atTarget } from '../target/at-target.ts';

const run = async (given: Arguments): Promise<number> => {
  const [adId, ...more] = given.files;
  if (adId === undefined || more.length > 0)
    throw new UsageError('Name the one ad by its Id, such as SKIDOO-TJTH-2026');
  const wish = parseWish(TraceAd, { adId, dealerId: given.options.dealer });
  return atTarget(given, async (ports) => {
    const trace = await traceAd(wish, ports);
    sayTrace(trace);
    const page = await writePage(join(ports.pages, 'traces'), [trace.dealerId, adId], tracePage(trace));
    say(`\n${page}`);
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
