import { RunState } from '#contracts/state.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { instrument } from '#shared/instrument.ts';
import { choosePart } from '#shared/parts.ts';
import { recordStage } from '#shared/record-stage.ts';
import { validate } from './validate.ts';

export const handler = instrument(
  'validate',
  recordStage('validate', RunState, (state, ports) =>
    validate(state, ports, choosePart('marketplace', MARKETPLACES, ports.parts.marketplace)),
  ),
);
