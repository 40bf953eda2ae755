import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedwright } from '../integration/local/feedwright.ts';
import { startWithSamples } from '../integration/local/with-samples.ts';

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
