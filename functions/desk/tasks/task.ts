import type { Reason } from '#contracts/reason.ts';

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
