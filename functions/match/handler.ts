import { RunState } from '#contracts/state.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { match } from './match.ts';

export const handler = instrument('match', recordStage('match', RunState, match));
