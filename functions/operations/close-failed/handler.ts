import { Ending } from '#contracts/state.ts';
import { instrument } from '#shared/instrument.ts';
import { closeFailed, FailedExecution } from './close-failed.ts';

export const handler = instrument('close-failed', {
  event: FailedExecution,
  result: Ending,
  run: closeFailed,
});
