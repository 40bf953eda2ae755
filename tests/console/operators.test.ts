import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFinds } from './axe.ts';
import { hasBrowser, openBrowser } from './browser.ts';
import { consoleHost } from './console-host.ts';

/** Two cores may be at work elsewhere. */
const SOON = { timeout: 60_000 };

describe.skipIf(!hasBrowser)('Who keeps the installation', () => {
  let host: Awaited<ReturnType<typeof consoleHost>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;

  const open = async (screen: string, heading: string): Promise<void> => {
    await page.goto(host.at(screen));
    await page.getByRole('heading', { level: 1, name: heading }).waitFor(SOON);
  };
  const main = () => page.getByRole('main');
  const answers = (path: string, json: object) => page.route(path, (route) => route.fulfill({ json }));
  /** What an act was asked with; it is told to be done. */
  const taken = async (path: string): Promise<{ method: string; body: unknown }[]> => {
    const sent: { method: string; body: unknown }[] = [];
    await page.route(path, (route: Route) => {
      const request = route.request();
      if (request.method() === 'GET') return route.fallback();
      sent.push({ method: request.method(), body: request.postDataJSON() });
      const done = { id: 'c1', name: 'act', state: 'done', who: 'anna', result: [], reason: null };
      const at = '2026-11-30T08:00:00.000Z';
      return route.fulfill({ json: { ...done, at, endedAt: at } });
    });
    return sent;
  };

  beforeAll(async () => {
    [host, browser] = await Promise.all([consoleHost(), openBrowser()]);
    page = await browser.look(await host.signInLink());
    await page.getByRole('heading', { level: 1 }).first().waitFor(SOON);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  test('sees what rules would change before they hold, puts them in force, and finds that in the audit', async () => {
    await open('rules', 'Правила');
    await main().getByText('Обязательные поля').click();
    await page.getByRole('button', { name: 'Взять слой для правки' }).first().click();
    const text = page.getByRole('textbox', { name: 'Правила' });
    const inForce = await text.inputValue();
    expect(inForce).toMatch(/"max": 2030/);

    await text.fill(inForce.replace('"max": 2030', '"max": 2026'));
    await page.getByRole('button', { name: 'Проверить' }).click();
    await main()
      .getByText(/^Изменится: 70 машин/)
      .waitFor(SOON);
    const first = page.locator('.difference').first();
    expect((await first.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/в фиде → отклонена/);
    expect(await axeFinds(page)).toEqual([]);
    await browser.shoot(page, 'rules-tried');

    await text.fill(inForce.replace('"max": 2030', '"max": 2031'));
    expect(await page.getByRole('button', { name: 'Ввести в действие' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Проверить' }).click();
    await main().getByText('Ничего не изменится.').waitFor(SOON);
    await page.getByRole('button', { name: 'Ввести в действие' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ввести в действие' }).click();
    await page.getByText('Правила действуют').waitFor(SOON);
    await page.getByText('действует v1').waitFor(SOON);
    await open('audit', 'Журнал установки');
    await page.getByRole('row', { name: /rules\.put/ }).waitFor(SOON);
  });

  test('rules that are wrong are told why, and nothing holds by them', async () => {
    await open('rules', 'Правила');
    await page.getByRole('textbox', { name: 'Правила' }).fill('{"layers": {"required-fields": [{"id": 1}]}}');
    await page.getByRole('button', { name: 'Проверить' }).click();
    await page
      .getByRole('alert')
      .getByText(/line \d+/)
      .waitFor(SOON);
  });

  test('starts a batch of a folder, and sees how far it is and what came of it', async () => {
    await open('batches', 'Пакеты');
    await page.getByLabel('Папка').fill('inbox/samples/');
    await page.getByLabel('Только эти файлы').fill('lynx-2027-en.pdf');
    await page.getByRole('button', { name: 'Начать пакет' }).click();
    await page.getByRole('heading', { level: 1, name: 'inbox/samples/' }).waitFor(SOON);
    await page.getByText('закончен', { exact: true }).waitFor(SOON);
    await main()
      .getByText(/^Обработано 1 из 1/)
      .waitFor(SOON);
    expect(await axeFinds(page)).toEqual([]);
    await browser.shoot(page, 'batch');
  });

  test('goes on with files that failed at any dealer', async () => {
    const failed = (dealerId: string, documentId: string) => ({
      ...{ dealerId, documentId, file: `${documentId}.pdf`, receivedAt: '2026-11-30T08:00:00.000Z' },
      ...{ state: 'failed', counts: {}, seconds: 1, costUsd: 0 },
      reason: { code: 'as-told', values: { text: 'Сервис распознавания молчал.' } },
    });
    const items = [failed('samples', 'one'), failed('demo', 'two')];
    await answers('**/api/documents?*', { items, next: null });
    const sent = await taken('**/redrive');
    await open('documents', 'Все файлы');
    await page.getByRole('row', { name: /samples one\.pdf.*Сервис распознавания молчал/ }).waitFor(SOON);
    expect(await axeFinds(page)).toEqual([]);
    await browser.shoot(page, 'all-files-failed');
    await page.getByRole('button', { name: 'Продолжить все: 2' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Продолжить все: 2' }).click();
    await page.getByText('Прошли дальше: 2 из 2').waitFor(SOON);
    expect(sent).toHaveLength(2);
  });

  test('sees what is unhealthy, at whom, and what to do about it', async () => {
    const well = await (await page.request.get(`${host.origin}/api/operations/health`)).json();
    await answers('**/api/operations/health', {
      ...well,
      overall_status: 'unhealthy',
      alerts: [
        {
          dealerId: 'samples',
          reason: {
            code: 'host-refuses',
            values: { cause: { code: 'as-told', values: { text: '530 Login incorrect' } } },
          },
          runbook: 'dealer-halted',
        },
        {
          dealerId: null,
          reason: {
            code: 'stage-fails',
            values: { stage: 'extract', percent: '80.00', dealers: ['samples'] },
          },
          runbook: 'stage-success-rate',
        },
      ],
    });
    await open('health', 'Состояние');
    const card = main().locator('section', { has: page.getByRole('link', { name: 'samples' }) });
    await card.getByText('Что делать, подробно: dealer-halted').click();
    await card.getByText('npx feedwright drill dealer-halted', { exact: true }).waitFor();
    await card.getByText('Справочник написан по-английски.').waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await browser.shoot(page, 'unhealthy');
  });

  test('says who else keeps the installation, and never takes the last admin away', async () => {
    const member = (name: string, overall?: string) => ({
      ...{ memberId: name, email: `${name}@north.example`, name, createdAt: '2026-11-30T08:00:00.000Z' },
      ...(overall && { overall }),
    });
    await answers('**/api/members?*', { items: [member('vera', 'admin'), member('boris')], next: null });
    const sent = await taken('**/api/members/*');
    await open('users', 'Пользователи');
    expect(await page.getByLabel('Роль: vera').isDisabled()).toBe(true);
    await page.getByLabel('Роль: boris').selectOption('оператор');
    await page.getByText('boris: теперь оператор').waitFor(SOON);
    await page.getByRole('button', { name: 'Закрыть вход' }).nth(1).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Закрыть вход' }).click();
    await page.getByText('boris: вход закрыт').waitFor(SOON);
    expect(sent).toEqual([
      { method: 'PUT', body: { overall: 'operator' } },
      { method: 'DELETE', body: {} },
    ]);
    expect(await axeFinds(page)).toEqual([]);
    await browser.shoot(page, 'users');
  });

  test('sees what each dealer has cost by the day, and one of them alone', async () => {
    const cost = (dealerId: string, daysAgo: number, costUsd: number) => ({
      ...{ dealerId, calls: 10, seconds: 20, costUsd },
      day: new Date(Date.now() + 10_800_000 - daysAgo * 86_400_000).toISOString().slice(0, 10),
    });
    const items = [cost('demo', 0, 1), cost('samples', 0, 3), cost('samples', 5, 6)];
    await answers('**/api/costs?*', { items, next: null });
    await open('costs', 'Расходы');
    await main()
      .getByText(/Всего за 30 дней\s10,00\s\$/)
      .waitFor(SOON);
    await page.getByLabel('Дилер').selectOption('samples');
    await main()
      .getByText(/Всего за 30 дней\s9,00\s\$/)
      .waitFor(SOON);
    expect(await page.getByRole('row').count()).toBe(3);
    await browser.shoot(page, 'costs');
  });

  test('and nothing on the way there went wrong unseen', () => {
    expect(browser.complaints.filter((said) => !/40[14]|422/.test(said))).toEqual([]);
  });
});
