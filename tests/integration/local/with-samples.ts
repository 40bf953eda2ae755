import { cp } from 'node:fs/promises';
import { inject } from 'vitest';
import { startFeedwright } from './feedwright.ts';

/** Leaves `cwd` as a host does that has put the samples through and was stopped: a file of another time would be another version. */
export const putSamples = (cwd: string) =>
  cp(inject('samplesPutThrough'), cwd, { recursive: true, preserveTimestamps: true });

/** A host that has put the samples through, and where it serves the feed of the dealer `samples`. */
export const startWithSamples = async (cwd: string) => {
  await putSamples(cwd);
  const host = startFeedwright(cwd);
  const [, url = ''] = await host.says(/Feed URL +(http\S+\/samples\/\S+)/);
  return { ...host, url };
};
