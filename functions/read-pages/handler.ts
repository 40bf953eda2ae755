import { PageChunk } from '#contracts/state.ts';
import { PAGE_READERS } from '#pages/readers.ts';
import { PAGE_RECOGNIZERS } from '#pages/recognizers/recognizers.ts';
import { instrument } from '#shared/instrument.ts';
import { chooseParts } from '#shared/parts.ts';
import { ChunkRequest, readChunk } from './read-chunk.ts';

export const handler = instrument('read-pages', {
  event: ChunkRequest,
  result: PageChunk,
  run: (request, ports) =>
    readChunk(request, ports, {
      readers: chooseParts('pageReaders', PAGE_READERS, ports.parts.pageReaders),
      recognizers: chooseParts('pageRecognizers', PAGE_RECOGNIZERS, ports.parts.pageRecognizers).map(
        (recognizer) => recognizer(ports),
      ),
    }),
});
