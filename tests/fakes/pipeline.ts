import { Dealer } from '#contracts/dealer.ts';
import type { RunState } from '#contracts/state.ts';
import { takeDropped } from '#desk/market/take-file.ts';
import { catalogue } from '#functions/catalogue/catalogue.ts';
import { assemble } from '#functions/extract/assemble/assemble.ts';
import { extract } from '#functions/extract/extract.ts';
import { generate } from '#functions/generate/generate.ts';
import { intake } from '#functions/intake/intake.ts';
import type { IntakeRequest } from '#functions/intake/request.ts';
import { match } from '#functions/match/match.ts';
import { close } from '#functions/operations/close/close.ts';
import { refresh } from '#functions/operations/refresh/refresh.ts';
import { stock } from '#functions/stock/stock.ts';
import { validate } from '#functions/validate/validate.ts';
import { avito } from '#marketplace/avito.ts';
import { pdfiumReader } from '#pages/pdfium/reader.ts';
import { spreadsheetReader } from '#pages/spreadsheet/reader.ts';
import demo from '#samples/dealers/demo.json' with { type: 'json' };
import type { Ports } from '#shared/ports.ts';
import { rememberingReader } from './remembering-reader.ts';

const reader = rememberingReader(pdfiumReader);

type Step = (state: RunState, ports: Ports) => Promise<RunState>;

const readBook: Step = async (state, ports) => {
  const next = await catalogue(state, ports, [reader]);
  const { dealerId, runId } = next;
  if (next.route === 'match') await refresh({ dealerId, from: 'match', cause: runId }, ports);
  return { ...next, route: 'close' };
};

/** The stages by route, as the state machines' Choice states lead to them. */
const STEPS: Record<Exclude<RunState['route'], 'close'>, Step> = {
  extract: (state, ports) =>
    extract(state, ports, {
      readers: [reader, spreadsheetReader],
      namers: [],
      canRecognize: ports.parts.pageRecognizers.length > 0,
    }),
  'read-pages': (state, ports) => assemble(state, ports, { readers: [reader], namers: [] }),
  catalogue: readBook,
  stock: (state, ports) => stock(state, ports, avito),
  market: (state, ports) => takeDropped(state, ports),
  match: (state, ports) => match(state, ports),
  validate: (state, ports) => validate(state, ports, avito),
  generate: (state, ports) => generate(state, ports, avito),
};

/** One execution that a test can hold up between two stages. */
export const begin = (request: IntakeRequest['request'], execution: string, ports: Ports) =>
  intake({ request, execution }, ports, [reader, spreadsheetReader]);

/** Goes on until the route named, or to the end, which is closed. */
export const goOn = async (
  state: RunState,
  ports: Ports,
  until: RunState['route'] = 'close',
): Promise<RunState> => {
  if (state.route === until) return until === 'close' ? close(state, ports) : state;
  if (state.route === 'close') return close(state, ports);
  return goOn(await STEPS[state.route](state, ports), ports, until);
};

/** Ports whose machines keep what they are asked to start, each name once, for the test to run. */
export const withWaitingRuns = (ports: Ports) => {
  const waiting = new Map<string, IntakeRequest['request']>();
  const start: Ports['machines']['start'] = async (_machine, name, input) => {
    if (waiting.has(name)) return false;
    waiting.set(name, input as IntakeRequest['request']);
    return true;
  };
  const drain = async (connected: Ports) => {
    for (const [name, request] of waiting) await goOn(await begin(request, name, connected), connected);
  };
  return { connected: { ...ports, machines: { ...ports.machines, start } }, drain };
};

/** Puts the shipped demo dealer into the table. */
export const addDemoDealer = ({ table }: Ports) =>
  table.dealers.put({ dealerId: 'demo', version: '1', configuration: Dealer.parse(demo) });
