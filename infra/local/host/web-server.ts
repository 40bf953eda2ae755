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

/** Plays the dealer's web host: serves what was put into his FTP host's folder, path for path. */
export const startWebServer = async (folder: string) => {
  const server = createServer((request, response) => {
    serve(resolve(folder), request, response).catch(() => response.destroy());
  });
  const port = await listen(server);
  return { url: `http://${LOOPBACK}:${port}`, close: () => close(server) };
};
