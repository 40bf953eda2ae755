import { type Rejection, rejected } from '#contracts/outcome.ts';
import { reason } from '#messages/reason.ts';
import { MEGABYTE, MOST_MEGABYTES } from '#pages/most-bytes.ts';

const LARGEST = Math.max(...Object.values(MOST_MEGABYTES));

export const tooLarge = (megabytes: number): Rejection => rejected(reason('too-large', { megabytes }));

/** What can be said of an object before a byte of it is read. */
export const refuseBySize = (bytes: number): Rejection | null => {
  if (bytes === 0) return rejected(reason('empty'));
  return bytes > LARGEST * MEGABYTE ? tooLarge(LARGEST) : null;
};
