import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { RunState } from '#contracts/state.ts';
import { catalogue } from '#functions/catalogue/catalogue.ts';
import { assemble } from '#functions/extract/assemble/assemble.ts';
import { extract } from '#functions/extract/extract.ts';
import { namersOf } from '#functions/extract/name-columns.ts';
import { generate } from '#functions/generate/generate.ts';
import { intake } from '#functions/intake/intake.ts';
import { match } from '#functions/match/match.ts';
import { batch } from '#functions/operations/batch/batch.ts';
import { close } from '#functions/operations/close/close.ts';
import { closeFailed } from '#functions/operations/close-failed/close-failed.ts';
import { refresh } from '#functions/operations/refresh/refresh.ts';
import { readChunk } from '#functions/read-pages/read-chunk.ts';
import { validate } from '#functions/validate/validate.ts';
import { loadMachines } from '#local/machines/definitions.ts';
import type { Lambda } from '#local/machines/handlers.ts';
import { openJournal } from '#local/machines/journal.ts';
import { runnerOf } from '#local/machines/runner.ts';
import { avito } from '#marketplace/avito.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { PAGE_RECOGNIZERS } from '#pages/recognizers/recognizers.ts';
import { chooseParts } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { recordStage } from '#shared/record-stage.ts';

const READERS = [pdfiumReader];

// biome-ignore lint/suspicious/noExplicitAny: each function knows its own event
type Functions = Record<string, (event: any) => Promise<unknown>>;

const recognizersOf = (ports: Ports) =>
  chooseParts('pageRecognizers', PAGE_RECOGNIZERS, ports.parts.pageRecognizers).map((build) => build(ports));

/** The stages whose handlers write down what they hand on: a run that fails goes on from there. */
const RECORDED = ['intake', 'extract', 'assemble', 'match', 'validate', 'generate', 'catalogue'];

const recorded = (functions: Functions, ports: Ports): Functions =>
  Object.fromEntries(
    Object.entries(functions).map(([name, run]) => {
      if (!RECORDED.includes(name)) return [name, run];
      const step = recordStage(name, z.any(), async (event) => RunState.parse(await run(event)));
      return [name, (event) => step.run(event, ports)];
    }),
  );

/** What the handlers of a price list do, on these ports. */
export const functionsOn = (ports: Ports): Functions => ({
  intake: (event) => intake(event, ports, READERS),
  extract: (state) =>
    extract(state, ports, {
      readers: READERS,
      namers: namersOf(ports),
      canRecognize: ports.parts.pageRecognizers.length > 0,
    }),
  // Nobody looks at pages here: drawing them takes its time.
  'read-pages': async (request) =>
    'chunk' in request
      ? readChunk(request, ports, { readers: READERS, recognizers: recognizersOf(ports) })
      : { drawn: 0, undrawn: 0 },
  assemble: (state) => assemble(state, ports, { readers: READERS, namers: namersOf(ports) }),
  match: (state) => match(state, ports),
  validate: (state) => validate(state, ports, avito),
  generate: (state) => generate(state, ports, avito),
  catalogue: (state) => catalogue(state, ports, READERS),
  refresh: async (state) => {
    await refresh({ dealerId: state.dealerId, from: 'match', cause: state.runId }, ports);
    return state;
  },
  batch: (event) => batch(event, ports),
  close: (state) => close(state, ports),
  'close-failed': (event) => closeFailed(event, ports),
});

/** The project's own machines on the local interpreter; `changes` replace single functions. */
export const machineOn = async (ports: Ports, folder: string, changes: Functions = {}) => {
  const functions = recorded({ ...functionsOn(ports), ...changes }, ports);
  const lambda: Lambda = async (name, event) => functions[name]?.(event);
  const machines = await loadMachines(fileURLToPath(new URL('../../state-machines', import.meta.url)));
  const journal = openJournal(`${folder}/executions.jsonl`);
  return runnerOf({ machines, lambda, journal, eventsFile: `${folder}/events.jsonl` });
};
