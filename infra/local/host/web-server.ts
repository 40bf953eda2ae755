import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { close, LOOPBACK, listen } from './loopback.ts';

const MEDIA_TYPES: Record<string, string> = {
  '.xml': 'application/xml',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
};

const fileOf = (folder: string, url: string): string | null => {
  const path = resolve(folder, `.${decodeURIComponent(new URL(url, 'http://dealer').pathname)}`);
  return path.startsWith(folder + sep) ? path : null;
};

const notFound = (response: ServerResponse) => response.writeHead(404).end('Not found\n');

const serve = async (folder: string, request: IncomingMessage, response: ServerResponse) => {
  const path = fileOf(folder, request.url ?? '/');
  const file = path && (await stat(path).catch(() => null));
  if (!path || !file || !file.isFile()) return notFound(response);
  response.writeHead(200, {
    'content-type': MEDIA_TYPES[extname(path)] ?? 'application/octet-stream',
    'content-length': file.size,
  });
  await pipeline(createReadStream(path), response);
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

/** Plays the dealer's web host: serves what was put into its FTP host's folder, path for path; and answers probes. */
export const startWebServer = async (folder: string, probes: Probes = {}) => {
  const server = createServer((request, response) => {
    const probe = probes[request.url ?? ''];
    const answered = probe ? answerProbe(probe, response) : serve(resolve(folder), request, response);
    answered.catch(() => response.destroy());
  });
  const port = await listen(server);
  return { url: `http://${LOOPBACK}:${port}`, close: () => close(server) };
};
