import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFinds } from './axe.ts';
import { hasBrowser, type Look, openBrowser } from './browser.ts';
import { consoleHost, signedInAt } from './console-host.ts';

const BAR = 'main footer';
/** Two cores may be at work elsewhere. */
const SOON = { timeout: 60_000 };

const heading = (page: Page) => page.locator('main article h2');
const asked = (page: Page) => heading(page).innerText();

describe.skipIf(!hasBrowser)('Questions', () => {
  let host: Awaited<ReturnType<typeof consoleHost>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let signedIn: Awaited<ReturnType<typeof signedInAt>>;

  const open = async (search = '', how: Look = {}): Promise<Page> => {
    const page = await signedIn(how);
    await page.goto(host.at(`dealers/samples/questions${search}`));
    await heading(page).waitFor(SOON);
    return page;
  };
  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** The question that says something, by keys alone. */
  const findBy = async (page: Page, words: string) => {
    await press(page, '/');
    await page.keyboard.type(words);
    await page.waitForURL(/find=/);
    await press(page, 'Escape');
  };

  beforeAll(async () => {
    [host, browser] = await Promise.all([consoleHost(), openBrowser()]);
    signedIn = await signedInAt(host, browser);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  test('each has its places, boxes and fields point at one another, and axe finds nothing', async () => {
    const page = await open('?kind=alike');
    const picture = page.getByRole('img', { name: /pdf, страница 1/ }).first();
    await picture.waitFor(SOON);
    expect(await page.locator('.compared mark').count()).toBe(2);
    const price = page.locator('.read-field.in-question button').first();
    await price.focus();
    const framed = page.locator('svg rect.lit').first();
    const viewBox = (await picture.getAttribute('viewBox')) ?? '';
    const [x = 0, y = 0, width = 0, height = 0] = viewBox.split(' ').map(Number);
    const at = Number(await framed.getAttribute('x'));
    expect(at).toBeGreaterThan(x);
    expect(at).toBeLessThan(x + width);
    expect(Number(await framed.getAttribute('y'))).toBeLessThan(y + height);
    await price.blur();
    await page.locator('svg').first().locator('rect.in-question').hover();
    expect(await page.locator('.read-field.lit').first().innerText()).toContain('€');
    expect(await axeFinds(page)).toEqual([]);
    await browser.shoot(page, 'questions-alike');
    await page.context().close();
  });

  test('keys alone answer, drafts survive a reload, and what is applied can be undone', async () => {
    const page = await open();
    const first = await asked(page);
    await press(page, 'j');
    await expect.poll(() => asked(page)).not.toBe(first);
    await findBy(page, 'GYQ4');
    await expect.poll(() => asked(page)).toContain('Skandic SE');
    await press(page, '2');
    await page.locator(BAR).getByText('фид 49 → 50').waitFor(SOON);
    await page.reload();
    await page.locator(BAR).getByText('1 опубликуется, 0 уберётся, фид 49 → 50').waitFor(SOON);
    await press(page, 'p');
    await page.getByRole('dialog').getByText('GYQ4', { exact: true }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await press(page, 'Enter');
    await page.getByText('Готово: 1 опубликуется').waitFor(SOON);
    await page.getByText('По этому отбору вопросов нет.').waitFor(SOON);
    await press(page, 'u');
    await page.getByText('Ответы отменены').waitFor(SOON);
    await expect.poll(() => asked(page), SOON).toContain('Skandic SE');
    await page.context().close();
  });

  test('letters that are typed are no keys, and help lists them', async () => {
    const page = await open('?kind=price');
    const before = await asked(page);
    await press(page, 'e');
    await page.keyboard.type('jk ?');
    expect(await page.locator('input:focus').inputValue()).toBe('jk ?');
    expect(await asked(page)).toBe(before);
    await press(page, 'Escape', '?');
    await page.getByRole('dialog', { name: 'Клавиши' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await press(page, 'Escape');
    // As a Russian keyboard says J.
    await heading(page).dispatchEvent('keydown', { key: 'о', code: 'KeyJ', cancelable: true });
    await expect.poll(() => asked(page)).not.toBe(before);
    await page.context().close();
  });

  test('a number of the page is taken by a click, and a value that cannot be is refused with why', async () => {
    const page = await open('?kind=value&find=GYQ4');
    await press(page, 'e');
    await page.getByText(/Что прочитано на странице/).click();
    await page
      .getByRole('button', { name: /Взять .*609 mm|Взять .*mm/ })
      .first()
      .click();
    expect(await page.locator('.value-input').inputValue()).toMatch(/^\d+$/);
    await page.locator('.value-input').fill('99999');
    await press(page, 'Enter');
    await page.locator(BAR).locator('.why').waitFor(SOON);
    expect(await page.getByRole('button', { name: 'Применить' }).isDisabled()).toBe(true);
    await page.context().close();
  });

  test('of two who have one queue open, each sees what the other has answered, and its own answer to it is dropped', async () => {
    const page = await open('?find=HNZD');
    await expect.poll(() => asked(page), SOON).toContain('HNZD');
    await press(page, '3');
    await page.locator(BAR).getByText('1 ответ из').waitFor(SOON);
    const other = await open('?find=HNZD');
    await expect.poll(() => asked(other), SOON).toContain('HNZD');
    await press(other, '2');
    const { promise: mayLeave, resolve: letLeave } = Promise.withResolvers<void>();
    await other.route('**/dealers/samples/answers', async (route) => {
      await mayLeave;
      await route.continue();
    });
    await other.getByRole('button', { name: 'Применить' }).click(SOON);
    await other.locator(BAR).getByText('Применяем 1 ответ, фид собирается заново…').waitFor(SOON);
    await browser.shoot(other, 'questions-applying');
    letLeave();
    await other.getByText('Готово:').waitFor(SOON);
    await page.getByText('1 ваш ответ снят').waitFor(SOON);
    await page.locator(BAR).getByText('Ответов пока нет').waitFor(SOON);
    for (const each of [page, other]) {
      await each.getByText('По этому отбору вопросов нет.').waitFor(SOON);
      await each.context().close();
    }
  });

  test('a missing book is dropped where it is asked for', async () => {
    const page = await open('?kind=book');
    await press(page, '1');
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'nothing.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') },
    });
    await page
      .getByText(/nothing.csv.*принят/)
      .first()
      .waitFor(SOON);
    await page.context().close();
  });

  test('on a phone it is one card at a time, by touch', async () => {
    const page = await open('?kind=alike', { width: 390, height: 844, isTouch: true, theme: 'dark' });
    const before = await asked(page);
    await page.getByRole('radio').nth(1).tap();
    await page.getByRole('button', { name: /^Ответить/ }).tap();
    await expect.poll(() => asked(page)).not.toBe(before);
    await page
      .locator(BAR)
      .getByText(/фид \d+ → \d+/)
      .waitFor(SOON);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
    expect(await axeFinds(page)).toEqual([]);
    await browser.shoot(page, 'questions-phone');
    await page.getByRole('button', { name: 'Следующий вопрос' }).tap();
    await page.context().close();
  });

  test('Back leads to the question and the limits before', async () => {
    const page = await open('?kind=alike');
    const before = page.url();
    await page.locator('main ol button').nth(2).click();
    await page.waitForURL(/q=/);
    await page.goBack();
    expect(page.url()).toBe(before);
    await page.context().close();
  });

  test('nothing is complained of', () => {
    expect(browser.complaints.filter((said) => !/409|422/.test(said))).toEqual([]);
  });
});
