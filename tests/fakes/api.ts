import { carryOut } from '#desk/commands/carry-out.ts';
import type { ApiPorts } from '../../functions/api/api-ports.ts';
import { apiOf } from '../../functions/api/app.ts';
import { callerIn, type Doors } from '../../functions/api/identity/callers.ts';
import { counterOn } from '../../functions/api/limits.ts';
import { ROUTES } from '../../functions/api/routes.ts';
import { walledPorts } from '../../functions/api/walls.ts';
import { settingsOf } from '../../infra/settings.ts';
import { deskOn } from './desk.ts';
import { tableAt, type testPorts } from './ports.ts';

/** A request as a program sends it; a body is JSON. */
export interface Sent {
  token?: string;
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answered {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of a body it says itself
  body: any;
}

type TestPorts = Awaited<ReturnType<typeof testPorts>>;

/** The tables of test ports, as a wall is built around them. */
export const tablesOf = ({ place }: TestPorts) => ({
  table: tableAt(place.table),
  audit: tableAt(place.audit),
});

/** What the API stands on in a test, its acts carried out at once; who asks with a dealer's token stands behind the wall. */
export const apiPortsOn = (ports: TestPorts, doors: Doors = {}): ApiPorts => {
  const tables = tablesOf(ports);
  return {
    identify: (request, dealerId) => callerIn(request, dealerId, doors, ports),
    addressOf: () => '192.0.2.1',
    portsFor: ({ overall }, dealerId) =>
      overall || dealerId === null ? ports : walledPorts(ports, tables, dealerId),
    counter: counterOn(ports),
    begin: async (command) => void (await carryOut(command, deskOn(ports))),
    report: console.error,
    uploads: {
      addressFor: async ({ name }) => ({
        url: `/api/uploads/${name}`,
        method: 'PUT',
        headers: {},
        expiresAt: '',
      }),
    },
    downloadsFor: () => ({ addressFor: async ({ store, key }) => `/api/files/${store}/${key}` }),
    alarms: settingsOf('prod').alarms,
    hintsAt: '/api/hints',
    key: 'a key of the test',
  };
};

/** The API on test ports; what it reports is kept. */
export const apiOn = (ports: TestPorts, doors: Doors = {}, own: Partial<ApiPorts> = {}) => {
  const reported: unknown[] = [];
  const report: ApiPorts['report'] = (error) => void reported.push(error);
  const app = apiOf(ROUTES, { ...apiPortsOn(ports, doors), report, ...own });
  const ask = async (
    path: string,
    { token, method = 'GET', body, headers = {} }: Sent = {},
  ): Promise<Answered> => {
    const answer = await app.request(`http://127.0.0.1/api${path}`, {
      method,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
  };
  return { ask, reported };
};
