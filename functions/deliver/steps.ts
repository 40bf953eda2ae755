import { z } from 'zod';
import { Delivery, DeliveryRequest, type DueDeliveries } from '#contracts/delivered.ts';
import type { Ports } from '#shared/ports.ts';
import { acquire } from './acquire.ts';
import { due } from './due.ts';
import { guard } from './guard.ts';
import { pictures } from './pictures.ts';
import { receipt } from './receipt.ts';
import { upload } from './upload.ts';
import { verify } from './verify.ts';

const STEPS = { acquire, guard, pictures, upload, verify, receipt };
const STEP_NAMES = Object.keys(STEPS) as (keyof typeof STEPS)[];

/** The step that a state of the machine asks for, and what it works on. */
export const DeliverEvent = z.discriminatedUnion('step', [
  z.object({ step: z.literal('due'), request: DeliveryRequest }),
  z.object({ step: z.enum(STEP_NAMES), delivery: Delivery }),
]);

export const runStep = (
  event: z.infer<typeof DeliverEvent>,
  ports: Ports,
): Promise<Delivery | DueDeliveries> =>
  event.step === 'due' ? due(event.request, ports) : STEPS[event.step](event.delivery, ports);
