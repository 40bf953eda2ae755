import type { Dealer } from '#contracts/dealer.ts';
import { allDealers } from '#shared/dealers.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import { nextWindows } from '#shared/windows.ts';
import type { Arguments, Command } from '../command.ts';
import { sayTable } from '../say/grid.ts';
import { tell } from '../say/terminal.ts';
import { duration } from '../say/times.ts';
import { atTarget } from '../target/at-target.ts';

const HEADING = ['Dealer', 'Window', 'Opens', 'Feed URL'];
const SHOWN = 3;

const windowsOf = ({ id, windows, feed }: Dealer, now: Date) =>
  nextWindows(windows, now, SHOWN).map((window) => ({ dealerId: id, ...window, url: feed.publicUrl }));

const rowOf = ({ dealerId, opensAt, minutesLeft, url }: ReturnType<typeof windowsOf>[number]) => [
  dealerId,
  moscowMinute(opensAt),
  `in ${duration(minutesLeft)}`,
  url,
];

const run = (given: Arguments): Promise<number> =>
  atTarget(
    given,
    async (ports) => {
      const now = ports.clock();
      const next = (await allDealers(ports)).flatMap((dealer) => windowsOf(dealer, now));
      await tell(given, next, () => sayTable(HEADING, next.map(rowOf)));
      return 0;
    },
    { mayBeFirst: true },
  );

/** `feedwright windows`: when the marketplace may load each dealer's feed. */
export const windows: Command = {
  summary: 'Show when the marketplace loads each feed next',
  usage: 'windows',
  examples: ['feedwright windows'],
  options: {},
  run,
};
