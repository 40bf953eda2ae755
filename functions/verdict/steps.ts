import * as z from 'zod';
import { type DueVerdicts, Verdict, VerdictRequest } from '#contracts/verdict.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { inChannel } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import { type Acted, act } from './act.ts';
import type { SessionTo } from './at-dealer.ts';
import { compare } from './compare.ts';
import { judge, news } from './judge.ts';
import { look } from './look.ts';
import { plan } from './plan.ts';
import { poll } from './poll.ts';
import { read } from './read.ts';
import { record } from './record.ts';

/** The replaceable parts of reading a verdict. */
export interface VerdictParts {
  shape: FeedShape;
  sessionTo: SessionTo;
}

type VerdictStep = (verdict: Verdict, ports: Ports, parts: VerdictParts) => Promise<Verdict>;

const STEPS = {
  look: (verdict, ports, { sessionTo }) => look(verdict, ports, sessionTo),
  poll: (verdict, ports, { sessionTo }) => poll(verdict, ports, sessionTo),
  read: (verdict, ports, { sessionTo, shape }) => read(verdict, ports, sessionTo, shape),
  compare: (verdict, ports, { sessionTo, shape }) => compare(verdict, ports, sessionTo, shape),
  judge: (verdict, ports, { shape }) => judge(verdict, ports, shape),
  record,
  news,
} satisfies Record<string, VerdictStep>;
const STEP_NAMES = Object.keys(STEPS) as (keyof typeof STEPS)[];

/** The step that a state of the machine asks for, and what it works on. */
export const VerdictEvent = z.discriminatedUnion('step', [
  z.object({ step: z.literal('plan'), request: VerdictRequest }),
  z.object({ step: z.literal('act'), request: VerdictRequest }),
  z.object({ step: z.enum(STEP_NAMES), verdict: Verdict }),
]);
export type VerdictEvent = z.infer<typeof VerdictEvent>;

/** Whose loads the step is about. */
export const channelOf = (event: VerdictEvent): string =>
  ('verdict' in event ? event.verdict : event.request).channel;

/** Does the step; what it gives is the machine's next state. */
export const runStep = async (
  event: VerdictEvent,
  given: Ports,
  parts: VerdictParts,
): Promise<Verdict | DueVerdicts | Acted> => {
  const ports = inChannel(channelOf(event), given);
  if (event.step === 'plan') return plan(event.request, ports);
  if (event.step === 'act') return act(event.request, ports, parts.sessionTo);
  return STEPS[event.step](event.verdict, ports, parts);
};
