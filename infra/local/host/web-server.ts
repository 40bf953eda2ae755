import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getRequestListener } from '@hono/node-server';
import { decoded } from '#shared/dealer-faults.ts';
import type { LocalApi } from './api.ts';
import { CONSOLE, type consoleServer } from './console-server.ts';
import { HINTS, type LocalHints } from './hints.ts';
import { close, LOOPBACK, listen } from './loopback.ts';
import type { Pages } from './pages.ts';

const MEDIA_TYPES: Record<string, string> = {
  '.xml': 'application/xml',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
};

/** The path of a request as text, whatever was asked: `//`, a broken percent code, a whole URL of a proxy. */
const pathOf = ({ url = '/' }: IncomingMessage): string => {
  const [asked = '/'] = url.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/);
  return decoded(asked) || '/';
};

const fileAt = async (folder: string, path: string) => {
  const file = resolve(folder, `.${path}`);
  const isInside = file.startsWith(folder + sep) && !path.includes('\0');
  const found = isInside ? await stat(file).catch(() => null) : null;
  return found?.isFile() ? { file, bytes: found.size } : null;
};

const say = (response: ServerResponse, status: number, body: string, type = 'text/plain'): void =>
  void response
    .writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' })
    .end(body);

/** A name that some page has pointed at this machine is none of ours: what waits is for this user alone. */
const isAskedByOwnName = ({ headers }: IncomingMessage): boolean =>
  /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(headers.host ?? '');

const sayPage = async (pages: Pages, path: string, request: IncomingMessage, response: ServerResponse) => {
  if (path === '/' && isAskedByOwnName(request))
    return say(response, 200, await pages.index(`http://${request.headers.host}`), 'text/html');
  say(response, 404, `${await pages.absent(path)}\n`);
};

const serve = async ({ folder, pages }: Served, request: IncomingMessage, response: ServerResponse) => {
  const path = pathOf(request);
  const found = await fileAt(resolve(folder), path);
  if (!found) return sayPage(pages, path, request, response);
  response.writeHead(200, {
    'content-type': MEDIA_TYPES[extname(found.file)] ?? 'application/octet-stream',
    'content-length': found.bytes,
  });
  await pipeline(createReadStream(found.file), response);
};

/** Where a terminal's link leads: it opens a session once, and goes on to the console. */
const SIGN_IN = '/sign-in';

const signIn = ({ api }: Served, request: IncomingMessage, response: ServerResponse): void => {
  const ticket = new URL(request.url ?? '', 'http://localhost').searchParams.get('ticket') ?? '';
  const cookie = isAskedByOwnName(request) ? (api?.signIn(ticket) ?? null) : null;
  if (cookie === null) say(response, 403, 'This link opens nothing any more: npx feedwright sign-in\n');
  else
    response.writeHead(303, { location: CONSOLE, 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
};

/** Only pages of this very address may have the browser ask: any other page's questions bear its own origin. */
const isAskedFromHere = ({ headers }: IncomingMessage): boolean =>
  headers.origin === undefined || headers.origin === `http://${headers.host}`;

const answerApi = async (
  api: LocalApi,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (!mayAsk(request)) return say(response, 403, 'The API of this machine answers this machine alone\n');
  await getRequestListener((asked) => api.fetch(asked), { overrideGlobalObjects: false })(request, response);
};

const mayAsk = (request: IncomingMessage): boolean => isAskedByOwnName(request) && isAskedFromHere(request);

/** A page that wants to be told of changes; who asks by another name, or elsewhere, is not answered. */
const listenTo = (hints: LocalHints, request: IncomingMessage, socket: Duplex, head: Buffer): void => {
  const isOurs = mayAsk(request) && pathOf(request) === HINTS;
  if (isOurs) hints.upgrade(request, socket, head).catch(() => socket.destroy());
  else socket.destroy();
};

/** A question that monitors ask by its path, and whether all is well. */
export type Probes = Record<string, () => Promise<Record<string, string>>>;

const WELL = 'ok';

/** 200 where everything asked for is well, else 503; what is not says why. */
const answerProbe = async (probe: Probes[string], response: ServerResponse) => {
  const checks = await probe();
  const isWell = Object.values(checks).every((said) => said === WELL);
  response
    .writeHead(isWell ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify({ status: isWell ? WELL : 'unavailable', checks }));
};

/** What a web server serves. */
export interface Served {
  /** What the dealers' FTP host holds, path for path. */
  folder: string;
  pages: Pages;
  api?: LocalApi;
  hints?: LocalHints;
  console?: ReturnType<typeof consoleServer>;
  probes?: Probes;
  /** The port that it had the last time, where that is free. */
  port?: number;
}

const fail = (response: ServerResponse) => (error: Error) => {
  console.error(error);
  if (response.headersSent) response.destroy();
  else say(response, 500, `${error.message}\n`);
};

const answer = async (
  served: Served,
  probe: Probes[string] | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (probe) return answerProbe(probe, response);
  const path = pathOf(request);
  if (path === SIGN_IN) return signIn(served, request, response);
  if (served.api && path.startsWith('/api/')) return answerApi(served.api, request, response);
  if (served.console && path.startsWith(CONSOLE) && isAskedByOwnName(request))
    return served.console(path, request, response);
  return serve(served, request, response);
};

/** Plays the dealer's web host: serves what was put into its FTP host's folder; answers probes, and has a page of its own. */
export const startWebServer = async (served: Served) => {
  const { probes = {}, hints, port: wanted = 0 } = served;
  const server = createServer((request, response) => {
    const probe = Object.hasOwn(probes, request.url ?? '') ? probes[request.url ?? ''] : undefined;
    answer(served, probe, request, response).catch(fail(response));
  });
  if (hints) server.on('upgrade', (...asked) => listenTo(hints, ...asked));
  const port = await listen(server, wanted);
  const closeAll = async () => {
    await hints?.close();
    await close(server);
  };
  return { url: `http://${LOOPBACK}:${port}`, port, close: closeAll };
};
