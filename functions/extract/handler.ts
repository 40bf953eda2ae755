import { RunState } from '#contracts/state.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { extract } from './extract.ts';

/** The page readers in the order they are asked. */
const readers = [pdfiumReader];

export const handler = instrument(
  'extract',
  recordStage('extract', RunState, (state, ports) => extract(state, ports, readers)),
);
