import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser } from './browser.ts';
import { consoleHost, signedInAt } from './console-host.ts';

describe.skipIf(!hasBrowser)('A dealer’s settings, people and programs', () => {
  let host: Awaited<ReturnType<typeof consoleHost>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;

  let signedIn: Awaited<ReturnType<typeof signedInAt>>;

  beforeAll(async () => {
    [host, browser] = await Promise.all([consoleHost(), openBrowser()]);
    signedIn = await signedInAt(host, browser);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  const openAt = async (screen: string): Promise<Page> => {
    const page = await signedIn();
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

    const counts = { objects: 12, records: 345, pictures: 6, members: 1, accounts: 2 };
    const result = {
      dealer: 'samples',
      farewell: 'nothing-live',
      counts,
      secretsLeft: ['samples/ftp'],
      fromFile: false,
    };
    const asked: unknown[] = [];
    await theirs.route('**/api/erasures', (route) => {
      asked.push(route.request().postDataJSON());
      return asked.length === 1
        ? route.fulfill({ status: 500, json: failed('the table is away') })
        : route.fulfill({ json: { ...failed(''), state: 'done', reason: null, result } });
    });
    await theirs.getByRole('button', { name: 'Удалить дилера' }).click();
    const dialog = theirs.getByRole('dialog');
    const erase = dialog.getByRole('button', { name: 'Удалить навсегда' });
    await dialog.getByLabel('Чтобы подтвердить').fill('sample');
    expect(await erase.isDisabled()).toBe(true);
    await dialog.getByLabel('Чтобы подтвердить').fill('samples');
    await erase.click();
    await dialog.getByRole('alert').getByText('the table is away').waitFor();
    await erase.click();
    await theirs.getByText('О дилере больше ничего не хранится').waitFor();
    await theirs.getByText('345', { exact: true }).waitFor();
    await theirs.getByText('удалите их сами: samples/ftp').waitFor();
    expect(asked).toEqual([
      { dealer: 'samples', confirm: 'samples' },
      { dealer: 'samples', confirm: 'samples' },
    ]);
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

  /** As the API tells of a command that could not be carried out. */
  const failed = (detail: string) => ({
    ...{ id: 'c1', name: 'stock.set', state: 'failed', who: 'anna', result: null },
    ...{ at: '2026-11-30T08:00:00.000Z', endedAt: '2026-11-30T08:00:09.000Z' },
    reason: { code: 'command-failed', values: { detail } },
  });
  const onSend =
    (method: string, answer: (route: Route) => unknown) =>
    (route: Route): unknown =>
      route.request().method() === method ? answer(route) : route.fallback();

  test('an act that fails, at once or behind its caller’s back, is never told as done', async () => {
    const page = await openAt('dealers/samples/stock');
    const say = page.getByRole('main').getByRole('button', { name: 'Сказать' });
    await page.getByLabel('Коды моделей').fill('AQXN');
    await page.route(
      '**/api/dealers/samples/stock',
      onSend('POST', (route) => route.fulfill({ status: 500, json: failed('the disk is full') })),
    );
    await say.click();
    await page.getByRole('alert').getByText('the disk is full').waitFor();
    await page.route(
      '**/api/dealers/samples/stock',
      onSend('POST', (route) =>
        route.fulfill({
          ...{ status: 202, headers: { location: '/api/dealers/samples/commands/c1' } },
          json: { ...failed(''), state: 'waiting', reason: null },
        }),
      ),
    );
    await page.route('**/commands/c1', (route) => route.fulfill({ json: failed('the table is away') }));
    await say.click();
    await page.getByRole('alert').getByText('the table is away').waitFor();
    await page.context().close();
  });

  test('a token that is told while its act is still at work is not lost', async () => {
    const page = await openAt('dealers/samples/people');
    await page.route(
      '**/api/dealers/samples/invitations',
      onSend('POST', (route) =>
        route.fulfill({
          ...{ status: 202, headers: { location: '/api/dealers/samples/commands/c1' } },
          json: { ...failed(''), state: 'waiting', reason: null, token: 'fwt_told-once' },
        }),
      ),
    );
    await page.route('**/commands/c1', (route) =>
      route.fulfill({ json: { ...failed(''), state: 'done', reason: null } }),
    );
    await page.getByLabel('Почта').fill('anna@dealer.example');
    await page.getByRole('button', { name: 'Пригласить' }).click();
    expect(await page.getByLabel('Ссылка-приглашение').inputValue()).toMatch(/#fwt_told-once$/);
    await page.context().close();
  });

  test('each file that does not arrive is told by its name', async () => {
    const page = await openAt('dealers/samples');
    await page.route(
      '**',
      onSend('PUT', (route) => route.fulfill({ status: 503 })),
    );
    const files = ['a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv'];
    await page
      .locator('input[type=file]')
      .setInputFiles(
        files.map((name) => ({ name, mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') })),
      );
    for (const name of files) await page.getByText(`${name}: 503`).waitFor();
    await page.context().close();
  });

  test('a list comes whole, and what of it could not be had is said beside the rest', async () => {
    const page = await openAt('dealers/samples/audit');
    const seat = (name: string) => ({
      memberId: name,
      email: `${name}@dealer.example`,
      name,
      role: 'viewer',
    });
    let third: { status: number; json: object } = { status: 403, json: { type: 'forbidden', status: 403 } };
    await page.route('**/dealers/samples/members?**', (route) => {
      const cursor = new URL(route.request().url()).searchParams.get('cursor');
      if (cursor === 'third') return route.fulfill(third);
      const [name, next] = cursor === 'second' ? ['Борис', 'third'] : ['Анна', 'second'];
      return route.fulfill({ json: { items: [seat(name)], next } });
    });
    await page.getByRole('link', { name: 'Люди' }).click();
    await page.getByText('Борис', { exact: true }).waitFor();
    await page.getByRole('alert').getByText('Нет доступа').waitFor();
    await page.getByText('Анна', { exact: true }).waitFor();
    third = { status: 200, json: { items: [seat('Вера')], next: null } };
    await page.getByRole('button', { name: 'Повторить' }).click();
    await page.getByText('Вера', { exact: true }).waitFor();
    await page.context().close();
  });

  test('who has a seat at several dealers chooses among them', async () => {
    const page = await openAt('dealers/samples');
    const dealers = ['samples', 'demo'].map((dealerId) => ({ dealerId, role: 'viewer' }));
    await page.route('**/api/me', (route) =>
      route.fulfill({ json: { name: 'Анна', overall: null, dealers } }),
    );
    await page.route('**/api/today?**', (route) =>
      route.fulfill({ status: 403, json: { type: 'forbidden' } }),
    );
    await page.goto(host.at(''));
    await page.getByRole('main').getByRole('link', { name: 'demo' }).click();
    await page.getByRole('heading', { level: 1, name: 'Сегодня' }).waitFor();
    await page.context().close();
  });

  test('a rule’s form stays while its condition is written half or another rule is looked at, and removes the rule that it was opened with', async () => {
    const page = await openAt('dealers/samples/audit');
    const isDear = { field: 'ad.price', is: '>', value: 1 };
    const rule = {
      ...{ id: 'late', name: 'Поздние', description: '', kind: 'product', action: 'block' },
      ...{ weight: 5, active: true, when: { not: { and: [isDear, isDear] } } },
    };
    const line = { rule, by: 'anna', at: '2026-11-30T08:00:00.000Z', spoke: 0, leavesOut: 0 };
    await page.route('**/dealers/samples/rules?**', (route) =>
      route.fulfill({
        json: {
          items: [line, { ...line, rule: { ...rule, id: 'dear', name: 'Дорогие', when: isDear } }],
          next: null,
        },
      }),
    );
    const removed: string[] = [];
    await page.route(
      '**/dealers/samples/rules/*',
      onSend('DELETE', (route) => {
        removed.push(new URL(route.request().url()).pathname);
        return route.fulfill({ json: { ...failed(''), state: 'done', reason: null } });
      }),
    );
    await page.getByRole('link', { name: 'Свои правила' }).click();
    await page.getByRole('button', { name: 'Поздние' }).click();
    const condition = page.getByLabel('Условие целиком (JSON)');
    for (const half of ['1', '{}', '{"and": 1}', '{"not": {"field": "ad.price"}}']) {
      await condition.fill(half);
      expect(await condition.inputValue()).toBe(half);
      expect(await page.locator('textarea:invalid').count(), half).toBe(1);
    }
    await page.getByLabel('Код правила').fill('another');
    await page.getByRole('button', { name: 'Дорогие' }).click();
    const value = page.getByLabel('Значение', { exact: true });
    for (const text of ['-', '-1,', '-1,5']) {
      await value.fill(text);
      expect(await value.inputValue()).toBe(text);
    }
    await page.getByRole('button', { name: 'Добавить условие' }).click();
    await value.first().fill('-');
    expect(await page.locator('input:invalid').count()).toBe(1);
    await page.getByRole('button', { name: 'Убрать условие' }).first().click();
    expect(await page.locator('input:invalid').count()).toBe(0);
    await page.getByLabel('Поле').selectOption('machine.brand');
    await page.getByLabel('Сравнение').selectOption('in');
    const values = page.getByLabel('Значения через запятую');
    await values.fill('LYNX,,BRP');
    expect(
      await values.evaluate((input: { validationMessage: string }) => input.validationMessage),
    ).toContain('одна запятая');
    await values.fill('LYNX, BRP');
    expect(await page.locator('input:invalid').count()).toBe(0);
    await page.getByRole('button', { name: 'Поздние' }).click();
    expect(await page.getByLabel('Код правила').inputValue()).toBe('another');
    await page.getByRole('button', { name: 'Удалить правило' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Удалить правило' }).click();
    await page.getByText('Правило удалено').waitFor();
    expect(removed).toEqual(['/api/dealers/samples/rules/late']);
    await page.context().close();
  });

  test('pictures of a machine are not asked for before all that is known is, and a refusal is told whoever closed', async () => {
    const page = await openAt('dealers/samples/machines/AQXN');
    let rest: { status: number; json: object } = { status: 403, json: { type: 'forbidden', status: 403 } };
    await page.route('**/dealers/samples/stock?**', (route) =>
      new URL(route.request().url()).searchParams.has('cursor')
        ? route.fulfill(rest)
        : route.fulfill({ json: { items: [], next: 'rest' } }),
    );
    await page.getByRole('button', { name: 'Свои фотографии' }).click();
    await page.getByRole('alert').getByText('Нет доступа').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    rest = { status: 200, json: { items: [], next: null } };
    await page.getByRole('button', { name: 'Повторить' }).click();

    const held: Route[] = [];
    await page.route(
      '**/api/dealers/samples/stock',
      onSend('POST', (route) => void held.push(route)),
    );
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('https://pictures.example/own.jpg');
    await dialog.getByRole('button', { name: 'Сохранить' }).click();
    await expect.poll(() => held.length).toBe(1);
    await dialog.getByRole('button', { name: 'Отмена' }).click();
    await held[0]?.fulfill({ status: 500, json: failed('the disk is full') });
    await page.locator('.notices').getByText('the disk is full').waitFor();
    await page.context().close();
  });

  test('and nothing on the way there went wrong unseen', () => {
    expect(browser.complaints.filter((said) => !/40[14]|status of (?:403|50[03])/.test(said))).toEqual([]);
  });
});
