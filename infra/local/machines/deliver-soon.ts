import * as z from 'zod';
import { RunState } from '#contracts/state.ts';
import type { Runner } from './runner.ts';

/** The state of the price-list machine after which a feed is known; its name in `price-list.asl.json`. */
const CLOSE = 'Close';

const Closed = z.object({ Payload: RunState.pick({ dealerId: true, feed: true }).strip() });

/** What the rule on late feeds does on AWS: one that was built shortly before its dealer's window goes by itself. */
export const deliverSoon = ({ progress, start }: Pick<Runner, 'progress' | 'start'>): void => {
  const begun = new Set<string>();
  progress.on('left', (_, { state, output }) => {
    const closed = state === CLOSE ? Closed.safeParse(output).data : undefined;
    const { dealerId, feed } = closed?.Payload ?? { feed: null };
    if (!feed?.soon) return;
    const versions = JSON.stringify([dealerId, feed.version, feed.beside]);
    if (begun.has(versions)) return;
    begun.add(versions);
    const at = feed.soon;
    const name = `soon-${dealerId}-${feed.version}-${at.replaceAll(':', '.')}`;
    start({ machine: 'delivery', name, input: { at, mode: 'soon', dealerId } });
  });
};
