import { RunState } from '#contracts/state.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { instrument } from '#shared/instrument.ts';
import { choosePart } from '#shared/parts.ts';
import { recordStage } from '#shared/record-stage.ts';
import { generate } from './generate.ts';

export const handler = instrument(
  'generate',
  recordStage('generate', RunState, (state, ports) =>
    generate(state, ports, choosePart('marketplace', MARKETPLACES, ports.parts.marketplace)),
  ),
);
