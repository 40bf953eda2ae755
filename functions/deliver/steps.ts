import { z } from 'zod';
import { Delivery, DeliveryRequest, type DueDeliveries } from '#contracts/delivered.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import type { Ports } from '#shared/ports.ts';
import { acquire } from './acquire.ts';
import { due } from './due.ts';
import { guard } from './guard.ts';
import { pictures } from './pictures.ts';
import { receipt } from './receipt.ts';
import { upload } from './upload.ts';
import { verify } from './verify.ts';

type DeliverStep = (delivery: Delivery, ports: Ports, shape: FeedShape) => Promise<Delivery>;

const STEPS = {
  acquire,
  guard,
  pictures: (delivery, ports) => pictures(delivery, ports),
  upload: (delivery, ports) => upload(delivery, ports),
  verify,
  receipt,
} satisfies Record<string, DeliverStep>;
const STEP_NAMES = Object.keys(STEPS) as (keyof typeof STEPS)[];

/** The step that a state of the machine asks for, and what it works on. */
export const DeliverEvent = z.discriminatedUnion('step', [
  z.object({ step: z.literal('due'), request: DeliveryRequest }),
  z.object({ step: z.enum(STEP_NAMES), delivery: Delivery }),
]);

export const runStep = (
  event: z.infer<typeof DeliverEvent>,
  ports: Ports,
  shape: FeedShape,
): Promise<Delivery | DueDeliveries> =>
  event.step === 'due' ? due(event.request, ports) : STEPS[event.step](event.delivery, ports, shape);
