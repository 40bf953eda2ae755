import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FtpHostOptions, ftpHost } from '../../fakes/ftp-host.ts';
import {
  deletesNothing,
  listsNothing,
  listsThePast,
  refusesToRename,
  renamesOverNothing,
  smallLetters,
  takesOnly,
  truncating,
  withHabits,
} from '../../fakes/ftp-quirks.ts';
import { everyNth } from '../../matrix.ts';
import { deliveryScene, FEED_PATH, feedOf, type Scene } from './support.ts';

const OLD = feedOf('old');
const NEW = feedOf('new');

let scene: Scene;
beforeEach(async () => {
  scene = await deliveryScene();
  await scene.dealer();
  await startHost({});
  await scene.build(1, OLD);
  await scene.deliver();
  await scene.build(2, NEW);
});
afterEach(() => scene[Symbol.asyncDispose]());

/** From now on the dealer's host is this one. */
const startHost = async (options: Omit<FtpHostOptions, 'root'>) => {
  scene.secret = scene.use(await ftpHost({ ...options, root: scene.root })).secret;
};
const isNewFile = (from: string, to: string) => to === FEED_PATH && from.includes('.part');
const lastReceipt = async () => (await scene.receipts()).at(-1);
const feedFile = () => join(scene.root, FEED_PATH);

const LISTINGS = [
  { lists: 'nothing', habits: [listsNothing] },
  { lists: 'what was there before', habits: [listsThePast()] },
  { lists: 'names alone', habits: [], line: ({ name }: { name: string }) => name },
];
const HOSTS = [
  ...LISTINGS.map(({ lists, habits, ...host }) => ({ lists, habits, host, size: 'knows SIZE' })),
  { lists: 'nothing', habits: [listsNothing], host: { unknown: ['SIZE'] }, size: 'does not know SIZE' },
];

describe.each(everyNth(HOSTS, 3))('A host that renames over nothing, lists $lists and $size', ({
  habits,
  host,
}) => {
  test('has the live file back where it refuses the second rename', async () => {
    const refusing = withHabits(...habits, renamesOverNothing, refusesToRename(isNewFile));
    await startHost({ ...host, fileSystem: refusing });
    await scene.deliver();
    expect(await scene.live()).toBe(OLD);
    expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
    expect(await lastReceipt()).toMatchObject({ outcome: 'queued', warnings: [] });
  });

  test('has the live file back that a killed delivery left aside, before it gets the new one', async () => {
    await rename(feedFile(), `${feedFile()}.old`);
    let wasThere = false;
    const watching = withHabits(...habits, renamesOverNothing, (files) => ({
      write: (name, options) => {
        wasThere = existsSync(feedFile());
        return files.write(name, options);
      },
    }));
    await startHost({ ...host, fileSystem: watching });
    await scene.deliver();
    expect(wasThere).toBe(true);
    expect(await scene.live()).toBe(NEW);
  });
});

test('A host that lists nothing and keeps the live file aside: that is said, and healed by the next try', async () => {
  let isRefused = true;
  const refusing = refusesToRename((_, to) => isRefused && to === FEED_PATH);
  await startHost({ fileSystem: withHabits(listsNothing, renamesOverNothing, refusing) });
  const clock = () => {
    scene.now = new Date(scene.now.getTime() + 30_000);
    return scene.now;
  };
  await scene.deliver({}, { clock });
  expect(existsSync(feedFile())).toBe(false);
  expect(await lastReceipt()).toMatchObject({
    outcome: 'failed',
    warnings: expect.arrayContaining(['liveFileMissing']),
  });
  isRefused = false;
  scene.now = new Date('2026-11-23T02:00:00.000Z');
  await scene.deliver();
  expect(await scene.live()).toBe(NEW);
});

describe('A host that takes only .xml', () => {
  test.each([
    { renames: 'renames over files', habits: [] },
    { renames: 'does not', habits: [renamesOverNothing] },
  ])('and $renames is served under a temporary name of that ending', async ({ habits }) => {
    await startHost({ fileSystem: withHabits(takesOnly('.xml'), ...habits) });
    await scene.deliver();
    expect(await scene.live()).toBe(NEW);
    expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
    expect(await lastReceipt()).toMatchObject({ outcome: 'delivered', attempts: 1 });
  });

  test('gets back what a killed delivery left aside under such a name', async () => {
    await rename(feedFile(), feedFile().replace('feed.xml', 'feed.old.xml'));
    await startHost({ fileSystem: withHabits(takesOnly('.xml'), listsNothing, renamesOverNothing) });
    await scene.deliver();
    expect(await scene.live()).toBe(NEW);
  });
});

describe('Failed attempts leave nothing behind', () => {
  test.each([
    { what: 'refuses the last name', fileSystem: withHabits(refusesToRename(isNewFile)) },
    {
      what: 'lists nothing too',
      fileSystem: withHabits(listsNothing, refusesToRename(isNewFile)),
    },
    { what: 'keeps half of each file', fileSystem: truncating },
  ])('on a host that $what', async ({ fileSystem }) => {
    await startHost({ fileSystem });
    await scene.deliver();
    await scene.deliver();
    expect(await scene.live()).toBe(OLD);
    expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
  });

  test('and what others left goes before anything new comes', async () => {
    for (const name of ['feed.xml.01OLD.part', 'FEED.XML.01ODD.PART', 'feed.01OLD.part.xml'])
      await writeFile(feedFile().replace('feed.xml', name), 'left behind');
    await writeFile(feedFile().replace('feed.xml', 'feed.partners.xml'), 'the dealer’s own');
    await scene.deliver();
    expect((await scene.namesBesideFeed()).sort()).toEqual(['feed.partners.xml', 'feed.xml']);
  });
});

test('A host that deletes nothing gets each new feed all the same', async () => {
  await startHost({ fileSystem: withHabits(renamesOverNothing, deletesNothing) });
  for (const version of [3, 4, 5]) {
    const feed = feedOf(`version ${version}`);
    await scene.build(version, feed);
    await scene.deliver();
    expect(await scene.live()).toBe(feed);
  }
});

test('A host that keeps names in small letters is served', async () => {
  await startHost({ fileSystem: withHabits(smallLetters, renamesOverNothing) });
  await scene.deliver();
  expect(await scene.live()).toBe(NEW);
  expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
});

test('A folder at the feed’s path stays where it is, though the host lists nothing', async () => {
  await rename(feedFile(), feedFile().replace('feed.xml', 'elsewhere.xml'));
  await mkdir(feedFile());
  await startHost({ fileSystem: withHabits(listsNothing, renamesOverNothing) });
  await scene.deliver();
  expect(await lastReceipt()).toMatchObject({
    reason: {
      code: 'delivery-broke',
      values: { detail: expect.stringContaining('is a folder on the host') },
    },
  });
  expect(await scene.namesBesideFeed()).toEqual(expect.arrayContaining(['feed.xml']));
});
