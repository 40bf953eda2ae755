import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import demo from '#samples/dealers/demo.json' with { type: 'json' };
import { hasBrowser, openBrowser } from './browser.ts';
import { consoleHost } from './console-host.ts';
import { shareOfMachine } from './share-of-machine.ts';
import { drawnOf, isRightOfColumns, labelOf, MACHINES, unknownFiles } from './unknown-words.ts';

const MOST_DECISIONS = 5;
const MOST_PRESSES = 60;
const MOST_SECONDS = 20;
const SOON = { timeout: 240_000 };
const NOTHING_WAITS = 'Ничего не ждёт ответа.';

/** What an outsider has done, and how long it has waited for the machine. */
const beginning = () => ({ decisions: 0, presses: 0, seconds: 0 });
type Told = ReturnType<typeof beginning>;

/** Somebody before the screen, by keys or by touch. */
interface Hands {
  /** Presses the link or button that says this. */
  press(words: RegExp): Promise<void>;
  /** Takes the answer with that number. */
  answer(number: number): Promise<void>;
  /** Has all answers applied. */
  apply(): Promise<void>;
}

const atKeyboard = (page: Page, told: Told): Hands => {
  const key = async (name: string) => {
    told.presses += 1;
    await page.keyboard.press(name);
  };
  return {
    press: async (words) => {
      const passed: string[] = [];
      for (let at = 0; at < 25; at++) {
        await key('Tab');
        const said = await page.evaluate<string>('document.activeElement?.innerText ?? ""');
        if (words.test(said.trim())) return key('Enter');
        passed.push(said.trim());
      }
      throw new Error(`No Tab leads to ${words}, but to ${passed.join(' | ')}`);
    },
    answer: (number) => key(String(number)),
    // The button that shows what all answers do has the focus behind the last of them.
    apply: async () => {
      await key('Enter');
      await page.getByRole('dialog').locator('strong').waitFor(SOON);
      await key('Enter');
    },
  };
};

const byTouch = (page: Page, told: Told): Hands => {
  const tap = async (named: ReturnType<Page['getByRole']>) => {
    told.presses += 1;
    await named.first().tap();
  };
  return {
    press: (words) =>
      tap(page.getByRole('link', { name: words }).or(page.getByRole('button', { name: words }))),
    answer: async (number) => {
      await tap(page.getByRole('radio').nth(number - 1));
      await tap(page.getByRole('button', { name: /^Ответить/ }));
    },
    apply: () => tap(page.getByRole('button', { name: 'Применить' })),
  };
};

/** The number of the answer that somebody gives who can read both files. */
const rightAnswer = (asks: string, options: readonly string[]): number => {
  const label = labelOf(asks);
  const at = options.findIndex((option) =>
    label === null ? isRightOfColumns(option) : option.includes(`«${label}»`),
  );
  expect(at, [asks, ...options].join('\n')).toBeGreaterThanOrEqual(0);
  return at + 1;
};

/** Drops the files, answers whatever is asked, and looks until the feed is ready. */
const putThrough = async (
  page: Page,
  hands: Hands,
  told: Told,
  { dealerId, files }: { dealerId: string; files: Awaited<ReturnType<typeof unknownFiles>>['files'] },
) => {
  const waited = async (until: Promise<unknown>) => {
    const begun = performance.now();
    await until;
    told.seconds += (performance.now() - begun) / 1_000;
  };
  const main = page.getByRole('main');
  const asked = main.locator('article h2');
  const nothing = page.getByText(NOTHING_WAITS);
  await hands.press(new RegExp(`^${dealerId}$`));
  await main.getByRole('button', { name: /^Выбрать/ }).waitFor(SOON);
  const chooser = page.waitForEvent('filechooser');
  await hands.press(/^Выбрать/);
  await (await chooser).setFiles(files);
  await waited(main.getByText('прочитан').waitFor(SOON));
  await waited(main.getByText('ждёт ответов').waitFor(SOON));
  await hands.press(/^Ответить/);
  const answered = new Set<string>();
  /** What is asked and not answered yet; what is settled meanwhile is asked no more. */
  const question = async (): Promise<string | null> => {
    const [asks] = await asked.allInnerTexts();
    return asks === undefined || answered.has(asks) ? null : asks;
  };
  const isSettled = async () => (await nothing.count()) > 0;
  while (!(await isSettled())) {
    const before = told.decisions;
    await waited(
      expect.poll(async () => (await isSettled()) || (await question()) !== null, SOON).toBe(true),
    );
    for (let asks = await question(); asks !== null; asks = await question()) {
      answered.add(asks);
      await hands.answer(rightAnswer(asks, await main.locator('article li label').allInnerTexts()));
      told.decisions += 1;
      if (told.decisions === 1) await comesBack(page);
    }
    if (told.decisions === before) continue;
    await waited(main.locator('footer strong').waitFor(SOON));
    await hands.apply();
    await waited(page.getByText(/^Готово/).waitFor(SOON));
  }
  await waited(main.getByText(`${MACHINES} объявлений`).waitFor(SOON));
};

/** What was answered and not applied yet is there after a reload, and the next question is asked. */
const comesBack = async (page: Page) => {
  await page.reload();
  await page
    .getByRole('main')
    .locator('footer')
    .getByText(/1 ответ из \d/)
    .waitFor(SOON);
};

/** The newest feed of a dealer, as it was built: its ads. */
const newestAds = async (folder: string, dealerId: string): Promise<string[]> => {
  const feeds = join(folder, '.feedwright/artefacts/feeds', dealerId);
  const names = (await readdir(feeds)).filter((name) => name.endsWith('.xml')).sort();
  return (await readFile(join(feeds, names.at(-1) ?? ''), 'utf8')).split('<Ad>').slice(1);
};

const numberIn = (ad: string, tag: string): number =>
  Number(new RegExp(`<${tag}>(\\d+)</${tag}>`).exec(ad)?.[1]);

describe.skipIf(!hasBrowser)('An outsider with a list and a book in words that nobody knows', () => {
  let host: Awaited<ReturnType<typeof consoleHost>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let drawn: Awaited<ReturnType<typeof unknownFiles>>;

  beforeAll(async () => {
    [host, browser, drawn] = await Promise.all([consoleHost(), openBrowser(), unknownFiles()]);
    const at = 'https://touch-dealer.example/';
    const feed = { publicUrl: `${at}feed.xml`, path: '/touch/feed.xml' };
    const pictures = { baseUrl: `${at}pictures/`, path: '/touch/pictures', byFamily: {} };
    const file = join(host.folder, 'touch.json');
    await writeFile(
      file,
      JSON.stringify({
        ...demo,
        id: 'touch',
        feed,
        pictures,
        ftp: { ...demo.ftp, secretName: 'feedwright/touch/ftp' },
      }),
    );
    const put = await host.run('dealers', 'put', file);
    expect(put.code, put.stderr).toBe(0);
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  test.each([
    ['keys alone', 'demo', atKeyboard, {}],
    ['touch at 390 px', 'touch', byTouch, { width: 390, height: 844, isTouch: true }],
  ] as const)(
    'by %s has all machines in the feed, none of them wrong',
    async (by, dealerId, hands, look) => {
      const page = await browser.look(await host.signInLink(), look);
      await page.getByRole('main').getByRole('link', { name: dealerId }).waitFor(SOON);
      const told = beginning();
      await putThrough(page, hands(page, told), told, { dealerId, files: drawn.files });
      const { decisions, presses, seconds } = told;
      console.log(`${by}: ${decisions} decisions, ${presses} presses, ${seconds.toFixed(1)} s of waiting`);
      await page.context().close();

      expect(decisions).toBeLessThanOrEqual(MOST_DECISIONS);
      expect(presses).toBeLessThanOrEqual(MOST_PRESSES);
      expect(seconds).toBeLessThanOrEqual(MOST_SECONDS * shareOfMachine());
      const ads = await newestAds(host.folder, dealerId);
      expect(ads).toHaveLength(MACHINES);
      for (const row of drawn.rows) {
        const ad = ads.find((each) => each.includes(`LYNX-${row.modelCode}-2027`)) ?? '';
        const { Price, ...values } = drawnOf(row);
        expect(
          { TrackWidth: numberIn(ad, 'TrackWidth'), Power: numberIn(ad, 'Power') },
          row.modelCode,
        ).toEqual(values);
        expect(Math.abs(numberIn(ad, 'Price') - Price), row.modelCode).toBeLessThanOrEqual(1_000);
      }
    },
    600_000,
  );
});
