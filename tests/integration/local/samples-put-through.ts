import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startFeedwright } from './feedwright.ts';

declare module 'vitest' {
  interface ProvidedContext {
    samplesPutThrough: string;
  }
}

/** Puts the samples through once, for all tests that begin with a host which has done so; they get copies of its folder. */
export default async function putSamplesThrough({ provide }: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'feedwright-samples-'));
  {
    await using host = startFeedwright(folder);
    await host.says(/URL +\S+ +serves it/);
  }
  provide('samplesPutThrough', folder);
  return () => rm(folder, { recursive: true, force: true });
}
