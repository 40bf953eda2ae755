import { describe, expect, test } from 'vitest';
import { Delivery } from '#contracts/delivered.ts';
import { failureReason } from '../../../functions/deliver/failure-reason.ts';

const delivery = (changes: Partial<Delivery>) =>
  Delivery.parse({
    ...{
      dealerId: 'north',
      deliveryId: '1',
      window: 'manual',
      deadline: '2026-11-22T00:00:00Z',
      mode: 'deliver',
    },
    ...changes,
  });

const failure = (name: string, cause: string) => delivery({ failure: { Error: name, Cause: cause } });

describe('The reason of a failed delivery', () => {
  test('counts the attempts when they are used up', () => {
    expect(failureReason(failure('TransientFailure', 'silence'), 3)).toBe(
      'Upload failed after 3 attempts: silence',
    );
  });

  test("is the message inside Lambda's wrapping", () => {
    const cause = JSON.stringify({
      errorType: 'AuthRefused',
      errorMessage: '530 Login incorrect',
      trace: [],
    });
    expect(failureReason(failure('AuthRefused', cause), 1)).toBe('530 Login incorrect');
  });

  test("is the error's name when there is no message, as of a time-out", () => {
    expect(failureReason(failure('States.Timeout', ''), 1)).toBe('States.Timeout');
  });

  test('is what the URL served when nothing was thrown', () => {
    expect(failureReason(delivery({ reason: 'https://north.example/feed.xml answers 404' }), 1)).toBe(
      'https://north.example/feed.xml answers 404',
    );
  });

  test('is none when nothing failed', () => {
    expect(failureReason(delivery({}), 1)).toBeNull();
  });
});
