import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import type { LeavingRecord } from './table/leaving-records.ts';

/** That a dealer leaves, who has asked for it, and since when. */
export const leavesSince = ({ dealerId, at, by }: Pick<LeavingRecord, 'dealerId' | 'at' | 'by'>): Reason =>
  reason('dealer-leaving', { dealerId, at, by });
