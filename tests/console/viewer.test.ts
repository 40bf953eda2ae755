import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser } from './browser.ts';
import { consoleHost } from './console-host.ts';

/** What is one dealer's, below its address. */
const SCREENS = [
  ...['', '/questions', '/feed', '/feed/1', '/machines', '/machines/AQXN', '/documents'],
  ...['/deliveries', '/stock', '/market', '/knowledge', '/rules', '/find?words=AQXN', '/audit'],
];
/** For others: of the dealer's people, and of who keeps the installation. */
const NOT_FOR_IT = [
  ...['dealers/samples/settings', 'dealers/samples/people'],
  ...['on-call', 'health', 'documents', 'batches', 'rules', 'costs', 'users', 'audit'],
];

/** Rows and places beyond are alike. */
const MOST_BUTTONS = 30;

describe.skipIf(!hasBrowser)('Who may only look', () => {
  let host: Awaited<ReturnType<typeof consoleHost>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  /** What the API would not do for it. */
  const refused: string[] = [];

  /** A viewer as the API knows it, by a token of its own. */
  const asViewer = async (): Promise<Page> => {
    const admin = await browser.look(await host.signInLink());
    await admin.getByRole('heading', { level: 1 }).first().waitFor();
    const made = await admin.request.post(`${host.origin}/api/dealers/samples/tokens`, {
      data: { name: 'looks', role: 'viewer', days: 1 },
      headers: { prefer: 'wait=20', origin: host.origin },
    });
    const { token } = await made.json();
    await admin.context().close();
    const viewer = await browser.look('about:blank');
    await viewer.context().setExtraHTTPHeaders({ authorization: `Bearer ${token}` });
    viewer.on('response', (answer) => {
      if ([401, 403].includes(answer.status())) refused.push(`${answer.request().method()} ${answer.url()}`);
    });
    return viewer;
  };
  const settled = async () => {
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  };
  /** Presses whatever can be pressed there, and tells what asked for an act. */
  const pressAll = async (): Promise<string[]> => {
    const asking: string[] = [];
    const buttons = page.getByRole('main').locator('button:enabled');
    for (let at = 0; at < Math.min(await buttons.count(), MOST_BUTTONS); at++) {
      const button = buttons.nth(at);
      if (!(await button.isVisible())) continue;
      const name = await button.innerText();
      await button.click();
      if (!(await page.getByRole('dialog').isVisible())) continue;
      asking.push(name);
      await page.keyboard.press('Escape');
    }
    return asking;
  };

  beforeAll(async () => {
    [host, browser] = await Promise.all([consoleHost(), openBrowser()]);
    page = await asViewer();
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  test('finds no button at its dealer that would be refused', async () => {
    const offered: string[] = [];
    for (const screen of SCREENS) {
      await page.goto(host.at(`dealers/samples${screen}`));
      await settled();
      expect(await page.getByRole('heading', { name: 'Нет доступа' }).count(), screen).toBe(0);
      for (const name of await pressAll()) offered.push(`${screen}: ${name}`);
      expect(await page.locator('input[type=file]').count(), screen).toBe(0);
    }
    expect(offered).toEqual([]);
    expect(refused).toEqual([]);
  });

  test('is told that a screen is for others, and the API is not asked for it', async () => {
    for (const screen of NOT_FOR_IT) {
      await page.goto(host.at(screen));
      await page.getByRole('heading', { name: 'Нет доступа' }).waitFor();
    }
    expect(refused).toEqual([]);
    await browser.shoot(page, 'not-allowed');
  });

  test('sees questions, and what is said of who answers', async () => {
    await page.goto(host.at('dealers/samples/questions'));
    await page.getByText('Вы можете смотреть').waitFor();
    await page.keyboard.press('1');
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  });
});
