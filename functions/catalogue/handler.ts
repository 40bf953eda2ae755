import { RunState } from '#contracts/state.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { catalogue } from './catalogue.ts';

/** The page readers in the order they are asked. */
const readers = [pdfiumReader];

export const handler = instrument(
  'catalogue',
  recordStage('catalogue', RunState, (state, ports) => catalogue(state, ports, readers)),
);
