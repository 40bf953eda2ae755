import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { decoded } from '#shared/dealer-faults.ts';
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
  probes?: Probes;
  /** The port that it had the last time, where that is free. */
  port?: number;
}

const fail = (response: ServerResponse) => (error: Error) => {
  console.error(error);
  if (response.headersSent) response.destroy();
  else say(response, 500, `${error.message}\n`);
};

/** Plays the dealer's web host: serves what was put into its FTP host's folder; answers probes, and has a page of its own. */
export const startWebServer = async (served: Served) => {
  const { probes = {}, port: wanted = 0 } = served;
  const server = createServer((request, response) => {
    const probe = Object.hasOwn(probes, request.url ?? '') ? probes[request.url ?? ''] : undefined;
    const answered = probe ? answerProbe(probe, response) : serve(served, request, response);
    answered.catch(fail(response));
  });
  const port = await listen(server, wanted);
  return { url: `http://${LOOPBACK}:${port}`, port, close: () => close(server) };
};
