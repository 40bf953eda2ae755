import { RunState } from '#contracts/state.ts';
import { PAGE_READERS } from '#pages/readers.ts';
import { instrument } from '#shared/instrument.ts';
import { chooseParts } from '#shared/parts.ts';
import { recordStage } from '#shared/record-stage.ts';
import { extract } from './extract.ts';
import { namersOf } from './name-columns.ts';

export const handler = instrument(
  'extract',
  recordStage('extract', RunState, (state, ports) =>
    extract(state, ports, {
      namers: namersOf(ports),
      readers: chooseParts('pageReaders', PAGE_READERS, ports.parts.pageReaders),
      canRecognize: ports.parts.pageRecognizers.length > 0,
    }),
  ),
);
