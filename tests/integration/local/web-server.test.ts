import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startWebServer } from '#local/host/web-server.ts';
import { workingDirectory } from './feedwright.ts';

/** Asks for a path exactly as written; `fetch` would tidy it first. */
const statusOf = (url: string, path: string) =>
  new Promise((resolve) => request(url, { path }, (response) => resolve(response.resume().statusCode)).end());

test('serves the folder path for path, and nothing beside it', async () => {
  await using folder = await workingDirectory();
  await mkdir(join(folder.path, 'host/avito'), { recursive: true });
  await writeFile(join(folder.path, 'host/avito/feed.xml'), '<Ads/>');
  await writeFile(join(folder.path, 'secret'), 'no');
  const server = await startWebServer(join(folder.path, 'host'));
  const feed = await fetch(`${server.url}/avito/feed.xml?x=1`);
  expect([feed.status, feed.headers.get('content-type'), await feed.text()]).toEqual([
    200,
    'application/xml',
    '<Ads/>',
  ]);
  expect(await statusOf(server.url, '/avito')).toBe(404);
  expect(await statusOf(server.url, '/../secret')).toBe(404);
  expect(await statusOf(server.url, '/%2e%2e/secret')).toBe(404);
  expect(await statusOf(server.url, '/..%2fsecret')).toBe(404);
  await server.close();
});

test('a probe answers 503 and says why where something is not well', async () => {
  await using folder = await workingDirectory();
  const checks = { table: 'ok', inbox: 'No such folder' };
  const server = await startWebServer(folder.path, { '/ready': async () => checks });
  const answer = await fetch(`${server.url}/ready`);
  expect([answer.status, await answer.json()]).toEqual([503, { status: 'unavailable', checks }]);
  await server.close();
});
