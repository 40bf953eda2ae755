import { randomUUID } from 'node:crypto';
import type { AnswerMeasure } from '#shared/api-metrics.ts';
import { ANSWER_BOUNDS, outcomeKeptUntil } from '#shared/objectives.ts';
import type { Ports } from '#shared/ports.ts';
import { takeLooked } from '#shared/remembered.ts';
import type { AnswerTally } from '#shared/table/objective-records.ts';

const MINUTE_MS = 60_000;

const emptyTally = (hour: string, process: string, now: Date): AnswerTally => ({
  ...{ hour, process, answered: 0, failed: 0, searches: 0, cacheHits: 0, cacheMisses: 0 },
  reads: Array(ANSWER_BOUNDS.length + 1).fill(0),
  ttl: outcomeKeptUntil(now),
});

const bucketOf = (milliseconds: number): number => {
  const bucket = ANSWER_BOUNDS.findIndex((bound) => milliseconds <= bound);
  return bucket === -1 ? ANSWER_BOUNDS.length : bucket;
};

const add = (tally: AnswerTally, { kind, status, milliseconds, route }: AnswerMeasure): void => {
  tally.answered += 1;
  if (status >= 500) tally.failed += 1;
  if (route.endsWith('/search')) tally.searches += 1;
  if (kind === 'read') tally.reads[bucketOf(milliseconds)] = (tally.reads[bucketOf(milliseconds)] ?? 0) + 1;
};

const addLooked = (tally: AnswerTally): void => {
  for (const { hits, misses } of Object.values(takeLooked())) {
    tally.cacheHits += hits;
    tally.cacheMisses += misses;
  }
};

/**
 * Counts how answers go, by the hour, under a name of this process's own: once a minute that is written down, and at once
 * where an answer failed. What a process was told last before it ends is lost: answers that went well, of a minute.
 */
export const talliesOn = ({ table, clock }: Pick<Ports, 'table' | 'clock'>) => {
  const process = randomUUID();
  let tally: AnswerTally | null = null;
  let keptAt = 0;
  // Nobody is refused an answer since it cannot be counted.
  const keep = (told: AnswerTally): Promise<void> => table.answerTallies.put(told).catch(() => {});
  return async (answer: AnswerMeasure): Promise<void> => {
    const now = clock();
    const hour = now.toISOString().slice(0, '2026-11-30T17'.length);
    const before = tally;
    if (tally?.hour !== hour) tally = emptyTally(hour, process, now);
    add(tally, answer);
    if (before && before !== tally) await keep(before);
    if (answer.status < 500 && now.getTime() - keptAt < MINUTE_MS) return;
    keptAt = now.getTime();
    addLooked(tally);
    await keep(tally);
  };
};
