import type { Dealer } from '#contracts/dealer.ts';
import { configuredDealers } from '#local/host/configured-dealers.ts';
import { persistentFolders } from '#local/host/folders.ts';
import { allDealers } from '#shared/dealers.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { nextWindows } from '#shared/windows.ts';
import type { Arguments, Command } from '../command.ts';
import { grid } from '../say/grid.ts';
import { bold, say } from '../say/terminal.ts';
import { duration } from '../say/times.ts';
import { atTarget, LOCAL, targetOf } from '../target/at-target.ts';

const HEADING = ['Dealer', 'Window', 'Opens', 'Feed URL'];
const SHOWN = 3;

const rowsOf = ({ id, windows, feed }: Dealer, now: Date) =>
  nextWindows(windows, now, SHOWN).map(({ opensAt, minutesLeft }) => [
    id,
    moscowMinute(opensAt),
    `in ${duration(minutesLeft)}`,
    feed.publicUrl,
  ]);

/** On this machine also those whose files no host has taken over yet. */
const dealersAt = (given: Arguments): Promise<Dealer[]> =>
  targetOf(given) === LOCAL ? configuredDealers() : atTarget(given, persistentFolders, allDealers);

const run = async (given: Arguments): Promise<number> => {
  const dealers = await dealersAt(given);
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
