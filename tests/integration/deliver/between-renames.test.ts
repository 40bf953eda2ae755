import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ftpHost } from '../../fakes/ftp-host.ts';
import { notReplacing, type Rename } from '../../fakes/ftp-quirks.ts';
import { deliveryScene, FEED_PATH, feedOf, type Scene } from './support.ts';

const OLD = feedOf('old');
const NEW = feedOf('new');

let scene: Scene;
beforeEach(async () => {
  scene = await deliveryScene();
  await scene.dealer();
  scene.secret = scene.use(await ftpHost({ root: scene.root })).secret;
  await scene.build(1, OLD);
  await scene.deliver();
  await scene.build(2, NEW);
});
afterEach(() => scene[Symbol.asyncDispose]());

const lastReceipt = async () => (await scene.receipts()).at(-1);

/** From now on the dealer's host is one that does not rename over files. */
const startHost = async (fate: (asked: Rename) => Promise<unknown>) => {
  scene.secret = scene.use(await ftpHost({ root: scene.root, fileSystem: notReplacing(fate) })).secret;
};

describe('A host that does not rename over files and hangs up', () => {
  const asides = (asked: Rename) => asked.from === FEED_PATH;
  const bringsIn = (asked: Rename) => asked.to === FEED_PATH && asked.from.endsWith('.part');

  test.each([
    { when: 'before the live file is moved aside', isMoment: asides, done: false },
    { when: 'when the live file is aside', isMoment: asides, done: true },
    { when: 'before the new file is moved in', isMoment: bringsIn, done: false },
    { when: 'when the new file is in', isMoment: bringsIn, done: true },
  ])('$when: a live file is back before the next try begins', async ({ isMoment, done }) => {
    let hungUp = false;
    await startHost(async (asked) => {
      if (hungUp || !isMoment(asked)) return asked.rename();
      hungUp = true;
      if (done) await asked.rename();
      asked.hangUp();
    });
    const wasThere: boolean[] = [];
    const read = async () => {
      wasThere.push(existsSync(join(scene.root, FEED_PATH)));
      return scene.secret;
    };
    await scene.deliver({}, { secrets: { read } });
    expect(hungUp).toBe(true);
    expect(wasThere).not.toContain(false);
    expect(await scene.live()).toBe(NEW);
    expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
    expect(await lastReceipt()).toMatchObject({ outcome: 'delivered', attempts: 2 });
  });
});

test('A file that an earlier try left aside is in nobody’s way', async () => {
  await writeFile(join(scene.root, `${FEED_PATH}.old`), 'left aside long ago');
  await startHost(({ rename }) => rename());
  await scene.deliver();
  expect(await scene.live()).toBe(NEW);
  expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
  expect(await lastReceipt()).toMatchObject({ outcome: 'delivered', attempts: 1 });
});

describe('A live file that cannot be put back', () => {
  /** Down from the moment the file is aside until `comesBack`; each look at the clock is half a minute later. */
  const deliverWhileDown = async (comesBack: string) => {
    let hasGone = false;
    await startHost(async (asked) => {
      if (hasGone && scene.now.getTime() < Date.parse(comesBack)) return asked.hangUp();
      hasGone ||= asked.from === FEED_PATH;
      return asked.rename();
    });
    const clock = () => {
      scene.now = new Date(scene.now.getTime() + 30_000);
      return scene.now;
    };
    return scene.deliver({}, { clock });
  };

  test('is tried again until the deadline', async () => {
    await deliverWhileDown('2026-11-22T23:35:00.000Z');
    expect(await scene.live()).toBe(NEW);
    expect(await lastReceipt()).toMatchObject({
      outcome: 'delivered',
      warnings: expect.arrayContaining(['liveFileMissing', 'nonAtomic']),
    });
  });

  test('is a failure that says so then, and the next sweep heals', async () => {
    const events = await deliverWhileDown('2026-11-23T01:00:00.000Z');
    const told = {
      outcome: 'failed',
      warnings: expect.arrayContaining(['liveFileMissing']),
    };
    const detail = expect.stringContaining('feed.xml may be missing on the host');
    expect(events).toMatchObject([{ ...told, category: 'live-file-missing', reason: detail }]);
    expect(await lastReceipt()).toMatchObject({
      ...told,
      reason: { code: 'live-file-missing', values: { detail } },
    });
    expect(await scene.namesBesideFeed()).toContain('feed.xml.old');
    scene.now = new Date('2026-11-23T02:00:00.000Z');
    await scene.deliver();
    expect(await scene.live()).toBe(NEW);
    expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
  });
});
