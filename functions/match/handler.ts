import { RunState } from '#contracts/state.ts';
import { instrument } from '#shared/instrument.ts';
import { chooseParts } from '#shared/parts.ts';
import { recordStage } from '#shared/record-stage.ts';
import { EMBEDDERS } from './embedders.ts';
import { match } from './match.ts';

export const handler = instrument(
  'match',
  recordStage('match', RunState, (state, ports) =>
    match(state, ports, chooseParts('embedders', EMBEDDERS, ports.parts.embedders)),
  ),
);
