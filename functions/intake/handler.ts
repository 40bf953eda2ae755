import { pageReadersOf } from '#pages/readers.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { intake } from './intake.ts';
import { IntakeRequest } from './request.ts';

export const handler = instrument(
  'intake',
  recordStage('intake', IntakeRequest, (request, ports) => intake(request, ports, pageReadersOf(ports))),
);
