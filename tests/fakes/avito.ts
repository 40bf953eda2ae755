import type { Profile } from '#local/marketplace/account.ts';
import { startAvitoServer } from '#local/marketplace/avito-server.ts';
import { webHost } from './web-host.ts';

/** An answer as it came over the wire. */
export interface Got {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at what came
  json: any;
}

export const KEYS = { grant_type: 'client_credentials', client_id: 'key', client_secret: 'secret' };

const FIELDS: Record<string, string> = {
  ...{ Title: 'Снегоход', Description: 'Новый', Price: '1500000', Category: 'Мотоциклы и мототехника' },
  ...{ VehicleType: 'Снегоходы', Condition: 'Новое', Address: 'Москва', Make: 'BRP', Model: 'Summit' },
  ...{ Type: 'Горный', Year: '2027', EngineType: 'Бензин', EngineCapacity: '850', Power: '165' },
  ...{ PersonCapacity: '1', TrackWidth: '406', Availability: 'В наличии' },
};

/** An ad that has all that is required. */
export const adXml = (id: string, changes: Record<string, string> = {}): string => {
  const fields = Object.entries({ Id: id, ...FIELDS, ...changes });
  const texts = fields.map(([tag, text]) => `<${tag}>${text}</${tag}>`);
  return `<Ad>${texts.join('')}<Images><Image url="https://x.invalid/${id}.jpg"/></Images></Ad>`;
};

export const feedOf = (...ads: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Ads formatVersion="3" target="Avito.ru">\n${ads.join('\n')}\n</Ads>`;

const profileAt = (url: string): Profile => ({
  ...{ autoload_enabled: true, report_email: 'boss@example.invalid' },
  feeds_data: [{ feed_name: 'main', feed_url: `${url}/feed.xml` }],
  schedule: [{ rate: 50, weekdays: [0, 1, 2, 3, 4, 5, 6], time_slots: [3, 11, 19] }],
});

const got = async (response: Response): Promise<Got> => {
  const { status, headers } = response;
  const text = await response.text();
  const isJson = headers.get('content-type')?.startsWith('application/json') && text !== '';
  return { status, headers, text, json: isJson ? JSON.parse(text) : null };
};

/** State that a test changes: the clock in milliseconds, what the feed's URL serves (null is 404), the token in use. */
const BEGIN = {
  now: Date.parse('2026-11-20T00:26:04Z'),
  feed: feedOf(adXml('SK-1'), adXml('SK-2')) as string | null,
  token: '',
};

/** A server with the account 77, whose chance is off, the dealer's web host, and a plain client of both. */
export const avitoWithAccount = async () => {
  const state = { ...BEGIN };
  const host = await webHost('');
  host.answer = (_, response) =>
    state.feed === null ? response.writeHead(404).end('no') : response.end(state.feed);
  const server = await startAvitoServer({
    accounts: [{ id: 77, clientId: 'key', clientSecret: 'secret', profile: profileAt(host.url) }],
    switches: { nulls: 'null', idsOrder: 'asked', scheduleOrder: 'kept' },
    now: () => new Date(state.now),
  });
  const newToken = async (keys: Record<string, string> = KEYS): Promise<Got> =>
    got(await fetch(`${server.url}/token`, { method: 'POST', body: new URLSearchParams(keys) }));
  const ask = async (path: string, init: RequestInit = {}): Promise<Got> => {
    const headers = { authorization: `Bearer ${state.token}`, ...init.headers };
    return got(await fetch(server.url + path, { ...init, headers }));
  };
  const account = server.account(77);
  return Object.assign(state, {
    ...{ server, account, newToken, ask },
    set: server.set,
    post: (path: string, body?: unknown, method = 'POST'): Promise<Got> =>
      ask(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    enter: async () => {
      state.token = (await newToken()).json.access_token;
    },
    /** A load, and the time that it takes until it is the last successful one. */
    load: async () => {
      const load = await server.load(77);
      state.now += 150_000;
      return load;
    },
    uploads: async (query = '') => (await ask(`/autoload/v4/uploads?${query}`)).json.uploads,
    items: (query = '', kind = 'current') => ask(`/autoload/v4/uploads/${kind}/items?perPage=100${query}`),
    item: async (id: string) => (await ask(`/autoload/v4/uploads/current/items?query=${id}`)).json.items[0],
    /** Of an ad on the site. */
    statusOf: (id: string) => account.ads.get(id)?.status,
    numberOf: (id: string) => account.ads.get(id)?.avitoId ?? 0,
    /** Placements that are left. */
    remain: () => account.tariff?.current?.packages?.[0]?.remain,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await host[Symbol.asyncDispose]();
    },
  });
};

export type AvitoWithAccount = Awaited<ReturnType<typeof avitoWithAccount>>;
