import { RunState } from '#contracts/state.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { takeDropped } from './take-file.ts';

export const handler = instrument('market', recordStage('market', RunState, takeDropped));
