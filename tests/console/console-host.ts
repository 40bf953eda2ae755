import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedwright } from '../integration/local/feedwright.ts';
import { startWithSamples } from '../integration/local/with-samples.ts';
import type { Look, openBrowser } from './browser.ts';

/** A host with the samples put through, as `npm start` leaves it, and links that sign in to its console. */
export const consoleHost = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'feedwright-console-'));
  const { url, ...host } = await startWithSamples(folder);
  const origin = new URL(url).origin;
  return {
    folder,
    origin,
    /** The address of a screen: `dealers/samples`. */
    at: (screen: string) => `${origin}/console/${screen}`,
    signInLink: async () => /http\S+ticket=\S+/.exec((await feedwright(folder, 'sign-in')).stdout)?.[0] ?? '',
    run: (...words: string[]) => feedwright(folder, ...words),
    [Symbol.asyncDispose]: async () => {
      await host[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Signs in once; gives empty pages of who has done so, each in a window of its own. */
export const signedInAt = async (
  host: Awaited<ReturnType<typeof consoleHost>>,
  browser: Awaited<ReturnType<typeof openBrowser>>,
) => {
  const first = await browser.look(await host.signInLink());
  const cookies = await first.context().cookies();
  await first.context().close();
  return async (how: Look = {}) => {
    const page = await browser.look('about:blank', how);
    await page.context().addCookies(cookies);
    return page;
  };
};
