import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { avito } from '#marketplace/avito.ts';
import { closingText, openingText } from '#marketplace/feed-frame.ts';
import { adText } from '#marketplace/feed-text.ts';
import { sha256 } from '#shared/hash.ts';
import type { Ports } from '#shared/ports.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { ftpHost } from '../../fakes/ftp-host.ts';
import { refusingToReplace, replacing, type Served } from '../../fakes/ftp-quirks.ts';
import { deliveryScene, FEED_PATH, type Scene } from './support.ts';

const OLD = `${sha256('old picture')}.png`;
const NEW = `${sha256('new picture')}.png`;

let scene: Scene;
const startHost = async (fileSystem?: Served) => {
  scene.secret = scene.use(await ftpHost({ root: scene.root, ...(fileSystem && { fileSystem }) })).secret;
};
beforeEach(async () => {
  scene = await deliveryScene();
  await startHost();
  await scene.dealer();
});
afterEach(() => scene[Symbol.asyncDispose]());

/** Ads by Id: title and picture. */
const feedOf = (ads: Record<string, [title: string, picture: string]>): string => {
  const texts = Object.entries(ads).map(([id, [title, picture]]) =>
    adText({ id, fields: { Title: title }, images: [`${scene.url}/pictures/${picture}`] }, avito.feed),
  );
  return openingText(avito.feed) + texts.join('') + closingText(avito.feed);
};

const have = (...bodies: string[]) =>
  Promise.all(
    bodies.map((body) => scene.ports.assets.write(`pictures/${sha256(body)}.png`, body, 'image/png')),
  );

const lastReceipt = async () => (await scene.receipts()).at(-1);

describe('An ad whose picture cannot be brought', () => {
  const live = () => feedOf({ a: ['A', OLD], b: ['B', OLD] });
  const next = () => feedOf({ a: ['A, changed', OLD], b: ['B, changed', NEW], c: ['C', NEW] });
  const interim = () => feedOf({ a: ['A, changed', OLD], b: ['B', OLD] });

  beforeEach(async () => {
    await have('old picture');
    await scene.build(1, live());
    await scene.deliver();
    await scene.build(2, next());
  });

  test('keeps its last state or waits for its first, and the rest goes', async () => {
    await scene.deliver();
    expect(await scene.live()).toBe(interim());
    expect(await lastReceipt()).toMatchObject({
      ...{ outcome: 'delivered', feedVersion: 2, sha256: sha256(interim()) },
      warnings: ['picturesMissing', 'plainFtp'],
      reason: { code: 'pictures-missing', values: { kept: 2, missing: 1 } },
    });
    expect(await scene.state()).toMatchObject({ verifiedFeed: 2, queued: true });
  });

  test('gets it as soon as its picture can be brought', async () => {
    await scene.deliver();
    await have('new picture');
    await scene.deliver();
    expect(await scene.live()).toBe(next());
    expect(await readdir(join(scene.root, 'pictures'))).toEqual([OLD, NEW].sort());
    expect(await lastReceipt()).toMatchObject({ outcome: 'delivered', warnings: ['plainFtp'] });
    expect(await scene.state()).toMatchObject({ verifiedFeed: 2, queued: false });
  });

  test('is not brought again in between, as long as nothing has changed', async () => {
    await scene.deliver();
    await scene.deliver();
    expect(await lastReceipt()).toMatchObject({ outcome: 'unchanged', attempts: 0 });
    expect(await scene.state()).toMatchObject({ queued: true });
  });

  test('does not keep what is live without it from a host that has lost it', async () => {
    await scene.deliver();
    await rm(join(scene.root, FEED_PATH));
    await scene.deliver();
    expect(await scene.live()).toBe(interim());
    expect(await lastReceipt()).toMatchObject({ outcome: 'delivered', attempts: 1 });
  });

  test('does not trouble the opening checks, and stays to be brought', async () => {
    await scene.deliver();
    scene.now = new Date('2026-11-23T00:00:00.000Z');
    const unchanged = { outcome: 'unchanged', sha256: sha256(interim()) };
    for (const at of ['2026-11-22T23:59:00.000Z', '2026-11-23T07:59:00.000Z']) {
      await scene.deliver({ mode: 'verify', at });
      expect(await lastReceipt()).toMatchObject(unchanged);
    }
    expect(await scene.state()).toMatchObject({ verifiedFeed: 2, queued: true });
  });

  test('is compared with what is live when the next feed is built', async () => {
    await scene.deliver();
    await have('new picture');
    await scene.build(3, feedOf({ a: ['A, again', OLD], b: ['B, again', NEW] }));
    await scene.deliver();
    expect(await lastReceipt()).toMatchObject({ outcome: 'delivered', feedVersion: 3 });
  });

  test('keeps no other away where its URL does not serve it', async () => {
    await have('new picture');
    const web = {
      get: (url: string) =>
        url.endsWith(NEW)
          ? Promise.resolve({ status: 404, bytes: 0, sha256: sha256('') })
          : scene.ports.web.get(url),
    };
    await scene.deliver({}, { web });
    expect(await scene.live()).toBe(interim());
    expect(await lastReceipt()).toMatchObject({
      reason: {
        code: 'pictures-missing',
        values: { cause: { code: 'url-refuses', values: { status: 404 } } },
      },
    });
  });
});

test('An ad whose picture the host has lost for good stays as it is live, and goes from no feed', async () => {
  const LOST = `${sha256('nobody has it')}.png`;
  await have('old picture', 'nobody has it');
  await scene.build(1, feedOf({ a: ['A', LOST], b: ['B', OLD] }));
  await scene.deliver();
  await rm(join(scene.root, 'pictures', LOST));
  await scene.build(2, feedOf({ a: ['A, changed', LOST], b: ['B, changed', OLD] }));
  const read = async (key: string) => {
    if (key.endsWith(LOST)) throw new Error('no such picture');
    return scene.ports.assets.read(key);
  };
  for (const _ of ['brought', 'brought again to a host that has lost it']) {
    await rm(join(scene.root, FEED_PATH));
    await scene.deliver({}, { assets: { ...scene.ports.assets, read } });
    expect(await scene.live()).toBe(feedOf({ a: ['A', LOST], b: ['B, changed', OLD] }));
    expect(await lastReceipt()).toMatchObject({ outcome: 'delivered', feedVersion: 2, attempts: 1 });
  }
});

describe('A picture', () => {
  const path = () => join(scene.root, 'pictures', OLD);

  /** How often the picture was asked for at its URL. */
  const looks = async (deliver: (changes: Partial<Ports>) => Promise<unknown>): Promise<number> => {
    let count = 0;
    const get = (url: string) => {
      if (url.endsWith(OLD)) count += 1;
      return scene.ports.web.get(url);
    };
    await deliver({ web: { get } });
    return count;
  };
  const deliver = (changes: Partial<Ports>) => scene.deliver({}, changes);

  test('is asked for once at its URL, whatever feeds name it later', async () => {
    await have('old picture');
    await scene.build(1, feedOf({ a: ['A', OLD] }));
    expect(await looks(deliver)).toBe(1);
    await scene.build(2, feedOf({ a: ['A, changed', OLD] }));
    expect(await looks(deliver)).toBe(0);
  });

  test('that a dead delivery has left on the host is asked for before a feed names it', async () => {
    await have('old picture');
    await mkdir(dirname(path()));
    await writeFile(path(), 'old picture');
    await scene.build(1, feedOf({ a: ['A', OLD] }));
    expect(await looks(deliver)).toBe(1);
    expect(await lastReceipt()).toMatchObject({ outcome: 'delivered' });
  });

  test('is kept from its place where the next delivery has taken over meanwhile', async () => {
    await have('old picture');
    await scene.build(1, feedOf({ a: ['A', OLD] }));
    const { assets, table } = scene.ports;
    const read = async (key: string) => {
      const until = scene.now.getTime() + 60_000;
      await table.locks.put({ dealerId: 'north', name: 'delivery', owner: 'newer', until });
      return assets.read(key);
    };
    await deliver({ assets: { ...assets, read } });
    expect(await readdir(dirname(path()))).not.toContain(OLD);
    expect(await scene.receipts()).toEqual([]);
  });

  test('that the host has lost is brought again', async () => {
    await have('old picture');
    await scene.build(1, feedOf({ a: ['A', OLD] }));
    await scene.deliver();
    await rm(path());
    await scene.build(2, feedOf({ a: ['A, changed', OLD] }));
    expect(await looks(deliver)).toBe(1);
    expect(await readFile(path(), 'utf8')).toBe('old picture');
  });

  test.each([
    { host: 'a host', fileSystem: replacing(({ rename }) => rename()) },
    { host: 'a host that does not rename over files', fileSystem: refusingToReplace },
  ])('that lies otherwise than it should on $host is brought anew', async ({ fileSystem }) => {
    await startHost(fileSystem);
    await have('old picture');
    await mkdir(dirname(path()));
    await writeFile(path(), 'half a pict');
    await scene.build(1, feedOf({ a: ['A', OLD] }));
    await scene.deliver();
    expect(await readFile(path(), 'utf8')).toBe('old picture');
    expect(await lastReceipt()).toMatchObject({ outcome: 'delivered' });
  });

  test('on whose way the host hangs up is tried again, and no ad waits for it', async () => {
    let hungUp = false;
    await startHost(
      replacing(async ({ rename, hangUp }) => {
        if (hungUp) return rename();
        hungUp = true;
        hangUp();
      }),
    );
    await have('old picture');
    const [named, without] = [feedOf({ a: ['A', OLD] }), { id: 'b', fields: { Title: 'B' }, images: [] }];
    await scene.build(1, named.replace('</Ads>', `${adText(without, avito.feed)}</Ads>`));
    await scene.deliver();
    expect(hungUp).toBe(true);
    expect(await lastReceipt()).toMatchObject({ outcome: 'delivered', attempts: 1, warnings: ['plainFtp'] });
    expect(await scene.receipts()).toHaveLength(1);
  });

  test('is asked for anew at another address', async () => {
    await have('old picture');
    await scene.build(1, feedOf({ a: ['A', OLD] }));
    await scene.deliver();
    const elsewhere = scene.url.replace('127.0.0.1', 'localhost');
    const { pictures } = testDealer({}, elsewhere);
    await scene.dealer({ pictures });
    await scene.build(2, feedOf({ a: ['A', OLD] }).replace(scene.url, elsewhere));
    expect(await looks(deliver)).toBe(1);
  });
});
