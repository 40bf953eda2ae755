import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Chromium is found: the distribution's, or where the environment says. */
const PLACES = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const EXECUTABLE = PLACES.find((place) => place !== '' && existsSync(place));

/** False where no Chromium is installed: the tests then say that they skip. */
export const hasBrowser = EXECUTABLE !== undefined;

/** How somebody looks at the console. */
export interface Look {
  language?: 'ru' | 'en';
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  isTouch?: boolean;
}

/** Pictures for people; they are not kept. */
export const SHOTS = join(import.meta.dirname, 'shots');

const openPage = async (browser: Browser, look: Look): Promise<Page> => {
  const { language = 'ru', theme = 'light', width = 1280, height = 800, isTouch = false } = look;
  const context = await browser.newContext({
    ...{ viewport: { width, height }, hasTouch: isTouch, isMobile: isTouch },
    ...{ locale: language === 'ru' ? 'ru-RU' : 'en-GB', colorScheme: theme, reducedMotion: 'reduce' },
    // Nothing a test finds is due to where it runs.
    timezoneId: 'America/New_York',
  });
  return context.newPage();
};

/** A Chromium for the tests of one file; what pages complain about is kept, and nobody should. */
export const openBrowser = async () => {
  const browser = await chromium.launch({ executablePath: EXECUTABLE as string, args: ['--no-sandbox'] });
  const complaints: string[] = [];
  /** A page that has signed in by a link, or that stands at an address already. */
  const look = async (address: string, how: Look = {}): Promise<Page> => {
    const page = await openPage(browser, how);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (said) => {
      if (said.type() === 'error') complaints.push(said.text());
    });
    await page.goto(address);
    return page;
  };
  /** A picture for people, under a name. */
  const shoot = async (page: Page, name: string): Promise<void> => {
    await mkdir(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  return { look, shoot, complaints, [Symbol.asyncDispose]: () => browser.close() };
};
