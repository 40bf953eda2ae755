/**
 * How fast the console is in a real Chromium, on one machine with the samples put through: `npm run bench -- console`.
 * Wanted on a machine of its own: all dealers stand there within a second on a cold cache, in 200 KB; no task over
 * 100 ms while 10,000 machines scroll; 200 answers in a row leave the heap as it was; nothing moves by what the
 * pipeline tells of changes (shares of the screen: up to a tenth is held for good; web.dev, Cumulative Layout Shift).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { hasBrowser, openBrowser } from '../console/browser.ts';
import { feedwright, startFeedwright } from '../integration/local/feedwright.ts';
import { putSamplesThrough } from '../integration/local/samples-put-through.ts';

const OFFERS = 10_000;
const ANSWERS = 200;
const PAGE = 200;
const WARM_ANSWERS = 20;
const SOON = { timeout: 120_000 };

if (!hasBrowser)
  throw new Error('No Chromium is installed: see tests/console/browser.ts for where it is looked for');

const folder = await mkdtemp(join(tmpdir(), 'feedwright-bench-'));
await putSamplesThrough(folder);
await using host = startFeedwright(folder);
const [, url = ''] = await host.says(/Feed URL +(http\S+\/samples\/\S+)/);
const { origin } = new URL(url);
const at = (screen: string) => `${origin}/console/${screen}`;
await using browser = await openBrowser();

const cookies = await (async () => {
  const link = /http\S+ticket=\S+/.exec((await feedwright(folder, 'sign-in')).stdout)?.[0] ?? '';
  const page = await browser.look(link);
  await page.getByRole('heading', { level: 1 }).waitFor(SOON);
  return page.context().cookies();
})();

const told = (what: string, figure: string, wanted: string) =>
  console.log(`${what.padEnd(48)} ${figure.padStart(10)}   wanted ${wanted}`);

/** Has a page keep what its browser observes of a kind. */
const observing = (kind: 'longtask' | 'layout-shift') => `{
  window.observed = [];
  const placeOf = (node) => node?.closest?.('[class]')?.className || node?.nodeName;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (!entry.hadRecentInput)
        window.observed.push({
          size: entry.value ?? entry.duration,
          of: (entry.sources ?? []).map(({ node }) => placeOf(node)),
        });
  }).observe({ type: '${kind}', buffered: true });
}`;

interface Observed {
  size: number;
  /** The classes of what moved. */
  of: string[];
}
const observed = (page: Page) => page.evaluate<Observed[]>('window.observed.splice(0)');

const signedIn = async (kind?: Parameters<typeof observing>[0]): Promise<Page> => {
  const page = await browser.look('about:blank');
  await page.context().addCookies(cookies);
  if (kind) await page.addInitScript(observing(kind));
  return page;
};

const itemsAt = async (page: Page, path: string): Promise<Record<string, unknown>[]> =>
  (await (await page.request.get(`${origin}/api/dealers/samples/${path}?limit=200`)).json()).items;

/** Kilobytes of what a page has had answered so far, each as CloudFront compresses it; this host sends it as it is. */
const receiving = (page: Page): (() => Promise<number>) => {
  const answers: Promise<number>[] = [];
  page.on('response', (answer) => {
    answers.push(
      answer.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      ),
    );
  });
  return async () => (await Promise.all(answers)).reduce((sum, bytes) => sum + bytes, 0) / 1000;
};

const firstView = async (): Promise<void> => {
  const page = await signedIn();
  const received = receiving(page);
  await page.goto(at(''), { waitUntil: 'commit' });
  await page.getByRole('main').getByRole('link', { name: 'samples' }).waitFor(SOON);
  const ms = await page.evaluate<number>('performance.now()');
  const paint = await page.evaluate<number>(
    `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`,
  );
  told('First paint', `${paint.toFixed(0)} ms`, '≤ 1000 ms');
  told('All dealers stand there', `${ms.toFixed(0)} ms`, '≤ 1000 ms');
  told('Received for that, compressed', `${Math.ceil(await received())} KB`, '≤ 200 KB');
  await page.context().close();
};

/** Pages of a list made of one item. */
const pagesOf = (items: readonly object[]) => (from: number) => ({
  items: items.slice(from, from + PAGE),
  next: from + PAGE < items.length ? String(from + PAGE) : null,
});

const answerPages = (page: Page, path: RegExp, items: readonly object[]) =>
  page.route(path, (route) =>
    route.fulfill({
      json: pagesOf(items)(Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)),
    }),
  );

const scrolling = async (): Promise<void> => {
  const page = await signedIn('longtask');
  const [first] = await itemsAt(page, 'offers');
  const offers = Array.from({ length: OFFERS }, (_, number) => ({
    ...{ ...first, modelCode: `Q${String(number).padStart(5, '0')}`, adId: `LYNX-${number}` },
  }));
  await answerPages(page, /\/api\/dealers\/samples\/offers\?/, offers);
  await page.goto(at('dealers/samples/machines'));
  await page.getByText(/^10\s000 из 10\s000/).waitFor(SOON);
  await observed(page);
  const table = page.getByRole('region', { name: 'Техника' });
  await table.hover();
  for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, 11_500);
  await table.getByText('Q09999').waitFor(SOON);
  const longest = Math.max(0, ...(await observed(page)).map(({ size }) => size));
  told(`Longest task while ${OFFERS} machines scroll`, `${longest.toFixed(0)} ms`, '≤ 100 ms');
  await page.context().close();
};

/** Megabytes that the page holds once what it let go of is gone. */
const heapOf = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
};

const answering = async (): Promise<void> => {
  const page = await signedIn();
  const [first] = (await itemsAt(page, 'questions')).filter(({ kind }) => kind === 'alike');
  const questions = Array.from({ length: ANSWERS + 1 }, (_, number) => ({
    ...first,
    id: `q${String(number).padStart(7, '0')}`,
  }));
  await answerPages(page, /\/samples\/questions\?/, questions);
  await page.route('**/answers/preview', (route) =>
    route.fulfill({ json: { publishes: [], removes: [], answers: [], feed: { from: 49, to: 50 } } }),
  );
  await page.goto(at('dealers/samples/questions'));
  await page.getByText(`1 из ${ANSWERS + 1}`).waitFor(SOON);
  const answer = async (from: number, to: number) => {
    for (let number = from; number < to; number++) {
      await page.keyboard.press('2');
      await page.getByText(`${number + 2} из ${ANSWERS + 1}`, { exact: true }).waitFor(SOON);
    }
  };
  await answer(0, WARM_ANSWERS);
  const before = await heapOf(page);
  await answer(WARM_ANSWERS, ANSWERS);
  const grown = (await heapOf(page)) - before;
  told(`${ANSWERS} answers: the heap grows by`, `${grown.toFixed(1)} MB`, '≤ 10 MB');
  await page.context().close();
};

const SCREENS = ['', '/questions', '/machines', '/documents', '/feed', '/stock'];

const openedAt = async (screen: string): Promise<Page> => {
  const page = await signedIn('layout-shift');
  await page.goto(at(`dealers/samples${screen}`));
  await page.getByRole('heading', { level: 1 }).waitFor(SOON);
  await page.waitForLoadState('networkidle');
  await observed(page);
  return page;
};

const shifting = async (): Promise<void> => {
  const pages = await Promise.all(SCREENS.map(openedAt));
  const again = pages.map((page) => page.waitForResponse(/\/api\/dealers\/samples\//, SOON));
  const said = await pages[0]?.request.post(`${origin}/api/dealers/samples/stock`, {
    data: { rows: [{ modelCode: 'AQXN', values: { note: 'в зале' } }], why: 'в зале' },
    headers: { prefer: 'wait=20', origin },
  });
  if (!said?.ok()) throw new Error(await said?.text());
  await Promise.all(again);
  await Promise.all(pages.map((page) => page.waitForLoadState('networkidle')));
  for (const [place, page] of pages.entries()) {
    const shifts = await observed(page);
    const sum = shifts.reduce((total, { size }) => total + size, 0);
    const of = [...new Set(shifts.flatMap((shift) => shift.of))].join(' | ');
    told(`Moved by a live hint: ${SCREENS[place] || '/'} ${of}`, sum.toFixed(4), '≤ 0.0100');
    await page.context().close();
  }
};

const [load = 0] = loadavg();
console.log(
  `Load ${load.toFixed(1)} on ${availableParallelism()} cores: times are wanted on a machine of its own`,
);
try {
  for (const measure of [firstView, scrolling, answering, shifting]) await measure();
} finally {
  await rm(folder, { recursive: true, force: true });
}
