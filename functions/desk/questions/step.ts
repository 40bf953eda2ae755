import type { Dealer } from '#contracts/dealer.ts';
import { reason } from '#messages/reason.ts';
import { moscowMinute } from '#shared/moscow-time.ts';
import type { GivenAnswer } from '#shared/table/knowledge-records.ts';
import type { ProductAnswer } from '#shared/table/records.ts';
import type { DeskPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { Identity } from './effects.ts';

/** What was written, and what stood there. */
export type Step = GivenAnswer['steps'][number];

/** What is to be written, with what stands there now, and the writing of it. */
export interface Planned {
  step: Step;
  /** Throws `Refusal` where something has changed. */
  write(): Promise<void>;
}

/** Somebody was faster, or has said something since; who, where that is known. */
export const changed = (subject: string, now?: { by: string; at: string } | null): Refusal =>
  new Refusal(reason('changed-meanwhile', { subject, ...(now && { by: now.by, at: moscowMinute(now.at) }) }));

/** What is known of a machine by people; empty where nobody has said anything. */
export const answerOf = async (
  dealerId: string,
  { brand, modelYear, modelCode }: Identity,
  { table }: Pick<DeskPorts, 'table'>,
): Promise<ProductAnswer> => {
  const key = { dealerId, brand, modelYear, modelCode };
  return (await table.productAnswers.get(key)) ?? { ...key, edits: {} };
};

/** The dealer's configuration as it is at this moment. */
export const dealerNow = async (dealerId: string, { table }: Pick<DeskPorts, 'table'>): Promise<Dealer> => {
  const record = await table.dealers.get({ dealerId });
  if (!record) throw changed(dealerId);
  return record.configuration;
};

const OF_BOOKS = new Set(['meaning', 'unit', 'word']);

/** Whether books are worked out otherwise by it, which is done once, behind the last of several. */
export const isOfBooks = ({ does }: Step): boolean => OF_BOOKS.has(does);
