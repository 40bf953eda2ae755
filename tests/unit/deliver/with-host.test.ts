import { describe, expect, test } from 'vitest';
import { Delivery } from '#contracts/delivered.ts';
import { reason } from '#messages/reason.ts';
import { CircuitOpen } from '#shared/breaker.ts';
import { AuthRefused, LeaseBusy, LiveFileMissing, TransientFailure, UploadError } from '#shared/errors.ts';
import { orRest } from '../../../functions/deliver/with-host.ts';

const DEADLINE = '2026-11-23T00:00:00.000Z';
const IN_TIME = '2026-11-22T23:30:00.000Z';
const TOO_LATE = '2026-11-22T23:59:30.000Z';

const told = { stage: 'deliver' };
const OPEN = new CircuitOpen('ftp://host', 'it failed five times');
const MISSING = new LiveFileMissing('feed.xml may be missing', told);
const PASSING = new TransientFailure('no answer', told);
const FULL = new UploadError('disk full', told);

/** What becomes of a delivery whose step ends with this error. */
const endOf = (error: Error, now: string, changes: Partial<Delivery> = {}) => {
  const item = { dealerId: 'north', deliveryId: '1', window: DEADLINE, deadline: DEADLINE };
  const delivery = Delivery.parse({ ...item, mode: 'deliver', ...changes });
  return orRest(delivery, { clock: () => new Date(now) }, Promise.reject(error));
};
const missing: Partial<Delivery> = {
  warnings: ['liveFileMissing'],
  reason: reason('live-file-missing', { detail: MISSING.message }),
};

describe('A delivery rests', () => {
  test('while its host is left alone', async () => {
    expect(await endOf(OPEN, IN_TIME)).toMatchObject({ route: 'rest', waitedSeconds: 60, warnings: [] });
    await expect(endOf(OPEN, TOO_LATE)).rejects.toBe(OPEN);
  });

  test('when the live file is missing, and then whatever goes wrong', async () => {
    expect(await endOf(MISSING, IN_TIME)).toMatchObject({ route: 'rest', ...missing });
    for (const error of [PASSING, FULL, OPEN])
      expect(await endOf(error, IN_TIME, missing)).toMatchObject({ route: 'rest', ...missing });
  });

  test('not for any other trouble: the machine tries again, or gives up', async () => {
    await expect(endOf(PASSING, IN_TIME)).rejects.toBe(PASSING);
    await expect(endOf(FULL, IN_TIME)).rejects.toBe(FULL);
  });
});

describe('A delivery whose live file is missing', () => {
  test('has failed once no time is left', async () => {
    const failed = { route: 'receipt', outcome: 'failed', ...missing };
    expect(await endOf(MISSING, TOO_LATE)).toMatchObject(failed);
    expect(await endOf(PASSING, TOO_LATE, missing)).toMatchObject(failed);
  });

  test('halts where the credentials are refused, and gives way to the next one', async () => {
    for (const error of [new AuthRefused('530', told), new LeaseBusy('lost', told)])
      await expect(endOf(error, IN_TIME, missing)).rejects.toBe(error);
  });
});
