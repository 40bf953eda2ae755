import { instrument } from '#shared/instrument.ts';
import { Attended, Called, carryOutCalled } from './carry-out-called.ts';

export const handler = instrument('carry-out', {
  event: Called,
  result: Attended,
  run: (called, ports) => carryOutCalled(called, ports),
});
