import { RunState } from '#contracts/state.ts';
import { marketplacesOf } from '#marketplace/marketplaces.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { validate } from './validate.ts';

export const handler = instrument(
  'validate',
  recordStage('validate', RunState, async (state, ports) => {
    const [first, ...beside] = await marketplacesOf(state.dealerId, ports);
    return validate(state, ports, first, beside);
  }),
);
