import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { environmentOf } from '#local/host/environment.ts';
import { foldersOf } from '#local/host/folders.ts';
import { instrument } from '#shared/instrument.ts';

const context = { functionName: 'match', memoryLimitInMB: '128' } as Context;
const EVENT = { dealerId: 'demo', key: 7 };

beforeEach(() => void vi.stubEnv('POWERTOOLS_DEV', 'true'));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Calls a handler with an event its schema refuses. */
const refuse = async () => {
  const line = vi.spyOn(console, 'error').mockReturnValue();
  vi.spyOn(console, 'log').mockReturnValue();
  const metric = vi.spyOn(Metrics.prototype, 'addMetric');
  const run = vi.fn();
  const handler = instrument('match', { event: z.object({ key: z.string() }), result: z.object({}), run });
  const failure = await handler(EVENT, context).catch((error: unknown) => error);
  return { failure, run, metric, logged: String(line.mock.calls) };
};

describe('an event that does not fit its schema', () => {
  it('fails as the stage, before any of its work', async () => {
    const { failure, run } = await refuse();
    expect(failure).toMatchObject({ name: 'MatchingError', stage: 'match' });
    expect(run).not.toHaveBeenCalled();
  });

  it('is logged, with the dealer and the field that is wrong', async () => {
    const { logged } = await refuse();
    for (const part of ['MatchingError', '"dealerId": "demo"', 'expected string, received number'])
      expect(logged).toContain(part);
  });

  it('counts against the success rate', async () => {
    const { metric } = await refuse();
    expect(metric).toHaveBeenCalledWith('Succeeded', 'Count', 0);
  });
});

it('counts a key that refuses, also behind the error of the stage', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  vi.spyOn(console, 'log').mockReturnValue();
  const metric = vi.spyOn(Metrics.prototype, 'addMetric');
  const nowhere = 'http://127.0.0.1:9';
  const servers = { table: nowhere, aws: nowhere, web: nowhere, accessKey: 'test' };
  const environment = environmentOf(foldersOf('data', '.'), servers);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const refused = Object.assign(new Error('the key is disabled'), { name: 'KMSInvalidStateException' });
  const run = () => Promise.reject(new Error('The table did not answer', { cause: refused }));
  const handler = instrument('match', { event: z.object({}), result: z.object({}), run });
  await expect(handler({}, context)).rejects.toThrow();
  expect(metric).toHaveBeenCalledWith('EncryptionFailures', 'None', 1);
});
