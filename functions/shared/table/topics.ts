import type { Address } from './keys.ts';

/** What of a dealer pages show, and how the sort keys begin of the records that tell it. */
const BEGINNINGS = {
  documents: ['DOC#'],
  lists: ['HEAD#', 'BOOK#'],
  // Each of their changes raises the dealer's revision: one record instead of ten thousand.
  offers: ['STATE'],
  questions: ['REVIEW#', 'GIVEN#', 'ANSWER#', 'VALUE#', 'STATE'],
  knowledge: ['MEANING#', 'MATCH#'],
  stock: ['STOCK#'],
  market: ['MARKETSOURCE#'],
  rules: ['OWNRULE#', 'STATE'],
  feeds: ['FEED#', 'STATE'],
  deliveries: ['DELIVERY#'],
  verdicts: ['VERDICT#', 'UPLOAD#', 'JUDGED#', 'ACCOUNT'],
  commands: ['COMMAND#'],
  audit: ['ACT#'],
  members: ['SEAT#', 'TOKEN#', 'INVITATION#'],
  dealer: ['DEALER', 'PLAN', 'LEAVING'],
} as const satisfies Record<string, readonly string[]>;

export type Topic = keyof typeof BEGINNINGS;
export const TOPICS = Object.keys(BEGINNINGS) as Topic[];

/** All beginnings of keys that concern somebody: a stream of changes lets the others by. */
export const TOLD_BEGINNINGS: readonly string[] = [...new Set(Object.values(BEGINNINGS).flat())];

const OWNED = /^D#([^#]+)(?:#|$)/;

/** What has changed of which dealer where a record is written or removed; null where no page shows it. */
export const changeAt = ({ PK, SK }: Address): { dealerId: string; topics: Topic[] } | null => {
  const dealerId = OWNED.exec(PK)?.[1];
  const topics = TOPICS.filter((topic) => BEGINNINGS[topic].some((beginning) => SK.startsWith(beginning)));
  return dealerId === undefined || topics.length === 0 ? null : { dealerId, topics };
};
