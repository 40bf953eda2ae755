import * as z from 'zod';
import { PageChunk } from '#contracts/state.ts';
import { pageReadersOf } from '#pages/readers.ts';
import { PAGE_RECOGNIZERS } from '#pages/recognizers/recognizers.ts';
import { instrument } from '#shared/instrument.ts';
import { providersOf } from '#shared/providers.ts';
import { Drawing, DrawRequest, drawPages } from './draw-pages.ts';
import { ChunkRequest, readChunk } from './read-chunk.ts';

/** Reads pages from their pictures, or draws those of a run that is over. */
export const handler = instrument('read-pages', {
  event: z.union([ChunkRequest, DrawRequest]),
  result: z.union([PageChunk, Drawing]),
  run: async (request, ports): Promise<PageChunk | z.infer<typeof Drawing>> => {
    const readers = pageReadersOf(ports);
    if (!('chunk' in request)) return drawPages(request, ports, readers);
    const recognizers = providersOf('pageRecognizers', PAGE_RECOGNIZERS, 'recognize', ports);
    return readChunk(request, ports, { readers, recognizers });
  },
});
