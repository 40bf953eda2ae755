import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { isEncryptionFailure, isPassing } from '#shared/errors.ts';

/** Something that waits for a person, and what is lost while it does. */
export interface Task {
  dealerId: string;
  /** What waits; its remedy is what to do. */
  reason: Reason;
  /** The command that mends it, word by word. */
  command: readonly string[];
  /** Ads that are not live for it, or that the marketplace may take off, as far as that is known. */
  ads: number;
  /** What those would be sold for, in whole roubles. */
  roubles: number;
}

/** Ads, and what they would be sold for in whole roubles. */
export type Worth = Pick<Task, 'ads' | 'roubles'>;

export const NOTHING: Worth = { ads: 0, roubles: 0 };

/** Of tasks that lose as much, or nobody knows how much: what will lose most soonest comes first. */
const SOONEST = [
  ...['tasks-unknown', 'host-refuses', 'live-url-wrong', 'window-missed', 'feed-late', 'feed-held'],
  ...['file-failed', 'file-rejected', 'file-stuck', 'questions-wait', 'file-lacks-book', 'rates-old'],
];

const rankOf = ({ reason: { code } }: Task): number => {
  const rank = SOONEST.indexOf(code);
  return rank < 0 ? SOONEST.length : rank;
};

/** What keeps most ads from being live first, then what those are worth. */
export const byLoss = (one: Task, other: Task): number =>
  other.ads - one.ads || other.roubles - one.roubles || rankOf(one) - rankOf(other);

/**
 * What was found at a dealer; where that cannot be found out, this is what waits: one dealer's trouble keeps nobody from
 * hearing of the others. Throws what may pass, or is everybody's.
 */
export const foundOrTrouble = async <Found>(
  dealerId: string,
  found: Promise<Found[]>,
): Promise<(Found | Task)[]> =>
  found.catch((error: unknown) => {
    if (isPassing(error) || isEncryptionFailure(error)) throw error;
    const why = reason('tasks-unknown', { detail: error instanceof Error ? error.message : String(error) });
    return [{ dealerId, reason: why, command: ['todo', dealerId], ...NOTHING }];
  });
