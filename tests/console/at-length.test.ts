import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, openBrowser } from './browser.ts';
import { consoleHost, signedInAt } from './console-host.ts';
import { shareOfMachine } from './share-of-machine.ts';

const SOON = { timeout: 60_000 };

const MOST_GROWN_MB = 10;
const ANSWERS = 200;
const PAGE = 200;
const OFFERS = 10_000;
/** Wanted on a machine of its own. */
const LONGEST_TASK_MS = 100;

/** Megabytes that the page holds once what it let go of is gone. */
const heapOf = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
};

describe.skipIf(!hasBrowser)('The console at length', () => {
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

  const itemsAt = async (page: Page, path: string): Promise<Record<string, unknown>[]> =>
    (await (await page.request.get(`${host.origin}/api/dealers/samples/${path}?limit=200`)).json()).items;

  test(`${OFFERS} machines scroll, and no task takes longer than ${LONGEST_TASK_MS} ms`, async () => {
    const page = await signedIn();
    await page.addInitScript(`{
      window.tasks = [];
      new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration)))
        .observe({ type: 'longtask', buffered: true });
    }`);
    const [first] = await itemsAt(page, 'offers');
    await page.route(/\/api\/dealers\/samples\/offers\?/, (route) => {
      const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
      const items = Array.from({ length: PAGE }, (_, at) => ({
        ...{ ...first, modelCode: `Q${String(from + at).padStart(5, '0')}`, adId: `LYNX-${from + at}` },
      }));
      const next = from + PAGE < OFFERS ? String(from + PAGE) : null;
      return route.fulfill({ json: { items, next } });
    });
    await page.goto(host.at('dealers/samples/machines'));
    await page.getByText(/^10\s000 из 10\s000/).waitFor(SOON);
    await page.evaluate('window.tasks.splice(0)');
    const table = page.getByRole('region', { name: 'Техника' });
    await table.hover();
    for (let at = 0; at < 40; at++) await page.mouse.wheel(0, 11_500);
    await table.getByText('Q09999').waitFor(SOON);
    expect(await page.locator('tbody tr').count()).toBeLessThan(100);
    const longest = Math.max(0, ...(await page.evaluate<number[]>('window.tasks')));
    console.log(
      `Longest task while ${OFFERS} machines scroll: ${longest.toFixed(0)} ms (tasks from 50 ms on are told)`,
    );
    expect(longest).toBeLessThanOrEqual(LONGEST_TASK_MS * shareOfMachine());
    await page.context().close();
  });

  test(`${ANSWERS} answers in a row leave the heap as large as it was`, async () => {
    const page = await signedIn();
    const [first] = (await itemsAt(page, 'questions')).filter(({ kind }) => kind === 'alike');
    const items = Array.from({ length: ANSWERS + 1 }, (_, at) => ({
      ...first,
      id: `q${String(at).padStart(7, '0')}`,
    }));
    await page.route(/\/samples\/questions\?/, (route) => {
      const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
      const next = from + PAGE < items.length ? String(from + PAGE) : null;
      return route.fulfill({ json: { items: items.slice(from, from + PAGE), next } });
    });
    await page.route('**/answers/preview', (route) =>
      route.fulfill({ json: { publishes: [], removes: [], answers: [], feed: { from: 49, to: 50 } } }),
    );
    await page.goto(host.at('dealers/samples/questions'));
    await page.getByText(`1 из ${ANSWERS + 1}`).waitFor(SOON);
    const answer = async (from: number, to: number) => {
      for (let at = from; at < to; at++) {
        await page.keyboard.press('2');
        await page.getByText(`${at + 2} из ${ANSWERS + 1}`, { exact: true }).waitFor(SOON);
      }
    };
    await answer(0, 20);
    const before = await heapOf(page);
    await answer(20, ANSWERS);
    await page.locator('main footer').getByText(`${ANSWERS} ответов из`).waitFor(SOON);
    const grown = (await heapOf(page)) - before;
    console.log(`${ANSWERS} answers: the heap grows by ${grown.toFixed(1)} MB`);
    expect(grown).toBeLessThanOrEqual(MOST_GROWN_MB);
    await page.context().close();
  });
});
