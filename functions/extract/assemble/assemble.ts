import { RecognizedChunk, type RecognizedRecord } from '#contracts/recognized.ts';
import type { PageChunk, RunState } from '#contracts/state.ts';
import { reason } from '#messages/reason.ts';
import { readJson } from '#shared/json.ts';
import { lambdaCost } from '#shared/lambda-cost.ts';
import type { Ports } from '#shared/ports.ts';
import { artefactKey, chunkName } from '#shared/run.ts';
import { usageCost } from '#shared/usage-cost.ts';
import { type Engines, type ExtractPorts, keep, readRun, replacedMeanwhile } from '../extract.ts';
import type { RecognizedPages } from '../page-sources.ts';

export type AssemblePorts = ExtractPorts & Pick<Ports, 'memoryMb'>;

/** Reads the whole list once more, the recognised pages from what was seen on them, by the very same rules. */
export const assemble = async (
  state: RunState,
  ports: AssemblePorts,
  engines: Engines,
): Promise<RunState> => {
  const recognizedPages = recognizedPagesOf(state, ports);
  using reading = await readRun(state, ports, { ...engines, recognizedPages });
  if (!reading) return replacedMeanwhile(state);
  const servicesUsd = reading.servicesUsd + (await spent(state, ports));
  return await keep(state, { ...reading, servicesUsd }, ports);
};

/** USD for the pages read from their pictures: the services asked, and the calls of the function that asked them. */
const spent = async (state: RunState, ports: AssemblePorts): Promise<number> => {
  let usd = 0;
  for (const chunk of state.chunks) {
    const { pages, seconds } = await chunkOf(chunk, state, ports);
    // It has the memory of this function: see the sizes in the settings.
    usd += lambdaCost(seconds, ports.memoryMb) + usageCost(pages.flatMap(({ usage }) => usage));
  }
  return usd;
};

/** The pages of the run's chunks. One chunk is held at a time: pages are asked for in their order. */
const recognizedPagesOf = (state: RunState, ports: AssemblePorts): RecognizedPages => {
  let held: { chunk: PageChunk; pages: RecognizedRecord[] } | null = null;
  return async (page) => {
    const chunk = state.chunks.find(({ first, last }) => first <= page && page <= last);
    if (!chunk) return null;
    if (held?.chunk !== chunk) held = { chunk, pages: (await chunkOf(chunk, state, ports)).pages };
    return held.pages.find((record) => record.page === page) ?? unread(page, chunk);
  };
};

/** A chunk that failed may have read some of its pages before, or none. */
const chunkOf = async (
  chunk: PageChunk,
  state: RunState,
  { artefacts }: AssemblePorts,
): Promise<Pick<RecognizedChunk, 'pages' | 'seconds'>> => {
  const key = artefactKey(state, chunkName(chunk));
  return (await artefacts.head(key)) ? readJson(artefacts, key, RecognizedChunk) : { pages: [], seconds: 0 };
};

const unread = (page: number, { failure }: PageChunk): RecognizedRecord => ({
  page,
  seen: null,
  failure: failure === null ? reason('page-unanswered') : reason('page-not-read', { detail: failure }),
  engine: { name: '', declined: [] },
  usage: [],
});
