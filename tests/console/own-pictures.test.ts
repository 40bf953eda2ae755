import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { photograph } from '../fakes/photograph.ts';
import { hasBrowser, openBrowser } from './browser.ts';
import { consoleHost, signedInAt } from './console-host.ts';

/** A photograph of a kind that no marketplace takes, as this browser writes it. */
const webp = async (page: Page): Promise<Buffer> => {
  const bytes = await page.evaluate<number[]>(`(async () => {
    const canvas = new OffscreenCanvas(800, 600);
    canvas.getContext('2d').fillRect(100, 100, 300, 300);
    const blob = await canvas.convertToBlob({ type: 'image/webp' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  })()`);
  return Buffer.from(bytes);
};

/** How wide the pictures are that a browser has got there; nought where it got none. */
const widthsOf = (pictures: Locator): Promise<number[]> =>
  pictures.evaluateAll((all) => all.map((one) => (one as unknown as { naturalWidth: number }).naturalWidth));

describe.skipIf(!hasBrowser)('A machine’s own pictures', () => {
  let host: Awaited<ReturnType<typeof consoleHost>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;

  beforeAll(async () => {
    [host, browser] = await Promise.all([consoleHost(), openBrowser()]);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  test('are taken from a telephone as files, seen before they are kept, and stand first in the ad', async () => {
    const signedIn = await signedInAt(host, browser);
    const page = await signedIn({ width: 390, height: 844, isTouch: true });
    await page.goto(host.at('dealers/samples/machines/AQXN'));
    await page.getByRole('button', { name: 'Свои фотографии' }).click();
    const dialog = page.getByRole('dialog');
    const choose = dialog.locator('input[type="file"]');
    await choose.setInputFiles([
      { name: 'cut.jpg', mimeType: 'image/jpeg', buffer: photograph().subarray(0, 300) },
      { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photograph() },
      { name: 'IMG_0002.webp', mimeType: 'image/webp', buffer: await webp(page) },
    ]);
    await dialog.getByText(/cut\.jpg обрезан/).waitFor();
    const second = dialog.getByRole('img', { name: 'Фотография 2' });
    await second.waitFor();
    const widths = () => widthsOf(dialog.getByRole('img'));
    await expect.poll(widths).toEqual([640, 800]);
    await browser.shoot(page, 'own-pictures-390');
    await dialog.getByRole('button', { name: 'Сделать главной: 2' }).click();
    expect(await widths()).toEqual([800, 640]);
    const save = dialog.getByRole('button', { name: 'Сохранить' });
    // Who saves while one is on its way would leave it out.
    const { promise: mayArrive, resolve: letArrive } = Promise.withResolvers<void>();
    await page.route('**/api/uploads/**', async (route) => {
      await mayArrive;
      await route.continue();
    });
    await choose.setInputFiles([
      { name: 'IMG_0003.jpg', mimeType: 'image/jpeg', buffer: photograph({ heightPx: 488 }) },
    ]);
    await dialog.getByText(/IMG_0003/).waitFor();
    expect(await save.isDisabled()).toBe(true);
    letArrive();
    await expect.poll(widths).toEqual([800, 640, 640]);
    await save.click();
    await page.getByText('Фотографии сохранены').waitFor({ timeout: 60_000 });
    const first = page.getByRole('main').getByRole('img', { name: 'Фотография 1' });
    await expect.poll(() => widthsOf(first), { timeout: 60_000 }).toEqual([800]);
    await browser.shoot(page, 'own-pictures-kept-390');
  });
});
