import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFinds } from './axe.ts';
import { hasBrowser, openBrowser } from './browser.ts';
import { consoleHost, signedInAt } from './console-host.ts';

const SOON = { timeout: 60_000 };

/** Of who keeps the installation, then of a dealer. */
const SCREENS = [
  ...['', 'on-call'],
  ...['', '/questions', '/feed', '/machines', '/machines/AQXN', '/documents', '/deliveries'].map(
    (screen) => `dealers/samples${screen}`,
  ),
  ...['/stock', '/knowledge', '/settings', '/people', '/rules', '/find?words=AQXN'].map(
    (screen) => `dealers/samples${screen}`,
  ),
];

type Answer = (route: Route) => unknown;

const NEVER: Answer = () => new Promise(() => {});
const BROKEN: Answer = (route) =>
  route.fulfill({ status: 500, json: { type: 'broken', title: 'Something went wrong here', status: 500 } });
const UNREACHABLE: Answer = (route) => route.abort();

/** What a screen asks for; who asks is known. */
const ASKED = /\/api\/(?!me$)/;

describe.skipIf(!hasBrowser)('What a screen shows that has not, or cannot have, what it asks for', () => {
  let host: Awaited<ReturnType<typeof consoleHost>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let open: Awaited<ReturnType<typeof signedInAt>>;

  beforeAll(async () => {
    [host, browser] = await Promise.all([consoleHost(), openBrowser()]);
    open = await signedInAt(host, browser);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  /** A page that has signed in, and that asks again at once where others wait a second. */
  const signedIn = async (): Promise<Page> => {
    const page = await open();
    await page.addInitScript(`{
      const later = setTimeout;
      window.setTimeout = (act, ms, ...rest) => later(act, Math.min(ms ?? 0, 50), ...rest);
    }`);
    return page;
  };
  const main = (page: Page) => page.getByRole('main');

  test('while it comes: that it is loading, and nothing moves for who wants no motion', async () => {
    const page = await signedIn();
    await page.route(ASKED, NEVER);
    const found: string[] = [];
    for (const screen of SCREENS) {
      await page.goto(host.at(screen));
      await main(page).getByLabel('Загружается…').first().waitFor(SOON);
      if ((await page.getByRole('alert').count()) > 0) found.push(`${screen} alarms`);
      if (await page.evaluate<boolean>('document.getAnimations().length > 0')) found.push(`${screen} moves`);
      found.push(...(await axeFinds(page)).map((each) => `${screen} ${each}`));
    }
    expect(found).toEqual([]);
    await browser.shoot(page, 'state-loading');
    await page.context().close();
  });

  test('where the server is out of reach: that, what to do, and all of it once it is there again', async () => {
    const answer = UNREACHABLE;
    const page = await signedIn();
    const found: string[] = [];
    for (const screen of SCREENS) {
      await page.route(ASKED, answer);
      await page.goto(host.at(screen));
      const alarm = main(page).getByRole('alert').filter({ hasText: 'Сервер не отвечает' });
      await alarm.first().waitFor(SOON);
      found.push(...(await axeFinds(page)).map((each) => `${screen} ${each}`));
      if (screen.endsWith('questions')) await browser.shoot(page, 'state-out-of-reach');
      await page.unroute(ASKED, answer);
      const again = alarm.getByRole('button', { name: 'Повторить' }).first();
      await expect
        .poll(async () => {
          if ((await again.count()) > 0) await again.click({ timeout: 5_000 }).catch(() => {});
          return alarm.count();
        }, SOON)
        .toBe(0);
    }
    expect(found).toEqual([]);
    await page.context().close();
  });

  test('before it has begun, in a browser that keeps nothing: that the server is out of reach, and all of it once it is there', async () => {
    const page = await signedIn();
    await page.addInitScript(`for (const name of ['localStorage', 'sessionStorage', 'WebSocket'])
      Object.defineProperty(window, name, { get: () => { throw new DOMException('Denied', 'SecurityError'); } });`);
    await page.route('**/config.json', UNREACHABLE);
    await page.goto(host.at('dealers/samples'));
    await main(page).getByRole('alert').filter({ hasText: 'Сервер не отвечает' }).waitFor(SOON);
    expect(await axeFinds(page)).toEqual([]);
    await page.unroute('**/config.json', UNREACHABLE);
    await page.getByRole('button', { name: 'Повторить' }).click();
    await page.getByRole('heading', { name: 'Сегодня' }).waitFor(SOON);
    await page.context().close();
  });

  test('without a connection: what was known, that it is old, and the next screen once there is one', async () => {
    const page = await signedIn();
    await page.goto(host.at('dealers/samples'));
    await main(page).getByText('49', { exact: true }).waitFor(SOON);
    await page.context().setOffline(true);
    await page.getByText(/^Нет связи/).waitFor();
    await main(page).getByText('49', { exact: true }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.evaluate(`document.querySelector('a[href="/console/rules"]').click()`);
    await page.getByLabel('Язык').selectOption('en');
    await page.locator('.notices').getByText('Сервер не отвечает').waitFor(SOON);
    expect(await page.getByLabel('Язык').inputValue()).toBe('ru');
    expect(await main(page).getByRole('alert').allInnerTexts()).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Правила' }).waitFor(SOON);
    expect(await page.getByText(/^Нет связи/).count()).toBe(0);
    await page.context().close();
  });

  test('where nothing is there yet: what will be, on every screen', async () => {
    const page = await signedIn();
    const found: string[] = [];
    for (const screen of ['', '/questions', '/feed', '/machines', '/documents', '/deliveries', '/stock']) {
      await page.goto(host.at(`dealers/demo${screen}`));
      await main(page).getByRole('heading', { level: 1 }).waitFor(SOON);
      await main(page)
        .getByLabel('Загружается…')
        .first()
        .waitFor({ ...SOON, state: 'detached' });
      found.push(...(await axeFinds(page)).map((each) => `${screen} ${each}`));
      const said = await main(page).innerText();
      if (said.split('\n').length < 2 || /undefined|NaN|null/.test(said)) found.push(`${screen}: ${said}`);
      await browser.shoot(page, `empty${screen.replace('/', '-')}`);
    }
    expect(found).toEqual([]);
    await page.context().close();
  });

  test('an act whose end could not be asked once or twice is not told as failed', async () => {
    const page = await signedIn();
    await page.goto(host.at('dealers/samples/stock'));
    const location = '/api/dealers/samples/commands/c1';
    const waiting = {
      ...{ id: 'c1', name: 'stock.set', state: 'waiting', who: 'anna', result: null, reason: null },
      ...{ at: '2026-11-30T08:00:00.000Z', endedAt: null },
    };
    await page.route('**/api/dealers/samples/stock', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 202, headers: { location }, json: waiting })
        : route.fallback(),
    );
    const answers = [
      UNREACHABLE,
      (route: Route) => route.fulfill({ status: 502, body: 'bad gateway' }),
      (route: Route) => route.fulfill({ json: { ...waiting, state: 'done', result: {} } }),
    ];
    await page.route(`**${location}`, (route) => answers.shift()?.(route));
    await page.getByLabel('Коды моделей').fill('AQXN');
    await main(page).getByRole('button', { name: 'Сказать' }).click();
    await expect.poll(() => answers.length, SOON).toBe(0);
    await expect.poll(() => page.getByLabel('Коды моделей').inputValue(), SOON).toBe('');
    // The button was out of use meanwhile: who has no mouse goes on where they were.
    await expect.poll(() => page.evaluate('document.activeElement.textContent'), SOON).toBe('Сказать');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  test('what is refused after its question was closed is told all the same', async () => {
    const page = await signedIn();
    await page.goto(host.at('dealers/samples/machines/AQXN'));
    const held: Route[] = [];
    await page.route('**/offers/withdraw', (route) => void held.push(route));
    await page.getByRole('button', { name: 'Снять с продажи' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('продан');
    await dialog.getByRole('button', { name: 'Снять с продажи' }).click();
    await expect.poll(() => held.length).toBe(1);
    await dialog.getByRole('button', { name: 'Отмена' }).click();
    await dialog.waitFor({ state: 'detached' });
    await BROKEN(held[0] as Route);
    await page.locator('.notices').getByText('На сервере что-то сломалось').waitFor(SOON);
    await page.context().close();
  });
});
