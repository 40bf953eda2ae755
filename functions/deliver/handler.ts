import * as z from 'zod';
import { Delivery, DueDeliveries, WindowCheck } from '#contracts/delivered.ts';
import { TestedStep } from '#contracts/host-test.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { instrument } from '#shared/instrument.ts';
import { choosePart } from '#shared/parts.ts';
import { channelOf, DeliverEvent, runStep } from './steps.ts';
import { accessByDealer, UPLOADERS } from './uploaders.ts';

export const handler = instrument('deliver', {
  event: DeliverEvent,
  result: z.union([Delivery, DueDeliveries, WindowCheck, z.object({ steps: z.array(TestedStep) })]),
  run: (event, ports) =>
    runStep(event, ports, {
      shape: choosePart('marketplace', MARKETPLACES, channelOf(event)).feed,
      accessTo: accessByDealer(choosePart('uploader', UPLOADERS, ports.parts.uploader)),
    }),
});
