import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LYING_PAGES } from '../fakes/lying-pages.ts';
import { rawPdf } from '../fakes/raw-pdf.ts';
import { sample } from '../integration/local/feedwright.ts';
import { axeFinds } from './axe.ts';
import { blueInkIn } from './blue-ink.ts';
import { hasBrowser, type Look, openBrowser, SHOTS } from './browser.ts';
import { consoleHost, signedInAt } from './console-host.ts';
import { builtWithPretended, takeFrom, toldTo, wordsOfOthers } from './pretended-language.ts';

/** By its address and what its heading says in both languages. */
const SCREENS = [
  ['', 'Все дилеры', 'All dealers'],
  ['on-call', 'Дежурство', 'On call'],
  ['rules', 'Правила', 'Rules'],
  ['health', 'Состояние', 'Health'],
  ['documents?state=review', 'Все файлы', 'All files'],
  ['costs', 'Расходы', 'Costs'],
  ['audit', 'Журнал установки', 'Installation audit'],
  ['dealers/samples', 'Сегодня', 'Today'],
  ['dealers/samples/feed', 'Фид', 'Feed'],
  ['dealers/samples/machines', 'Техника', 'Machines'],
  ['dealers/samples/machines/AQXN', /^Lynx Shredder/, /^Lynx Shredder/],
  ['dealers/samples/documents', 'Документы', 'Documents'],
  ['dealers/samples/find?words=shreder', 'Поиск', 'Search'],
  ['dealers/samples/deliveries', 'Выгрузки', 'Deliveries'],
  ['dealers/samples/stock', 'Наличие', 'Stock'],
  ['dealers/samples/market', 'Рынок', 'Market'],
  ['dealers/samples/rules', 'Свои правила', 'Own rules'],
  ['dealers/samples/knowledge', 'Знания', 'Knowledge'],
  ['dealers/samples/settings', 'Настройки дилера', 'Dealer settings'],
  ['dealers/samples/people', 'Люди', 'People'],
  ['dealers/samples/audit', 'Журнал', 'Audit'],
  ['dealers/nobody', 'Сегодня', 'Today'],
  ['no/such/place', 'Здесь ничего нет', 'Nothing is here'],
] as const;

const SOON = { timeout: 60_000 };

/** Taken anew by `UPDATE=1 npm run test:console`. */
const PICTURE = join(import.meta.dirname, '../../docs/console.png');

const LOOKS: readonly Look[] = [
  { language: 'ru', theme: 'light' },
  { language: 'en', theme: 'dark', width: 390, height: 844, isTouch: true },
];

describe.skipIf(!hasBrowser)('The console', () => {
  let host: Awaited<ReturnType<typeof consoleHost>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;

  let open: Awaited<ReturnType<typeof signedInAt>>;

  beforeAll(async () => {
    [host, browser] = await Promise.all([consoleHost(), openBrowser()]);
    open = await signedInAt(host, browser);
    const prices = join(host.folder, 'others.csv');
    const today = new Date().toISOString().slice(0, '2026-11-30'.length);
    const rows = ['2150000', '2190000', '2240000', '9900000'].map(
      (price, at) => `Shop ${at};AQXN;Lynx Shredder;2027;${price};${today}`,
    );
    await writeFile(prices, ['Source;Code;Model;Year;Price;Date', ...rows].join('\n'));
    await host.run('market', 'import', 'samples', prices);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  const signedIn = async (look: Look = {}): Promise<Page> => {
    const page = await open(look);
    // Where a test has a picture of the dealer's own: there is no network.
    await page.route('https://pictures.example/**', (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
    );
    return page;
  };

  /** No answer is awaited any more. */
  const settled = (page: Page) => page.locator('.skeleton').first().waitFor({ state: 'detached' });

  test.each(
    LOOKS,
  )('in $language, $theme: each screen says what it is, fits, and axe finds nothing', async (look) => {
    const page = await signedIn(look);
    const found: string[] = [];
    for (const [path, russian, english] of SCREENS) {
      await page.goto(host.at(path));
      const name = look.language === 'en' ? english : russian;
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await settled(page);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (overflow > 0) found.push(`/${path} is ${overflow} px wider than the screen`);
      for (const finding of await axeFinds(page)) found.push(`/${path} ${finding}`);
      await browser.shoot(page, `${path.replaceAll(/[/?=]/g, '-') || 'all'}-${look.language}-${look.theme}`);
    }
    expect(found).toEqual([]);
    await page.context().close();
  });

  test('in a language that somebody adds as a folder: no word of another one is left', async () => {
    await using built = await builtWithPretended();
    const page = await signedIn();
    const told = toldTo(page);
    await takeFrom(page, built.folder);
    const found: string[] = [];
    for (const [path] of SCREENS) {
      await page.goto(host.at(path));
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await settled(page);
      for (const word of await wordsOfOthers(page, await told())) found.push(`/${path} ${word}`);
    }
    expect(found).toEqual([]);
    await browser.shoot(page, 'pretended-language');
    await page.context().close();
  });

  test('sets a machine’s price beside what others ask, and tells what it has cost', async () => {
    const page = await signedIn();
    await page.goto(host.at('dealers/samples/market'));
    const machine = page.getByRole('listitem').filter({ has: page.getByRole('img') });
    await machine.getByText('2 190 000 ₽', { exact: true }).first().waitFor();
    expect(await machine.locator('circle').count()).toBe(4);
    await browser.shoot(page, 'market');
    await machine.getByRole('link', { name: 'AQXN' }).click();
    await page.getByRole('heading', { name: 'Как менялась цена' }).waitFor();
    await page.getByRole('region', { name: 'В прайс-листах' }).getByText(/EUR/).first().waitFor();
    await page.getByRole('heading', { name: 'Как менялась цена' }).scrollIntoViewIfNeeded();
    await browser.shoot(page, 'machine-prices');
    await page.context().close();
  });

  test('tells how a dealer stands, and finds a machine by a part of its code', async () => {
    const page = await signedIn();
    await page.goto(host.at('dealers/samples'));
    const main = page.getByRole('main');
    await main.getByText('49', { exact: true }).waitFor();
    await main.getByText('по адресу наш фид').waitFor();
    await main.getByText(/нет каталога характеристик SKI-DOO 2026/).waitFor();
    await page.getByRole('link', { name: 'Техника' }).click();
    await page.getByRole('searchbox').fill('aqx');
    await main.getByText('1 из 76').waitFor();
    await page.getByRole('link', { name: /^Lynx Shredder DS 850/ }).click();
    await page.getByRole('heading', { level: 1, name: /^Lynx Shredder DS 850/ }).waitFor();
    await page.goBack();
    expect(await page.getByRole('searchbox').inputValue()).toBe('aqx');
    await page.context().close();
  });

  test('shows an ad as buyers see it, and where each field is printed; places lead back to fields', async () => {
    const page = await signedIn();
    await page.goto(host.at('dealers/samples/machines/AQXN'));
    await page.locator('.gallery img[src*="/files/"]').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: '158', exact: true }).click();
    const source = page.locator('#field-source');
    await source.getByRole('heading', { name: 'Откуда: Мощность, л.с.' }).waitFor();
    await source.getByRole('img', { name: /^lynx-2027-spec-book\.pdf/ }).waitFor({ timeout: 60_000 });
    expect(await source.locator('rect.in-question').count()).toBe(1);
    await source.locator('rect:not(.in-question)').last().hover({ force: true });
    await expect.poll(() => page.locator('.ad-field.lit').count()).toBe(1);
    await source.locator('rect:not(.in-question)').last().click({ force: true });
    await expect.poll(() => source.getByRole('heading').innerText()).not.toBe('Откуда: Мощность, л.с.');
    await page.getByText(/выгружен и проверен/).waitFor();
    await browser.shoot(page, 'machine');
    await page.context().close();
  });

  test('puts pictures of the dealer’s own before those of the book', async () => {
    const page = await signedIn();
    await page.goto(host.at('dealers/samples/machines/AQXN'));
    await page.getByRole('button', { name: 'Свои фотографии' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('not an address');
    await dialog.getByRole('button', { name: 'Сохранить' }).click();
    await dialog.getByRole('alert').waitFor({ timeout: 60_000 });
    await dialog.getByRole('textbox').fill('https://pictures.example/own.svg');
    await dialog.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Фотографии сохранены').waitFor({ timeout: 60_000 });
    await page.locator('.gallery img[src="https://pictures.example/own.svg"]').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Фотография 2' }).click();
    await page.locator('.gallery img[src*="/files/"]').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Фотография 1' }).click();
    await page.locator('.gallery img[src="https://pictures.example/own.svg"]').waitFor();
    await page.getByRole('button', { name: 'Свои фотографии' }).click();
    await dialog.getByRole('button', { name: 'Убрать: 1' }).click();
    await dialog.getByRole('button', { name: 'Сохранить' }).click();
    await page.locator('.gallery img[src*="/files/"]').waitFor({ timeout: 60_000 });
    await page.context().close();
  });

  test('takes a machine out of sale with a reason, says so in the audit trail, and undoes it', async () => {
    const page = await signedIn();
    await page.goto(host.at('dealers/samples/machines/AQXN'));
    await page.getByRole('button', { name: 'Снять с продажи' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Снять с продажи' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('продан в салоне');
    await dialog.getByRole('button', { name: 'Снять с продажи' }).click();
    await page.getByRole('button', { name: 'Отменить' }).click({ timeout: 60_000 });
    await page.getByText('AQXN снова в продаже').waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Журнал' }).click();
    await page.getByRole('row', { name: /offers\.withdraw.*AQXN.*продан в салоне/ }).waitFor();
    await page.context().close();
  });

  test('takes a file in, shows its stages, and each row where it was read', async () => {
    const page = await signedIn();
    await page.goto(host.at('dealers/demo'));
    await page.locator('input[type=file]').setInputFiles(sample(join('price-lists', 'lynx-2027-en.pdf')));
    await page.getByText('lynx-2027-en.pdf: принят').waitFor();
    await page.getByRole('link', { name: 'lynx-2027-en.pdf' }).click({ timeout: 60_000 });
    await page.getByText('32', { exact: true }).first().waitFor({ timeout: 60_000 });
    await page.getByRole('img', { name: 'Страница 1' }).waitFor({ timeout: 60_000 });
    await page
      .getByRole('link', { name: /AQXN|IZQC/ })
      .first()
      .hover();
    await expect.poll(() => page.locator('polygon.lit').count()).toBe(1);
    await page.context().close();
  });

  test('frames a row where it is printed, on a page that lies askew, is turned, or an A3', async () => {
    const page = await signedIn({ height: 2_000 });
    const lying = LYING_PAGES.filter(([name]) =>
      ['askew', 'turned by its dictionary', 'an A3'].includes(name),
    );
    await page.goto(host.at('dealers/demo'));
    await page.locator('input[type=file]').setInputFiles(
      lying.map(([name, pdf]) => ({
        ...{ name: `${name}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(rawPdf(pdf)) },
      })),
    );
    await Promise.all(lying.map(([name]) => page.getByText(`${name}.pdf: принят`).waitFor(SOON)));
    for (const [name] of lying) {
      await page.goto(host.at('dealers/demo/documents'));
      await page.getByRole('link', { name: `${name}.pdf` }).click(SOON);
      const picture = page.getByRole('img', { name: 'Страница 1' });
      await picture.waitFor(SOON);
      await page.getByRole('link', { name: 'QBX7' }).hover();
      const frame = await picture.locator('polygon.lit').boundingBox();
      await page.getByRole('heading', { level: 1 }).hover();
      await picture.locator('polygon.lit').waitFor({ state: 'detached' });
      const whole = await picture.boundingBox();
      if (!frame || !whole) throw new Error(`${name}: no row is framed`);
      const ink = await blueInkIn(page, whole);
      const [across, down] = [frame.x + frame.width, frame.y + frame.height];
      expect(ink.right - ink.left, name).toBeGreaterThan(5);
      expect([ink.left - frame.x, ink.top - frame.y, across - ink.right, down - ink.bottom], name).toEqual(
        Array.from({ length: 4 }, () => expect.toSatisfy((inside: number) => inside >= -1)),
      );
      // A row and no more, as far as it lies along the screen.
      if (name !== 'askew') expect(Math.min(frame.width, frame.height), name).toBeLessThan(whole.width / 25);
    }
    await page.context().close();
  });

  test('shows each question with its row as it is printed: the picture that README begins with', async () => {
    const page = await signedIn({ language: 'en' });
    await page.goto(host.at('dealers/samples/questions?kind=alike'));
    await page
      .getByRole('img', { name: /pdf, page 1/ })
      .first()
      .waitFor({ timeout: 60_000 });
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: process.env.UPDATE ? PICTURE : join(SHOTS, 'readme.png') });
    await page.context().close();
  });

  test('and nothing on the way there went wrong unseen', () => {
    expect(browser.complaints.filter((said) => !/40[014]|422/.test(said))).toEqual([]);
  });
});
