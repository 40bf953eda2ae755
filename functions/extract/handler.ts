import { RunState } from '#contracts/state.ts';
import { pageReadersOf } from '#pages/readers.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { extract } from './extract.ts';
import { namersOf } from './name-columns.ts';

export const handler = instrument(
  'extract',
  recordStage('extract', RunState, (state, ports) =>
    extract(state, ports, {
      namers: namersOf(ports),
      readers: pageReadersOf(ports),
      canRecognize: ports.parts.pageRecognizers.length > 0,
    }),
  ),
);
