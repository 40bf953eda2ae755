import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { feedwright, LIST, workingDirectory } from './feedwright.ts';
import { startWithSamples } from './with-samples.ts';

const newestFeed = async (folder: string) => {
  const feeds = join(folder, '.feedwright/artefacts/feeds/samples');
  return readFile(
    join(
      feeds,
      (await readdir(feeds))
        .filter((name) => name.endsWith('.xml'))
        .sort()
        .at(-1) as string,
    ),
  );
};

test('serves the feed of the samples that went through, takes new files, is found by other terminals', async () => {
  await using folder = await workingDirectory();
  await using host = await startWithSamples(folder.path);
  await host.says(/Feedwright runs/);
  const { url } = host;
  await host.says(/Next window +\d\d:00 MSK, in \d/);
  const served = await fetch(url).then((response) => response.bytes());
  expect(Buffer.compare(served, await newestFeed(folder.path))).toBe(0);

  const page = await fetch(new URL('/', url)).then((response) => response.text());
  expect(page).toMatch(/samples.*version \d+.*What waits for a person.*npx feedwright questions samples/s);
  const early = await fetch(new URL('/avito/feed.xml', url));
  expect([early.status, await early.text()]).toEqual([
    404,
    expect.stringMatching(/^Nothing of demo has been built yet/),
  ]);
  expect(await readFile(join(folder.path, '.feedwright/web-port'), 'utf8')).toMatch(/^\d+\n$/);

  for (const probe of ['/health', '/ready']) {
    const answer = await fetch(new URL(probe, url));
    expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'ok' }]);
  }
  const health = await feedwright(folder.path, 'health', '--json');
  expect(health).toMatchObject({ code: 0, stdout: expect.stringContaining('"alerts": []') });

  const second = await feedwright(folder.path, 'start');
  expect(second).toMatchObject({ code: 64, stderr: expect.stringContaining('runs here already') });
  const delivered = await feedwright(folder.path, 'deliver');
  expect(delivered).toMatchObject({ code: 0, stdout: expect.stringContaining('unchanged') });
  const stats = await feedwright(folder.path, 'stats', '--json');
  expect(JSON.parse(stats.stdout).stages.length).toBeGreaterThan(0);

  await copyFile(LIST, join(folder.path, 'inbox/demo/новый прайс.pdf'));
  await host.says(/новый прайс\.pdf +close/);
  expect(await host.stop()).toBe(0);
});
