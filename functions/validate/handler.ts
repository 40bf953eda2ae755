import { RunState } from '#contracts/state.ts';
import { avito } from '#marketplace/avito.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { validate } from './validate.ts';

export const handler = instrument(
  'validate',
  recordStage('validate', RunState, (state, ports) => validate(state, ports, avito)),
);
