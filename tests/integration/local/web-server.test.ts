import { mkdir, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { type Served, startWebServer } from '#local/host/web-server.ts';
import { workingDirectory } from './feedwright.ts';

const PAGES: Served['pages'] = {
  index: async (url) => `<h1>${url}</h1>`,
  absent: async (path) => `Nothing lies at ${path}.`,
};

/** Asks for a path exactly as written; `fetch` would tidy it first. */
const asked = async (url: string, path: string, headers = {}) => {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(url, { path, headers }, resolve).on('error', reject).end();
  const response = await promise;
  return { status: response.statusCode, body: await text(response) };
};

const started = async (path: string, served: Partial<Served> = {}) => {
  const server = await startWebServer({ folder: path, pages: PAGES, ...served });
  return { ...server, [Symbol.asyncDispose]: server.close };
};

test('serves the folder path for path, and nothing beside it', async () => {
  await using folder = await workingDirectory();
  await mkdir(join(folder.path, 'host/avito'), { recursive: true });
  await writeFile(join(folder.path, 'host/avito/feed.xml'), '<Ads/>');
  await writeFile(join(folder.path, 'secret'), 'no');
  await using server = await started(join(folder.path, 'host'));
  const feed = await fetch(`${server.url}/avito/feed.xml?x=1`);
  expect([feed.status, feed.headers.get('content-type'), await feed.text()]).toEqual([
    200,
    'application/xml',
    '<Ads/>',
  ]);
  for (const path of ['/avito', '/../secret', '/%2e%2e/secret', '/..%2fsecret', '//../secret'])
    expect((await asked(server.url, path)).status, path).toBe(404);
});

test.each([
  '//',
  '///',
  '/%',
  '/%00',
  '/%zz/a',
  '/a//b',
  '/?',
  '//[::1]/',
  'http://elsewhere.example/x',
  '*',
])('answers %j with a sentence and goes on', async (path) => {
  await using folder = await workingDirectory();
  await using server = await started(folder.path);
  const answer = await asked(server.url, path);
  expect(answer.status).toBe(path === '/?' ? 200 : 404);
  expect(answer.body).toMatch(/Nothing lies at |<h1>/);
  expect((await asked(server.url, '/')).status).toBe(200);
});

test('the first page is for who asks this machine by its own name', async () => {
  await using folder = await workingDirectory();
  await using server = await started(folder.path);
  expect(await asked(server.url, '/')).toEqual({ status: 200, body: `<h1>${server.url}</h1>` });
  expect((await asked(server.url, '/', { host: 'rebound.example' })).status).toBe(404);
});

test('a page that fails says so, and the next one comes', async () => {
  await using folder = await workingDirectory();
  const index = async () => {
    throw new Error('The table does not answer');
  };
  await using server = await started(folder.path, { pages: { ...PAGES, index } });
  expect(await asked(server.url, '/')).toEqual({ status: 500, body: 'The table does not answer\n' });
  expect((await asked(server.url, '/x')).status).toBe(404);
});

test('has the port that it had before, and another while somebody else has that', async () => {
  await using folder = await workingDirectory();
  const { port, close } = await started(folder.path);
  await close();
  await using again = await started(folder.path, { port });
  expect(again.port).toBe(port);
  await using beside = await started(folder.path, { port });
  expect(beside.port).not.toBe(port);
  expect((await asked(beside.url, '/')).status).toBe(200);
});

test('a probe answers 503 and says why where something is not well', async () => {
  await using folder = await workingDirectory();
  const checks = { table: 'ok', inbox: 'No such folder' };
  await using server = await started(folder.path, { probes: { '/ready': async () => checks } });
  const answer = await fetch(`${server.url}/ready`);
  expect([answer.status, await answer.json()]).toEqual([503, { status: 'unavailable', checks }]);
});
