import * as z from 'zod';
import { BatchOutcome, BatchRequest, BatchState } from '#contracts/batch.ts';
import { type NextPagePorts, nextPage } from './next-page.ts';
import { type PlanPorts, plan } from './plan.ts';
import { type RecordPorts, recordOutcome } from './record-outcome.ts';
import { type ReportPorts, report } from './report.ts';

/** What the machine asks for, by the name of its state. */
export const BatchEvent = z.discriminatedUnion('step', [
  z.object({ step: z.literal('plan'), request: BatchRequest }),
  z.object({ step: z.literal('next-page'), from: BatchState.omit({ items: true, route: true }) }),
  z.object({ step: z.literal('record'), outcome: BatchOutcome }),
  z.object({ step: z.literal('report'), state: BatchState }),
]);
export type BatchEvent = z.infer<typeof BatchEvent>;

/** The batch's state, or nothing where an outcome was recorded. */
export const BatchAnswer = z.union([BatchState, z.strictObject({})]);

export type BatchPorts = NextPagePorts & PlanPorts & RecordPorts & ReportPorts;

/** One step of the batch machine. */
export const batch = async (event: BatchEvent, ports: BatchPorts): Promise<z.infer<typeof BatchAnswer>> => {
  if (event.step === 'plan') return plan(event.request, ports);
  if (event.step === 'next-page') return nextPage(event.from, ports);
  if (event.step === 'report') return report(event.state, ports);
  await recordOutcome(event.outcome, ports);
  return {};
};
