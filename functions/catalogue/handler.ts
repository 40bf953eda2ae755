import { RunState } from '#contracts/state.ts';
import { pageReadersOf } from '#pages/readers.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { catalogue } from './catalogue.ts';

export const handler = instrument(
  'catalogue',
  recordStage('catalogue', RunState, (state, ports) => catalogue(state, ports, pageReadersOf(ports))),
);
