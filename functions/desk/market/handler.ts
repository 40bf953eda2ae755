import * as z from 'zod';
import { RunState } from '#contracts/state.ts';
import { instrument } from '#shared/instrument.ts';
import { count } from '#shared/meter.ts';
import type { Ports } from '#shared/ports.ts';
import { recordStage } from '#shared/record-stage.ts';
import { keepDays } from '../history/days.ts';
import { fetchDue } from './fetch.ts';
import { takeDropped } from './take-file.ts';

const Round = z.object({
  asked: z.number(),
  failed: z.number(),
  silent: z.number(),
  days: z.number(),
  daysLeft: z.number(),
});

/** Neither waits for the other, nor is left out where it fails. */
const round = async (ports: Ports): Promise<z.infer<typeof Round>> => {
  const [fetched, days] = await Promise.allSettled([fetchDue(ports), keepDays(ports)]);
  if (fetched.status === 'rejected') throw fetched.reason;
  count('MarketSourcesSilent', fetched.value.silent);
  if (days.status === 'rejected') throw days.reason;
  return { ...fetched.value, days: days.value.kept, daysLeft: days.value.left };
};

const taking = recordStage('market', RunState, takeDropped);

/** A dropped sheet as a stage of its run; every hour, called with nothing, the feeds that are due and the day's figures. */
export const handler = instrument('market', {
  event: z.union([RunState, z.object({ runId: z.undefined().optional() })]),
  result: z.union([RunState, Round]),
  run: async (given, ports) => (given.runId === undefined ? round(ports) : taking.run(given, ports)),
});
