import { RunState } from '#contracts/state.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { instrument } from '#shared/instrument.ts';
import { intake } from './intake.ts';
import { IntakeRequest } from './request.ts';

export const handler = instrument('intake', {
  event: IntakeRequest,
  result: RunState,
  run: (event, ports) => intake(event, ports, pdfiumReader),
});
