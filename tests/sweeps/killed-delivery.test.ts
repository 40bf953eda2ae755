import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '#shared/hash.ts';
import type { DeliveryErrand } from '../fakes/delivery-process.ts';
import { ftpHost } from '../fakes/ftp-host.ts';
import { notReplacing, type Rename, replacing, type Served } from '../fakes/ftp-quirks.ts';
import { webHost } from '../fakes/web-host.ts';
import { deliveryScene, FEED_PATH, feedOf, LEAD_START, type Scene } from '../integration/deliver/support.ts';

const PROGRAM = fileURLToPath(new URL('../fakes/delivery-process.ts', import.meta.url));
const PICTURE = `${sha256('a picture')}.png`;
const PICTURE_URL = `/pictures/${PICTURE}`;
const OLD = feedOf('old');

let scene: Scene;
let web: Awaited<ReturnType<typeof webHost>>;
let child: ChildProcess | undefined;
let next: string;
beforeEach(async () => {
  child = undefined;
  scene = await deliveryScene();
  web = scene.use(await webHost(scene.root));
  next = `<Ads><Ad><Id>1000</Id><Image url="${web.url}${PICTURE_URL}"/></Ad></Ads>`;
  scene.secret = scene.use(await ftpHost({ root: scene.root })).secret;
  await scene.dealer({}, web.url);
  await scene.ports.assets.write(`pictures/${PICTURE}`, 'a picture', 'image/png');
  await scene.build(1, OLD);
  await scene.deliver();
  await scene.build(2, next);
});
afterEach(() => scene[Symbol.asyncDispose]());

const kill = () => child?.kill('SIGKILL');

/** Delivers in another process until that is gone. */
const deliverElsewhere = async () => {
  const errand: DeliveryErrand = {
    ...{ place: scene.place, secret: scene.secret },
    input: { at: scene.now.toISOString() },
  };
  child = spawn(process.execPath, [PROGRAM, JSON.stringify(errand)], { stdio: 'inherit' });
  const [, signal] = await once(child, 'exit');
  return signal;
};

const startHost = async (fileSystem: Served) => {
  scene.secret = scene.use(await ftpHost({ root: scene.root, fileSystem })).secret;
};

/** Kills the process that asks for this rename, before or after it is done. */
const killing = (to: string, done: boolean) => async (asked: Rename) => {
  const isMoment = asked.to === to && child?.signalCode === null;
  if (isMoment && !done) return kill();
  await asked.rename();
  if (isMoment) kill();
};

/** Kills the process that asks for this path. */
const killAsking = (path: string) => {
  const { answer } = web;
  web.answer = (request, response) => {
    if (request.url !== path) return answer(request, response);
    kill();
    web.answer = answer;
  };
};

const MOMENTS = [
  {
    when: 'before a picture is in its place',
    begin: () => startHost(replacing(killing(PICTURE_URL, false))),
    leaves: () => OLD,
    asks: [PICTURE_URL, FEED_PATH],
  },
  {
    when: 'when a picture is in its place, before anyone has asked for it',
    begin: () => startHost(replacing(killing(PICTURE_URL, true))),
    leaves: () => OLD,
    asks: [PICTURE_URL, FEED_PATH],
  },
  {
    when: 'between the pictures and the feed',
    begin: async () => killAsking(PICTURE_URL),
    leaves: () => OLD,
    asks: [PICTURE_URL, FEED_PATH],
  },
  {
    when: 'before the feed is in its place',
    begin: () => startHost(replacing(killing(FEED_PATH, false))),
    leaves: () => OLD,
    asks: [FEED_PATH],
  },
  {
    when: 'when the feed is in its place',
    begin: () => startHost(replacing(killing(FEED_PATH, true))),
    leaves: () => next,
    asks: [FEED_PATH],
  },
  {
    when: 'between the upload and its receipt',
    begin: async () => killAsking(FEED_PATH),
    leaves: () => next,
    asks: [FEED_PATH],
  },
  {
    when: 'between the two renames of a host that does not rename over files',
    begin: () => startHost(notReplacing(killing(`${FEED_PATH}.old`, true))),
    leaves: () => null,
    asks: [FEED_PATH],
  },
];

describe('A delivery that is killed', () => {
  test.each(MOMENTS)('$when leaves a whole file, and the sweep after its lease ends it', async (moment) => {
    await moment.begin();
    expect(await deliverElsewhere()).toBe('SIGKILL');
    expect(await scene.live().catch(() => null)).toBe(moment.leaves());
    expect(await scene.receipts()).toHaveLength(1);
    expect(await scene.state()).toMatchObject({ verifiedFeed: 1, queued: true });

    await scene.deliver();
    expect(await scene.receipts()).toHaveLength(1);

    scene.now = new Date(Date.parse(LEAD_START) + 16 * 60_000);
    web.asked.length = 0;
    const { artefacts } = scene.ports;
    const wasThere: boolean[] = [];
    const readStream = (key: string) => {
      wasThere.push(existsSync(join(scene.root, FEED_PATH)));
      return artefacts.readStream(key);
    };
    await scene.deliver({}, { artefacts: { ...artefacts, readStream } });
    expect(wasThere.at(-1)).toBe(true);
    expect(await scene.live()).toBe(next);
    expect(await scene.namesBesideFeed()).toEqual(['feed.xml']);
    expect(web.asked.map(({ url }) => url)).toEqual(moment.asks);
    expect((await scene.receipts()).map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered']);
    expect(await scene.state()).toMatchObject({ verifiedFeed: 2, queued: false });
  });
});
