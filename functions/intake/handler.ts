import { PAGE_READERS } from '#pages/readers.ts';
import { instrument } from '#shared/instrument.ts';
import { chooseParts } from '#shared/parts.ts';
import { recordStage } from '#shared/record-stage.ts';
import { intake } from './intake.ts';
import { IntakeRequest } from './request.ts';

export const handler = instrument(
  'intake',
  recordStage('intake', IntakeRequest, (request, ports) =>
    intake(request, ports, chooseParts('pageReaders', PAGE_READERS, ports.parts.pageReaders)),
  ),
);
