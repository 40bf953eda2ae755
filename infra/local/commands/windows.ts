import type { Dealer } from '#contracts/dealer.ts';
import { nextWindows } from '#shared/windows.ts';
import { configuredDealers } from '../host/configured-dealers.ts';
import { grid } from '../report/grid.ts';
import { bold, say } from '../report/terminal.ts';
import { duration, moscowMinute } from '../report/times.ts';
import type { Command } from './command.ts';

const HEADING = ['Dealer', 'Window', 'Opens', 'Feed URL'];
const SHOWN = 3;

const rowsOf = ({ id, windows, feed }: Dealer, now: Date) =>
  nextWindows(windows, now, SHOWN).map(({ opensAt, minutesLeft }) => [
    id,
    moscowMinute(opensAt),
    `in ${duration(minutesLeft)}`,
    feed.publicUrl,
  ]);

const run = async (): Promise<number> => {
  const dealers = await configuredDealers();
  const now = new Date();
  const [heading = '', ...lines] = grid([HEADING, ...dealers.flatMap((dealer) => rowsOf(dealer, now))]);
  say(bold(heading));
  for (const line of lines) say(line);
  return 0;
};

/** `feedwright windows`: when the marketplace may load each dealer's feed. */
export const windows: Command = {
  summary: 'Show when the marketplace loads each feed next',
  usage: 'windows',
  examples: ['feedwright windows'],
  options: {},
  run,
};
