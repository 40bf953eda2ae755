import { RunState } from '#contracts/state.ts';
import { marketplacesOf } from '#marketplace/marketplaces.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { stock } from './stock.ts';

export const handler = instrument(
  'stock',
  recordStage('stock', RunState, async (state, ports) => {
    const [first] = await marketplacesOf(state.dealerId, ports);
    return stock(state, ports, first);
  }),
);
