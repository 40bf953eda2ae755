import { portsOfEnvironment } from '#shared/aws/ports.ts';
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

const ask = async ([name, question]: [string, (ports: Ports) => Promise<unknown>]) => {
  const said = await inTime(question(portsOfEnvironment())).then(
    () => 'ok',
    (error: Error) => error.message,
  );
  return [name, said] as const;
};

/** `/health`: this process answers. `/ready`: so does what lists need (S0-67, S2-30). */
export const PROBES: Probes = {
  '/health': async () => ({}),
  '/ready': async () => Object.fromEntries(await Promise.all(Object.entries(NEEDED).map(ask))),
};
