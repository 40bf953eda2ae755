import { RunState } from '#contracts/state.ts';
import { marketplacesOf } from '#marketplace/marketplaces.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { generate } from './generate.ts';

export const handler = instrument(
  'generate',
  recordStage('generate', RunState, async (state, ports) => {
    const [first, ...beside] = await marketplacesOf(state.dealerId, ports);
    return generate(state, ports, first, beside);
  }),
);
