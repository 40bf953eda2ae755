import { RunState } from '#contracts/state.ts';
import { instrument } from '#shared/instrument.ts';
import { close } from './close.ts';

export const handler = instrument('close', { event: RunState, result: RunState, run: close });
