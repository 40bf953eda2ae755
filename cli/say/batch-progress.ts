import type { BatchProgress } from '#contracts/batch.ts';
import { duration } from './times.ts';

const BAR = 30;

const bar = ({ files, processed }: BatchProgress): string => {
  const full = files === 0 ? 0 : Math.round((BAR * processed) / files);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}]`;
};

const timeLeft = (seconds: number): string =>
  seconds < 60 ? `${seconds} s left` : `${duration(Math.round(seconds / 60))} left`;

/** "[###...] 12 of 40, 1 failed, 84 a minute, 20 s left, 310 MB". Memory is null where nobody can say. */
export const progressLine = (progress: BatchProgress, memoryMb: number | null): string => {
  const { files, processed, failed, perMinute, secondsLeft, status } = progress;
  const parts = [
    `${processed} of ${files}`,
    `${failed} failed`,
    perMinute === null ? null : `${Math.round(perMinute)} a minute`,
    secondsLeft === null || status === 'ended' ? null : timeLeft(secondsLeft),
    memoryMb === null ? null : `${memoryMb} MB`,
  ];
  return `${bar(progress)} ${parts.filter(Boolean).join(', ')}`;
};

/** "published 30, review 8, rejected 2": how the files ended. */
export const outcomesLine = ({ byStatus, products }: BatchProgress): string => {
  const outcomes = Object.entries(byStatus).map(([status, files]) => `${status} ${files}`);
  return `${outcomes.join(', ')}; ${products} products`;
};
