import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser } from './browser.ts';
import { consoleHost } from './console-host.ts';

/** Compressed, before charts; more is slow on a phone. */
const MOST_BYTES = 200_000;

describe.skipIf(!hasBrowser)('Signing in on one machine', () => {
  let host: Awaited<ReturnType<typeof consoleHost>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;

  beforeAll(async () => {
    [host, browser] = await Promise.all([consoleHost(), openBrowser()]);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  test('without a link the console says where to find one', async () => {
    const page = await browser.look(host.at(''));
    await page.getByRole('heading', { name: 'Вход' }).waitFor();
    expect(await page.textContent('main')).toContain('npx feedwright sign-in');
    await page.context().close();
  });

  test('a link opens once, and leads to all dealers', async () => {
    const link = await host.signInLink();
    const page = await browser.look(link);
    await page.getByRole('heading', { name: 'Все дилеры' }).waitFor();
    await page.getByRole('link', { name: 'samples' }).click();
    await page.getByRole('heading', { name: 'Сегодня' }).waitFor();
    await browser.shoot(page, 'today');
    expect(browser.complaints.filter((said) => !said.includes('401'))).toEqual([]);
    const again = await browser.look(link);
    expect(await again.textContent('body')).toContain('opens nothing');
    await page.context().close();
  });

  test('what the first screen takes fits into 200 kB', async () => {
    const page = await browser.look(`${host.origin}/console/config.json`);
    const taken: Promise<number>[] = [];
    page.on('response', (answer) => {
      if (/\.(?:js|css)$/.test(answer.url())) taken.push(answer.body().then((body) => gzipSync(body).length));
    });
    await page.goto(await host.signInLink());
    await page.getByRole('heading', { name: 'Все дилеры' }).waitFor();
    const bytes = (await Promise.all(taken)).reduce((sum, each) => sum + each, 0);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(MOST_BYTES);
    const painted = await page.evaluate<number>(
      "performance.getEntriesByName('first-contentful-paint')[0].startTime",
    );
    console.log(
      `First screen: ${Math.round(bytes / 1_000)} kB compressed, painted after ${Math.round(painted)} ms`,
    );
    await page.context().close();
  });

  test('its page is closed to other pages and to scripts of others', async () => {
    const answer = await fetch(host.at('dealers/samples'));
    expect(answer.headers.get('content-security-policy')).toMatch(
      /script-src 'self';.*frame-ancestors 'none'/,
    );
    expect(answer.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    expect(await (await fetch(host.at('assets/none.js'))).text()).toContain('Nothing');
    expect((await fetch(host.at('..%2F..%2Fpackage.json'))).status).toBe(404);
  });
});
