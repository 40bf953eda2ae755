import * as z from 'zod';
import { Channel, FIRST_CHANNEL } from '#contracts/channel.ts';
import { parseWish, Refusal } from '#desk/refusal.ts';
import { inChannel } from '#shared/in-channel.ts';
import { planOf } from '#shared/plans.ts';
import type { Ports } from '#shared/ports.ts';
import { act } from './act.ts';
import { limitHeaders, problemAnswer, taggedAnswer } from './answer.ts';
import type { ApiPorts, Where } from './api-ports.ts';
import { fieldsOf } from './body.ts';
import { cursorFor, placeIn } from './cursor.ts';
import { type Found, foundLists } from './found.ts';
import type { Left } from './limits.ts';
import { broken, forbidden, noToken, ProblemAnswer, refused, tooLarge } from './problem.ts';
import { may } from './roles.ts';
import type { ActRoute, Asked, Caller, Dearness, PageRoute, Route } from './route.ts';

const MOST_BYTES = 1_000_000;

/** A body as text; what announces no length is read no further than that. Throws `ProblemAnswer` (413). */
const textOf = async ({ headers, body }: Request): Promise<string> => {
  if (Number(headers.get('content-length') ?? 0) > MOST_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
};

/** What a request says, the path's word last: nothing overrides whom it concerns. */
const givenIn = async (request: Request, names: Record<string, string>): Promise<Record<string, unknown>> => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const text = request.method === 'GET' ? '' : await textOf(request);
  return { ...query, ...(text !== '' && fieldsOf(text)), ...names };
};

const PAGE = 50;
const LONGEST_PAGE = 200;

const Paging = z.object({
  limit: z.coerce.number().int().min(1).max(LONGEST_PAGE).default(PAGE),
  cursor: z.string().max(2_000).optional(),
});

const pageAnswer = async (route: PageRoute, given: Record<string, unknown>, asked: Asked, key: string) => {
  const { limit: _, cursor: __, ...wish } = given;
  const { limit, cursor } = parseWish(Paging, given);
  const of = JSON.stringify([route.path, asked.ports.table.channel, Object.entries(wish).toSorted()]);
  const after = cursor === undefined ? null : placeIn(cursor, of, key);
  const page = await route.page(parseWish(route.in, wish), { limit, after }, asked);
  const items = z.array(route.out).parse(page.items);
  return { items, next: page.cursor === null ? null : cursorFor(page.cursor, of, key) };
};

/** Which feed of a dealer is meant; of the first channel where nothing is said. */
const InChannel = z.object({ channel: Channel.default(FIRST_CHANNEL) });

/** Of each API, and in it of each caller. */
const FOUND = new WeakMap<ApiPorts, Found>();

const foundBy = ({ who }: Caller, ports: Ports, api: ApiPorts): Found => {
  const all = FOUND.get(api) ?? foundLists(ports.clock);
  FOUND.set(api, all);
  return { of: (list, isFirst, look) => all.of(JSON.stringify([who, list]), isFirst, look) };
};

/** What the caller may be answered with. Throws `ProblemAnswer` where it may not ask. */
const askedBy = (
  caller: Caller,
  { permission }: Route,
  { dealerId = null }: { dealerId?: string | null },
  given: { channel?: unknown },
  api: ApiPorts,
): Asked => {
  if (permission !== null && !may(caller, permission, dealerId)) throw forbidden();
  const { channel } = parseWish(InChannel, given);
  const { uploads, alarms, hintsAt } = api;
  const ports = inChannel(channel, api.portsFor(caller, dealerId));
  const found = foundBy(caller, ports, api);
  return { caller, ports, uploads, downloads: api.downloadsFor(dealerId), alarms, hintsAt, found };
};

/** Who asks. What nobody answers for is counted by its address, so that guessing tokens costs time. */
const callerOf = async (
  request: Request,
  { dealerId = null }: { dealerId?: string | null },
  { identify, counter, addressOf }: ApiPorts,
): Promise<Caller> => {
  try {
    const caller = await identify(request, dealerId);
    if (caller) return caller;
    throw noToken();
  } catch (error) {
    await counter.take(addressOf(request), 'anonymous');
    throw error;
  }
};

const isAct = (route: Route): route is ActRoute => 'command' in route;

const kindOf = (route: Route): Dearness => (isAct(route) ? 'write' : route.dearness);

/** A route, and whether an act asks for its ETag: then looking is part of deciding. */
export interface Served {
  route: Route;
  isSeenFirst: boolean;
}

/**
 * A program's calls are limited by its dealer's plan; what it sells, answers or decides is taken whatever was used, with
 * the look that a decision needs, and a file may be what it has sold.
 */
const countByPlan = async (
  { route, isSeenFirst }: Served,
  { caller, ports }: Asked,
  { dealerId }: { dealerId?: string },
  { counter }: ApiPorts,
): Promise<void> => {
  if (caller.digest === undefined || dealerId === undefined) return;
  if (isSeenFirst || kindOf(route) === 'write') return;
  const { callsAnHour } = await planOf(dealerId, ports);
  if (callsAnHour !== null) await counter.takeOfPlan(dealerId, callsAnHour);
};

const answerTo = async (
  served: Served,
  request: Request,
  names: Record<string, string>,
  api: ApiPorts,
): Promise<Response> => {
  const { route } = served;
  const caller = await callerOf(request, names, api);
  const left: Left = await api.counter.take(caller.who, kindOf(route));
  const { channel, ...given } = await givenIn(request, names);
  const asked = askedBy(caller, route, names, { channel }, api);
  await countByPlan(served, asked, names, api);
  if (isAct(route)) return act({ route, request, given, asked, left }, api);
  const body =
    'page' in route
      ? await pageAnswer(route, given, asked, api.key)
      : route.out.parse(await route.answer(parseWish(route.in, given), asked));
  return taggedAnswer(body, request, limitHeaders(left));
};

const problemOf = (error: unknown, where: Where, api: ApiPorts): ProblemAnswer => {
  if (error instanceof ProblemAnswer) return error;
  if (error instanceof Refusal) return refused(error.reason, error.question);
  api.report(error, where);
  return broken();
};

/** Answers one request to a route; never throws. */
export const respond = async (
  served: Served,
  request: Request,
  names: Record<string, string>,
  api: ApiPorts,
): Promise<Response> => {
  const started = performance.now();
  const { route } = served;
  const where = { route: `${route.method} ${route.path}`, dealerId: names.dealerId ?? null };
  const answer = await answerTo(served, request, names, api).catch((error) =>
    problemAnswer(problemOf(error, where, api)),
  );
  const milliseconds = performance.now() - started;
  await api.measure?.({ kind: kindOf(route), route: route.path, status: answer.status, milliseconds });
  return answer;
};
