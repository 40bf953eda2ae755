import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { seededRandom } from '#samples/draw/random.ts';
import { close, LOOPBACK, listen } from '../host/loopback.ts';
import { type Account, type AccountOptions, accountOf, switchesOf, type World } from './account.ts';
import { limitHeaders, ownerOf } from './admission.ts';
import { type Answer, dressed, Refused } from './call.ts';
import { type Definitions, definitionsOf, SNOWMOBILES } from './definitions.ts';
import { RULES, type Rule } from './judge.ts';
import { LIVE } from './live.ts';
import { runLoad } from './load.ts';
import { MONEY } from './money.ts';
import { PROFILE } from './profile.ts';
import { REPORTS } from './reports.ts';
import { routing, type Wire } from './router.ts';
import { runDue } from './schedule.ts';
import type { Fault, FaultRule, Switches } from './switches.ts';
import type { Load, Source } from './uploads.ts';

export interface AvitoOptions {
  accounts?: readonly AccountOptions[];
  /** For all accounts; their table stands at `Switches`. */
  switches?: Partial<Switches>;
  /** What is wrong with an ad; without it `RULES`. */
  rules?: readonly Rule[];
  definitions?: Definitions;
  now?: () => Date;
  /** The last numbers that were given; one that goes on from an earlier server gives none twice. */
  numbers?: Partial<World['numbers']>;
  /** Where the address of a feed is asked. */
  addressOf?: World['addressOf'];
  /** Of all that comes differently each time. */
  seed?: number;
  port?: number;
}

/** A call that came, whatever became of it. */
export interface Asked {
  method: string;
  /** Path and query. */
  path: string;
  at: Date;
  account: number | null;
}

/** Ids of ads begin above what 32 bits hold. */
const FIRST = { load: 501_200_000, avito: 7_654_321_098, token: 0 };

const worldOf = ({
  switches = {},
  rules = RULES,
  now = () => new Date(),
  seed = 1,
  numbers = {},
  addressOf = (url) => url,
}: AvitoOptions): World => ({
  ...{ accounts: new Map(), switches: { ...switches }, rules, random: seededRandom(seed), now, url: '' },
  ...{ counted: new Map(), copies: new Map(), numbers: { ...FIRST, ...numbers }, addressOf },
});

const typeOf = (body: unknown): string => {
  if (typeof body !== 'string') return 'application/json; charset=utf-8';
  return body.startsWith('<') ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8';
};

const bytesOf = (body: unknown): Buffer => {
  if (body === undefined) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

const headersOf = ({ body, headers }: Answer): Record<string, string> => ({
  ...(body === undefined ? {} : { 'content-type': typeOf(body) }),
  ...headers,
});

const send = (response: ServerResponse, answer: Answer): void =>
  void response.writeHead(answer.status ?? 200, headersOf(answer)).end(bytesOf(answer.body));

const sendHalf = (response: ServerResponse, answer: Answer): void => {
  const bytes = bytesOf(answer.body);
  response.writeHead(answer.status ?? 200, { ...headersOf(answer), 'content-length': bytes.length + 1 });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
};

const refusalOf = (fault: Fault & { kind: 'html' | 'error' | 'limit' }, world: World): Answer => {
  const status = fault.kind === 'limit' ? 429 : fault.status;
  const switches = switchesOf(world);
  const headers =
    fault.kind === 'limit' ? limitHeaders(fault.headers ?? switches.limitHeaders, world.now()) : {};
  const shape = { html: 'html', limit: 'message', error: 'nested' } as const;
  const errorShape = fault.kind === 'error' ? (fault.shape ?? switches.errorShape) : 'documented';
  return dressed(new Refused(status, 'Ошибка', headers), shape[fault.kind], { ...switches, errorShape });
};

/** The fault that a call meets; one that comes so many times is used up. */
const faultOf = (faults: FaultRule[], { method, path, account }: Asked): FaultRule | undefined => {
  const rule = faults.find(
    (each) =>
      (each.method ?? method) === method &&
      (each.account ?? account) === account &&
      path.includes(each.path ?? ''),
  );
  if (rule?.times !== undefined) rule.times -= 1;
  if (rule?.times === 0) faults.splice(faults.indexOf(rule), 1);
  return rule;
};

const rawAnswer = ({ status, body, type = 'application/json' }: Fault & { kind: 'body' }): Answer => ({
  ...{ status, body, headers: { 'content-type': type } },
});

/** What comes of a fault in the place of the answer; `hang` is that nothing does. */
const suffer = (
  fault: Exclude<Fault, { kind: 'meanwhile' }>,
  world: World,
  response: ServerResponse,
  answer: Answer,
): void => {
  if (fault.kind === 'hang-up') response.destroy();
  else if (fault.kind === 'cut-off') sendHalf(response, answer);
  else if (fault.kind === 'empty') send(response, { status: fault.status });
  else if (fault.kind === 'body') send(response, rawAnswer(fault));
  else if (fault.kind !== 'hang') send(response, refusalOf(fault, world));
};

const wireOf = async (request: IncomingMessage): Promise<Wire> => ({
  ...{ method: request.method ?? '', target: request.url ?? '/', headers: request.headers },
  body: await text(request),
});

const askedBy = (world: World, { method, target, headers }: Wire): Asked => ({
  ...{ method, path: target, at: world.now() },
  account: ownerOf(world, headers.authorization)?.id ?? null,
});

/** Nothing happens: the answer comes as it is. */
const NONE: Fault = { kind: 'meanwhile', happens: () => {} };

const ofServer = (world: World, faults: FaultRule[], asked: Asked[], definitions: Definitions) => {
  const answer = routing(world, [...REPORTS, ...PROFILE, ...definitionsOf(definitions), ...LIVE, ...MONEY]);
  return async (request: IncomingMessage, response: ServerResponse) => {
    const wire = await wireOf(request);
    const call = askedBy(world, wire);
    asked.push(call);
    const { fault, acts = false } = faultOf(faults, call) ?? { fault: NONE };
    if (fault.kind === 'meanwhile') {
      await fault.happens();
      return send(response, await answer(wire));
    }
    const done = acts || fault.kind === 'cut-off' ? await answer(wire) : {};
    suffer(fault, world, response, done);
  };
};

const accountIn = (world: World, id: number): Account => {
  const account = world.accounts.get(id);
  if (!account) throw new RangeError(`no account ${id}`);
  return account;
};

/** What a test, or the host, holds of the server. */
const handleOf = (world: World, faults: FaultRule[], asked: readonly Asked[]) => ({
  asked,
  /** State of an account, to look at and to change: as a moderator, or the dealer on the site. */
  account: (id: number): Account => accountIn(world, id),
  addAccount: (options: AccountOptions): void =>
    void world.accounts.set(options.id, accountOf(options, world.now())),
  /** Changes switches of all accounts; those of one are in `account(id).switches`. */
  set: (switches: Partial<Switches>): void => void Object.assign(world.switches, switches),
  /** Faults are met in the order in which they were told; gives what takes this one back. */
  fail: (rule: FaultRule): (() => void) => {
    const own = { ...rule };
    faults.push(own);
    return () => void (faults.includes(own) && faults.splice(faults.indexOf(own), 1));
  },
  /** A load by the schedule, now, or by another hand. It is there when the files have been fetched. */
  load: (id: number, source: Source = 'Url'): Promise<Load> => runLoad(world, accountIn(world, id), source),
  /** Loads that the profiles' schedules want at this minute of the clock; to be asked about once a minute. */
  loadDue: (): Promise<Load[]> => runDue(world),
});

/**
 * Plays Avito over HTTP on loopback as far as `POST /token`, autoload v4 and its profile, definitions of fields, the
 * live list, prices, stocks, tariff and balance go. It fetches the feeds of the profiles, judges their ads by rules, and
 * keeps what is on the site; what the world does otherwise than its descriptions is a switch (`Switches`) or a `Fault`.
 * Time is that of `now` alone, chance comes from `seed`.
 */
export const startAvitoServer = async (options: AvitoOptions = {}) => {
  const world = worldOf(options);
  const [faults, asked]: [FaultRule[], Asked[]] = [[], []];
  const answer = ofServer(world, faults, asked, options.definitions ?? SNOWMOBILES);
  const server = createServer(
    (request, response) =>
      void answer(request, response).catch((error: Error) => {
        console.error(error);
        response.destroy(error);
      }),
  );
  const port = await listen(server, options.port);
  world.url = `http://${LOOPBACK}:${port}`;
  const handle = handleOf(world, faults, asked);
  for (const account of options.accounts ?? []) handle.addAccount(account);
  const stop = () => close(server);
  return { ...handle, url: world.url, port, close: stop, [Symbol.asyncDispose]: stop };
};

export type AvitoServer = Awaited<ReturnType<typeof startAvitoServer>>;
