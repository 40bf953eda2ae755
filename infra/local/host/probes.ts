import type { Ports } from '#shared/ports.ts';
import type { Probes } from './web-server.ts';

/** What a list needs on its way; each is asked for something that need not be there. */
const NEEDED: Record<string, (ports: Ports) => Promise<unknown>> = {
  table: ({ table }) => table.dealers.get({ dealerId: 'nobody' }),
  inbox: ({ inbox }) => inbox.head('inbox/nobody/nothing'),
  artefacts: ({ artefacts }) => artefacts.head('nothing'),
  machines: ({ machines }) => machines.status('price-list', 'nothing'),
};

const PATIENCE_MS = 2_000;

const inTime = (asked: Promise<unknown>): Promise<unknown> =>
  Promise.race([
    asked,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`No answer within ${PATIENCE_MS} ms`)), PATIENCE_MS).unref();
    }),
  ]);

const answerOf = (question: (ports: Ports) => Promise<unknown>, ports: Promise<Ports>): Promise<string> =>
  inTime(ports.then(question)).then(
    () => 'ok',
    (error: Error) => error.message,
  );

const askAll = async (ports: Promise<Ports>): Promise<Record<string, string>> => {
  const asked = Object.entries(NEEDED).map(
    async ([name, question]) => [name, await answerOf(question, ports)] as const,
  );
  return Object.fromEntries(await Promise.all(asked));
};

/** `/health`: this process answers. `/ready`: it is connected, and so does what lists need (S0-67, S2-30). */
export const probesOf = (ports: Promise<Ports>): Probes => ({
  '/health': async () => ({}),
  '/ready': () => askAll(ports),
});
