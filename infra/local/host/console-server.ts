import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { builtConsole } from '../../console-files.ts';

/** Below it the console lives, and nothing else: as on AWS. */
export const CONSOLE = '/console/';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** Nothing but our own files; no script from markup, no page around ours. */
const POLICY = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' https:"],
  ...["connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
  ...["require-trusted-types-for 'script'", "trusted-types 'none'"],
].join('; ');

const SECURITY = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Where the API is, and that a link of the terminal signs in. */
const SETTINGS = JSON.stringify({ api: '/api', identityProvider: null });

/** Addresses of screens have no ending: the one page answers them all. */
const fileOf = (folder: string, path: string): string | null => {
  const below = path.slice(CONSOLE.length);
  const file = resolve(folder, extname(below) === '' ? 'index.html' : below);
  return file.startsWith(folder + sep) ? file : null;
};

const isImmutable = (path: string): boolean => path.startsWith(`${CONSOLE}assets/`);

/** Answers what is asked below `/console/`. The files are built at the first start and whenever their sources are others. */
export const consoleServer = () => {
  const built = builtConsole();
  // Told to who asks for it; the host does its other work.
  built.catch(() => {});
  return async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const head = (status: number, type: string) =>
      response.writeHead(status, {
        ...SECURITY,
        'content-type': type,
        'cache-control': isImmutable(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
    if (request.method !== 'GET' && request.method !== 'HEAD') return void head(405, 'text/plain').end();
    if (path === `${CONSOLE}config.json`) return void head(200, 'application/json').end(SETTINGS);
    const file = fileOf(await built, path);
    const body = file && (await readFile(join(file)).catch(() => null));
    if (!file || !body) return void head(404, 'text/plain').end('Nothing lies here\n');
    head(200, MEDIA_TYPES[extname(file)] ?? 'application/octet-stream').end(body);
  };
};
