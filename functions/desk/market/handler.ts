import * as z from 'zod';
import { RunState } from '#contracts/state.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { fetchDue } from './fetch.ts';
import { takeDropped } from './take-file.ts';

const Round = z.object({ asked: z.number(), failed: z.number(), silent: z.number() });

const taking = recordStage('market', RunState, takeDropped);

/** A dropped sheet as a stage of its run; called every hour with nothing, the feeds that are due. */
export const handler = instrument('market', {
  event: z.union([RunState, z.object({ runId: z.undefined().optional() })]),
  result: z.union([RunState, Round]),
  run: async (given, ports) => (given.runId === undefined ? fetchDue(ports) : taking.run(given, ports)),
});
