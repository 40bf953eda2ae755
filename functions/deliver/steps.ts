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
import type { ConnectUploader } from './uploader.ts';
import { verify } from './verify.ts';

/** The replaceable parts of a delivery. */
export interface DeliveryParts {
  shape: FeedShape;
  connect: ConnectUploader;
}

type DeliverStep = (delivery: Delivery, ports: Ports, parts: DeliveryParts) => Promise<Delivery>;

const STEPS = {
  acquire,
  guard: (delivery, ports, { shape }) => guard(delivery, ports, shape),
  pictures: (delivery, ports, { connect }) => pictures(delivery, ports, connect),
  upload: (delivery, ports, { connect }) => upload(delivery, ports, connect),
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
  parts: DeliveryParts,
): Promise<Delivery | DueDeliveries> =>
  event.step === 'due' ? due(event.request, ports) : STEPS[event.step](event.delivery, ports, parts);
