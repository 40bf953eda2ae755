import * as z from 'zod';
import { FIRST_CHANNEL } from '#contracts/channel.ts';
import {
  Delivery,
  DeliveryRequest,
  type DueDeliveries,
  type WindowCheck,
  WindowCheckRequest,
} from '#contracts/delivered.ts';
import { HostTestRequest } from '#contracts/host-test.ts';
import type { FeedShape } from '#marketplace/marketplace.ts';
import { inChannel } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';
import { checkWindows } from './check-windows.ts';
import { acquire } from './delivery.ts';
import { due } from './due.ts';
import { guard } from './guard.ts';
import { pictures } from './pictures.ts';
import { receipt } from './receipt.ts';
import { testHost } from './test-host.ts';
import { upload } from './upload.ts';
import type { AccessTo } from './uploader.ts';
import { verify } from './verify.ts';

/** The replaceable parts of a delivery. */
interface DeliveryParts {
  shape: FeedShape;
  accessTo: AccessTo;
}

type DeliverStep = (delivery: Delivery, ports: Ports, parts: DeliveryParts) => Promise<Delivery>;

const STEPS = {
  acquire,
  guard: (delivery, ports, { shape }) => guard(delivery, ports, shape),
  pictures: (delivery, ports, { accessTo, shape }) => pictures(delivery, ports, accessTo, shape),
  upload: (delivery, ports, { accessTo }) => upload(delivery, ports, accessTo),
  verify,
  receipt,
} satisfies Record<string, DeliverStep>;
const STEP_NAMES = Object.keys(STEPS) as (keyof typeof STEPS)[];

/** The step that a state of the machine asks for, and what it works on. */
export const DeliverEvent = z.discriminatedUnion('step', [
  z.object({ step: z.literal('due'), request: DeliveryRequest }),
  z.object({ step: z.literal('check'), request: WindowCheckRequest }),
  z.object({ step: z.literal('test'), request: HostTestRequest }),
  z.object({ step: z.enum(STEP_NAMES), delivery: Delivery }),
]);

/** Whose feed the step works on; what is asked of all channels begins in the first. */
export const channelOf = (event: z.infer<typeof DeliverEvent>): string =>
  ('delivery' in event ? event.delivery : event.request).channel ?? FIRST_CHANNEL;

/** Does the step; what it gives is the machine's next state. */
export const runStep = async (
  event: z.infer<typeof DeliverEvent>,
  given: Ports,
  parts: DeliveryParts,
): Promise<Delivery | DueDeliveries | WindowCheck | Awaited<ReturnType<typeof testHost>>> => {
  if (event.step === 'due') return due(event.request, given);
  if (event.step === 'check') return checkWindows(event.request, given);
  const ports = inChannel(channelOf(event), given);
  if (event.step === 'test') return testHost(event.request, ports, parts.accessTo);
  return STEPS[event.step](event.delivery, ports, parts);
};
