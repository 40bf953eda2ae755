import { instrument } from '#shared/instrument.ts';
import { ClosedDocument, closeFailed, FailedExecution } from './close-failed.ts';

export const handler = instrument('close-failed', {
  event: FailedExecution,
  result: ClosedDocument,
  run: closeFailed,
});
