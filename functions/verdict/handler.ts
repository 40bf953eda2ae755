import * as z from 'zod';
import { DueVerdicts, Verdict } from '#contracts/verdict.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { instrument } from '#shared/instrument.ts';
import { choosePart } from '#shared/parts.ts';
import { Acted } from './act.ts';
import { sessionByDealer } from './at-dealer.ts';
import { channelOf, runStep, VerdictEvent } from './steps.ts';

export const handler = instrument('verdict', {
  event: VerdictEvent,
  result: z.union([Verdict, DueVerdicts, Acted]),
  run: (event, ports) =>
    runStep(event, ports, {
      shape: choosePart('marketplace', MARKETPLACES, channelOf(event)).feed,
      sessionTo: sessionByDealer,
    }),
});
