import { RunState } from '#contracts/state.ts';
import { avito } from '#marketplace/avito.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { generate } from './generate.ts';

export const handler = instrument(
  'generate',
  recordStage('generate', RunState, (state, ports) => generate(state, ports, avito)),
);
