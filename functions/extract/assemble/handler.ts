import { RunState } from '#contracts/state.ts';
import { pageReadersOf } from '#pages/readers.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { namersOf } from '../name-columns.ts';
import { assemble } from './assemble.ts';

export const handler = instrument(
  'assemble',
  recordStage('assemble', RunState, (state, ports) =>
    assemble(state, ports, {
      readers: pageReadersOf(ports),
      namers: namersOf(ports),
    }),
  ),
);
