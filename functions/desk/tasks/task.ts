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
    const why = reason('todo-broke', { detail: error instanceof Error ? error.message : String(error) });
    return [{ dealerId, reason: why, command: ['todo', dealerId], ...NOTHING }];
  });
