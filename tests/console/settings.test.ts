import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser } from './browser.ts';
import { consoleHost } from './console-host.ts';

describe.skipIf(!hasBrowser)('A dealer’s settings, people and programs', () => {
  let host: Awaited<ReturnType<typeof consoleHost>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;

  beforeAll(async () => {
    [host, browser] = await Promise.all([consoleHost(), openBrowser()]);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  const openAt = async (screen: string): Promise<Page> => {
    const page = await browser.look(await host.signInLink());
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.goto(host.at(screen));
    return page;
  };
  const markup = (page: Page) => page.getByRole('group', { name: 'EUR' }).getByLabel('Наценка, %');

  test('what is wrong is said beside it, what saving does before it, and others are not written over', async () => {
    const [mine, theirs] = [
      await openAt('dealers/samples/settings'),
      await openAt('dealers/samples/settings'),
    ];
    await theirs.getByLabel('Контактное лицо').first().fill('Отдел техники');

    await markup(mine).fill('много');
    await mine.getByText('Исправьте: Число через точку').waitFor();
    expect(await mine.getByRole('button', { name: 'Сохранить' }).isDisabled()).toBe(true);
    await markup(mine).fill('15');
    await mine.getByText(/Изменится: \d+ объявлен.+цена у [1-9]/).waitFor({ timeout: 60_000 });
    await mine
      .getByText(/EUR × 98\.50, наценка 15 %/)
      .first()
      .waitFor();
    await mine.getByRole('button', { name: 'Сохранить' }).click();
    await mine.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
    await mine.getByText('Настройки действуют').waitFor({ timeout: 60_000 });

    await theirs.getByText('изменил кто-то другой').waitFor({ timeout: 60_000 });
    await theirs.getByRole('button', { name: 'Внести мои правки в новые' }).click();
    expect(await markup(theirs).inputValue()).toBe('15');
    expect(await theirs.getByLabel('Контактное лицо').first().inputValue()).toBe('Отдел техники');
  });

  test('a program’s token is shown once, lets it in, and ends', async () => {
    const page = await openAt('dealers/samples/people');
    await page.getByLabel('Программа').fill('1C');
    await page.getByRole('button', { name: 'Выпустить токен' }).click();
    const token = await page.getByLabel('Токен', { exact: true }).inputValue();
    const me = () => fetch(`${host.origin}/api/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await me()).json()).toMatchObject({ dealers: [{ dealerId: 'samples', role: 'viewer' }] });
    await page.reload();
    await page.getByRole('button', { name: 'Закончить' }).click();
    expect(await page.content()).not.toContain(token);
    await page.getByRole('dialog').getByRole('button', { name: 'Закончить' }).click();
    await page.getByText('Токен закончен: 1C').waitFor({ timeout: 60_000 });
    expect((await me()).status).toBe(401);
  });

  test('an invitation is a link that is shown once', async () => {
    const page = await openAt('dealers/samples/people');
    await page.getByLabel('Почта').fill('anna@dealer.example');
    await page.getByRole('button', { name: 'Пригласить' }).click();
    expect(await page.getByLabel('Ссылка-приглашение').inputValue()).toMatch(
      /\/console\/invitation#\S{20,}$/,
    );
  });

  test('and nothing on the way there went wrong unseen', () => {
    expect(browser.complaints.filter((said) => !/40[14]/.test(said))).toEqual([]);
  });
});
