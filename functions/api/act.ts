import { once } from 'node:events';
import { commandAt, isKeyUsed, writeDown } from '#desk/commands/write-down.ts';
import { parseWish } from '#desk/refusal.ts';
import type { CommandRecord } from '#shared/table/member-records.ts';
import { etagOf, jsonAnswer, limitHeaders } from './answer.ts';
import type { ApiPorts } from './api-ports.ts';
import { tokenFor } from './identity/callers.ts';
import type { Left } from './limits.ts';
import { ProblemAnswer, refused } from './problem.ts';
import type { ActRoute, Asked } from './route.ts';
import { CommandShown, shownCommand } from './shapes/command.ts';

/** A request to have something done, by who may ask for it. */
interface Acting {
  route: ActRoute;
  request: Request;
  given: Record<string, unknown>;
  asked: Asked;
  left: Left;
}

const pathOf = (path: string, given: Record<string, unknown>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given[name])));

const notSeen = (status: 412 | 428, type: string, title: string, path: string): ProblemAnswer =>
  new ProblemAnswer({
    ...{ type, title, status },
    detail: `Look at GET ${path} and send its ETag as If-Match.`,
  });

/** Whom it concerns, by its path; null where that is all dealers. */
const dealerOf = (given: Record<string, unknown>): string | null =>
  given.dealerId === undefined ? null : String(given.dealerId);

const keyOf = ({ headers }: Request): string | undefined => headers.get('idempotency-key') ?? undefined;

/** What is asked for once more has been seen when it was first asked for; since then it may be done. */
const isAskedAgain = ({ request, given, asked: { caller, ports } }: Acting): Promise<boolean> =>
  isKeyUsed({ dealerId: dealerOf(given), who: caller.who, key: keyOf(request) }, ports);

/** Refused where the caller decides about something else than it has seen. */
const refuseUnseen = async (acting: Acting): Promise<void> => {
  const { route, request, given, asked } = acting;
  const { seen } = route;
  if (!seen || (await isAskedAgain(acting))) return;
  const path = `/api${pathOf(seen.path, given)}`;
  const expected = request.headers.get('if-match');
  if (expected === null) throw notSeen(428, 'if-match-missing', 'Say which state you have seen', path);
  const names = Object.keys(seen.in.shape);
  const wish = Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
  const now = etagOf(seen.out.parse(await seen.answer(parseWish(seen.in, wish), asked)));
  if (now !== expected) throw notSeen(412, 'changed-meanwhile', 'It has changed since you saw it', path);
};

/** A gateway waits for 29 seconds. */
const LONGEST_WAIT_SECONDS = 20;

/** Seconds that a caller wants to wait for the end (RFC 7240, `Prefer: wait=10`). */
const patienceOf = ({ headers }: Request): number => {
  const wait = /(?:^|[,;\s])wait=(\d{1,3})\b/.exec(headers.get('prefer') ?? '')?.[1] ?? '0';
  return Math.min(Number(wait), LONGEST_WAIT_SECONDS);
};

/** Until an act has ended, or its caller does not wait any longer. */
const inPatience = async (begin: (late: AbortSignal) => Promise<void>, seconds: number): Promise<void> => {
  const late = new AbortController();
  const gone = once(late.signal, 'abort');
  const timer = setTimeout(() => late.abort(), seconds * 1_000);
  await Promise.race([begin(late.signal), gone]).finally(() => clearTimeout(timer));
};

/** The same wish under the same key is the same token; without a key each is another. */
const secretFor = ({ route, given, asked }: Acting, key: string | undefined, { key: signing }: ApiPorts) =>
  route.makes === 'token'
    ? tokenFor(
        String(given.dealerId),
        JSON.stringify([asked.caller.who, route.path, given, key ?? asked.ports.newId()]),
        signing,
      )
    : null;

const writtenDown = async (acting: Acting, api: ApiPorts) => {
  const { route, request, given, asked } = acting;
  const { dealerId: _, ...wish }: Record<string, unknown> = {
    ...parseWish(route.in, given),
    ...route.always,
  };
  const key = keyOf(request);
  const { caller, ports } = asked;
  const secret = secretFor(acting, key, api);
  const whole = { ...(route.asked?.(wish) ?? wish), ...(secret && { digest: secret.digest }) };
  const named = { dealerId: dealerOf(given), name: route.command, channel: ports.table.channel };
  const record = await writeDown({ ...named, wish: whole, who: caller.who, key }, ports);
  return { record, shown: secret && { token: secret.token } };
};

const STATUS: Record<CommandRecord['state'], number> = { waiting: 202, done: 200, refused: 422, failed: 500 };

/**
 * Has something done: the wish is written down, begun, and waited for as long as the caller says; `Location` tells where
 * it can be looked after. Throws `ProblemAnswer` where it was refused.
 */
export const act = async (acting: Acting, api: ApiPorts): Promise<Response> => {
  await refuseUnseen(acting);
  const { record: written, shown } = await writtenDown(acting, api);
  if (written.state === 'waiting')
    await inPatience((late) => api.begin(written, late).catch(api.report), patienceOf(acting.request));
  const record = (await commandAt(written, acting.asked.ports)) ?? written;
  if (record.state === 'refused' && record.reason) throw refused(record.reason);
  const whose = record.dealerId === null ? '' : `/dealers/${record.dealerId}`;
  const location = `/api${whose}/commands/${record.commandId}`;
  const body = { ...CommandShown.parse(shownCommand(record)), ...shown };
  return jsonAnswer(body, STATUS[record.state], { ...limitHeaders(acting.left), location });
};
