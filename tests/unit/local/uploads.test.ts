import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { localApi } from '#local/host/api.ts';
import { foldersOf } from '#local/host/folders.ts';
import { aDealer } from '../../fakes/listings.ts';
import { testPorts } from '../../fakes/ports.ts';

let ports: Awaited<ReturnType<typeof testPorts>>;
let ask: (path: string, init: RequestInit) => Promise<Response>;

beforeEach(async () => {
  ports = await testPorts();
  await ports.table.dealers.put({ dealerId: 'demo', version: '1', configuration: aDealer({ id: 'demo' }) });
  await mkdir(inbox(), { recursive: true });
  const api = localApi(
    foldersOf(join(ports.place.folder, 'data'), ports.place.folder),
    Promise.resolve(ports),
  );
  const cookie = api.signIn(api.newTicket())?.split(';')[0] ?? '';
  ask = (path, init) => api.fetch(new Request(`http://127.0.0.1${path}`, { ...init, headers: { cookie } }));
  return () => ports[Symbol.asyncDispose]();
});

const inbox = () => join(ports.place.folder, 'inbox', 'demo');
const halfDone = () => readdir(join(ports.place.folder, 'data', 'uploads'));

const addressOf = async (name: string, bytes: number): Promise<string> => {
  const body = JSON.stringify({ files: [{ name, bytes }] });
  const answer = await ask('/api/dealers/demo/uploads', { method: 'POST', body });
  return ((await answer.json()) as { uploads: [{ url: string }] }).uploads[0].url;
};

const send = async (address: string, body: string | ReadableStream) =>
  (await ask(address, { method: 'PUT', body, duplex: 'half' } as RequestInit)).status;

test('a file that comes whole is in the inbox', async () => {
  expect(await send(await addressOf('list.csv', 4), 'Code')).toBe(200);
  expect(await readFile(join(inbox(), 'list.csv'), 'utf8')).toBe('Code');
});

test.each([
  'Cod',
  'Codes',
])('a file of another length than was said (%s) is refused, and nothing stays', async (body) => {
  expect(await send(await addressOf('list.csv', 4), body)).toBe(400);
  expect([await readdir(inbox()), await halfDone()]).toEqual([[], []]);
});

test('of a file that breaks off nothing stays', async () => {
  let isFirst = true;
  const breaking = new ReadableStream({
    pull: (controller) => {
      if (!isFirst) controller.error(new Error('The sender has gone'));
      else controller.enqueue(new TextEncoder().encode('Co'));
      isFirst = false;
    },
  });
  expect(await send(await addressOf('list.csv', 4), breaking)).toBe(500);
  expect([await readdir(inbox()), await halfDone()]).toEqual([[], []]);
});

test('a picture comes to lie where nobody looks for lists, until it is kept', async () => {
  const body = JSON.stringify({ files: [{ name: 'photo.jpg', bytes: 4 }] });
  const answer = await ask('/api/dealers/demo/pictures/uploads', { method: 'POST', body });
  const [{ url, upload }] = ((await answer.json()) as { uploads: [{ url: string; upload: string }] }).uploads;
  expect(await send(url, 'Code')).toBe(200);
  const path = join(ports.place.folder, 'data', 'assets', 'uploads', 'demo', upload);
  expect([await readFile(path, 'utf8'), await readdir(inbox())]).toEqual(['Code', []]);
});

test('an address that was made up takes nothing', async () => {
  expect(await send('/api/uploads/e30.forged', 'Code')).toBe(403);
});
