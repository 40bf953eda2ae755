import { RunState } from '#contracts/state.ts';
import { instrument } from '#shared/instrument.ts';
import { recordStage } from '#shared/record-stage.ts';
import { lexicalEmbedder } from './lexical-embedder.ts';
import { match } from './match.ts';

export const handler = instrument(
  'match',
  recordStage('match', RunState, (state, ports) => match(state, ports, [lexicalEmbedder])),
);
