/** A dealer's own pictures as files, over the API as the console and programs ask it. */
import { Readable } from 'node:stream';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { removeHeld } from '#desk/leaving/remove.ts';
import { avito } from '#marketplace/avito.ts';
import { sha256 } from '#shared/hash.ts';
import { stillPicture } from '#shared/pictures/still-picture.ts';
import type { DealerToken } from '#shared/table/member-records.ts';
import { pictureNames } from '../../../functions/deliver/pictures.ts';
import { apiOn } from '../../fakes/api.ts';
import { deskOn } from '../../fakes/desk.ts';
import { aDealer } from '../../fakes/listings.ts';
import { drawing, photograph } from '../../fakes/photograph.ts';
import { ads, liveDealer, say } from '../../fakes/stock.ts';

const tokenOf = (role: string): string => `fwt_demo_${role.padEnd(43, 'x')}`;

const nameOf = (file: Buffer): string => (stillPicture(file) as { name: string }).name;
const PHOTO = nameOf(photograph());
const BASE = 'https://north.example/pictures/';

let ports: Awaited<ReturnType<typeof liveDealer>>;
let ask: ReturnType<typeof apiOn>['ask'];

const letIn = async (role: DealerToken['role']) => {
  const at = { createdAt: '2026-11-01T00:00:00.000Z', expiresAt: '2999-01-01T00:00:00.000Z' };
  const digest = sha256(tokenOf(role));
  await ports.table.dealerTokens.put({
    digest,
    dealerId: 'demo',
    name: '1C',
    role,
    createdBy: 'test',
    ...at,
  });
};

const setUp = async () => {
  ports = await liveDealer();
  for (const role of ['viewer', 'editor'] as const) await letIn(role);
  ({ ask } = apiOn(ports));
  return () => ports[Symbol.asyncDispose]();
};

const post = (path: string, body: unknown, role = 'editor', headers: Record<string, string> = {}) =>
  ask(`/dealers/demo/pictures${path}`, {
    ...{ method: 'POST', token: tokenOf(role), body },
    headers: { prefer: 'wait=5', ...headers },
  });

/** As a page does it: an address, the file to it, and the word that it has come. */
const put = async (body: Buffer, file = 'IMG_0001.jpg', headers: Record<string, string> = {}) => {
  const { body: given } = await post('/uploads', { files: [{ name: file, bytes: body.length }] });
  const { upload } = given.uploads[0];
  await ports.assets.write(`uploads/demo/${upload}`, body, 'image/jpeg');
  return { upload, ...(await post('', { upload, file }, 'editor', headers)) };
};

const list = async () => (await ask('/dealers/demo/pictures', { token: tokenOf('viewer') })).body.items;
const remove = (name: string) =>
  ask(`/dealers/demo/pictures/${name}`, {
    ...{ method: 'DELETE', token: tokenOf('editor'), body: {} },
    headers: { prefer: 'wait=5' },
  });
const uploadsLeft = async () => (await Array.fromAsync(ports.assets.list('uploads/'))).length;

describe('a picture that is put as a file', () => {
  beforeEach(setUp);

  test('is there under its content, once, and in the ad of whom it is named for without a question to any host', async () => {
    const { status, body } = await put(photograph());
    expect([status, body.result]).toEqual([
      200,
      { name: PHOTO, address: `${BASE}${PHOTO}`, widthPx: 640, heightPx: 480 },
    ]);
    const again = await put(photograph({ place: 'elsewhere' }), 'copy.jpeg');
    expect(again.body.result.address).toBe(body.result.address);
    expect([(await list()).length, await uploadsLeft()]).toEqual([1, 0]);
    const alone = { ...ports, web: { get: async () => expect.fail('nobody is asked') } };
    await say(alone, 'TJTH', { pictures: [body.result.address] });
    expect((await ads(alone)).get('TJTH')?.images[0]).toBe(body.result.address);
    expect((await list())[0]).toMatchObject({
      file: 'copy.jpeg',
      namedBy: ['TJTH'],
      url: expect.stringContaining(PHOTO),
    });
  });

  test('is brought to the host with the feed, also where the configuration names it', async () => {
    const { body } = await put(photograph());
    const { pictures } = aDealer({});
    const byFamily = { Summit: [body.result.address] };
    const feed = `<Ads><Ad><Images><Image url="${body.result.address}"/></Images></Ad></Ads>`;
    const named = await pictureNames(
      Readable.from([Buffer.from(feed)]),
      { ...pictures, byFamily },
      avito.feed,
    );
    expect([...named]).toEqual([PHOTO]);
  });

  test('stays what it is though the dealer moves to another host', async () => {
    const { body } = await put(photograph());
    await say(ports, 'TJTH', { pictures: [body.result.address] });
    const configuration = aDealer({ id: 'demo' });
    configuration.pictures.baseUrl = 'https://moved.example/p/';
    await ports.table.dealers.put({ dealerId: 'demo', version: '2', configuration });
    const alone = { ...ports, web: { get: async () => expect.fail('nobody is asked') } };
    expect((await ads(alone)).get('TJTH')?.images[0]).toBe(`https://moved.example/p/${PHOTO}`);
  });

  test('is shown though its address gave nothing a moment before it was put', async () => {
    const gone = { ...ports, web: { get: async () => ({ status: 404, bytes: 0, sha256: sha256('') }) } };
    await say(gone, 'TJTH', { pictures: [BASE + PHOTO] });
    expect((await ads(gone)).get('TJTH')?.images).not.toContain(BASE + PHOTO);
    await put(photograph());
    await say(gone, 'TJTH', { pictures: [BASE + PHOTO, `${BASE}b.jpg`] });
    expect((await ads(gone)).get('TJTH')?.images[0]).toBe(BASE + PHOTO);
  });

  test('counts as held, is audited, and asked for again under its key or its upload is kept once', async () => {
    const { upload, body } = await put(photograph(), 'a.jpg', { 'idempotency-key': 'k1' });
    expect((await post('', { upload, file: 'a.jpg' }, 'editor', { 'idempotency-key': 'k1' })).body).toEqual(
      body,
    );
    expect((await post('', { upload, file: 'a.jpg' })).body.result).toEqual(body.result);
    const held = await ports.table.used.query({ dealerId: 'demo', kind: 'bytes', period: 'held' });
    const [{ bytes }] = (await list()) as [{ bytes: number }];
    expect(held.map(({ amount }) => amount)).toEqual([bytes]);
    const { items } = (await ask('/dealers/demo/audit', { token: tokenOf('viewer') })).body;
    expect(items.filter(({ action }: { action: string }) => action === 'picture.keep')).toMatchObject([
      { subject: PHOTO, outcome: 'done' },
    ]);
  });
});

describe('nothing is kept', () => {
  beforeAll(setUp);

  test.each([
    ['of another kind', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'), 'picture-other'],
    ['cut off', photograph().subarray(0, 300), 'picture-broken'],
    ['a preview', photograph({ widthPx: 160, heightPx: 120 }), 'picture-small'],
  ])('of a file that is %s by its bytes, whatever its name', async (_, body, type) => {
    const answer = await put(body, 'photo.jpg');
    expect([answer.status, answer.body.type]).toEqual([422, type]);
    expect([await list(), await Array.fromAsync(ports.assets.list('pictures/'))]).toEqual([[], []]);
  });

  test('of what is too heavy or empty, which gets no address, and of what has not come', async () => {
    const of = async (bytes: number) =>
      (await post('/uploads', { files: [{ name: 'a.jpg', bytes }] })).body.type;
    expect([await of(25 * 1024 * 1024 + 1), await of(0)]).toEqual(['picture-heavy', 'picture-broken']);
    expect((await post('', { upload: 'none', file: 'a.jpg' })).body.type).toBe('picture-not-come');
    expect((await post('', { upload: '../other/x', file: 'a.jpg' })).status).toBe(400);
  });

  test('on the word of who only looks', async () => {
    expect((await post('/uploads', { files: [{ name: 'a.jpg', bytes: 1 }] }, 'viewer')).status).toBe(403);
    expect((await post('', { upload: 'u', file: 'a.jpg' }, 'viewer')).status).toBe(403);
  });
});

describe('taken away', () => {
  beforeEach(setUp);

  test('is what nothing shows: with its bytes where no feed has had it', async () => {
    await put(photograph());
    const other = (await put(drawing(400, 300), 'b.png')).body.result;
    await say(ports, 'TJTH', { pictures: [other.address] });
    expect((await remove(PHOTO)).status).toBe(200);
    expect(await ports.assets.head(`pictures/${PHOTO}`)).toBeNull();
    expect((await remove(PHOTO)).body.type).toBe('picture-unknown');
    const shown = await remove(other.name);
    expect([shown.status, shown.body.reason.values]).toEqual([422, { namedBy: ['TJTH'] }]);
    await ads(ports);
    await say(ports, 'TJTH', {}, { drop: ['pictures'] });
    expect((await remove(other.name)).status).toBe(200);
    // Who brings that feed back needs the very picture.
    expect(await ports.assets.head(`pictures/${other.name}`)).not.toBeNull();
    expect(await list()).toEqual([]);
  });

  test('are all of a dealer that leaves, but for one that another has put as well', async () => {
    const own = (await put(drawing(400, 300), 'b.png')).body.result;
    await put(photograph());
    await ports.table.dealers.put({
      dealerId: 'north',
      version: '1',
      configuration: aDealer({ id: 'north' }),
    });
    const record = await ports.table.pictures.get({ dealerId: 'demo', name: PHOTO });
    if (record) await ports.table.pictures.put({ ...record, dealerId: 'north' });
    await ports.assets.write('uploads/demo/left', 'sent and not kept', 'image/jpeg');
    await removeHeld('demo', deskOn(ports));
    expect(await ports.assets.head(`pictures/${own.name}`)).toBeNull();
    expect(await ports.assets.head(`pictures/${PHOTO}`)).not.toBeNull();
    expect(await uploadsLeft()).toBe(0);
  });
});
