import { z } from 'zod';
import { Delivery, DueDeliveries } from '#contracts/delivered.ts';
import { avito } from '#marketplace/avito.ts';
import { instrument } from '#shared/instrument.ts';
import { DeliverEvent, runStep } from './steps.ts';

export const handler = instrument('deliver', {
  event: DeliverEvent,
  result: z.union([Delivery, DueDeliveries]),
  run: (event, ports) => runStep(event, ports, avito.feed),
});
