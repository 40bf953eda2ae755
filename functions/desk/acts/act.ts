import type { Act } from '#shared/audit.ts';
import type { Workplace } from '../workplace.ts';

/** An act of the person at this terminal. */
export const actOf = (
  what: Pick<Act, 'dealerId' | 'action' | 'subject' | 'details'>,
  { newId, clock, who }: Pick<Workplace, 'newId' | 'clock' | 'who'>,
): Act => ({ ...what, id: newId(), at: clock().toISOString(), who });
