import { describe, expect, test } from 'vitest';
import { Delivery } from '#contracts/delivered.ts';
import { reason } from '#messages/reason.ts';
import { sentenceOf } from '#messages/say.ts';
import { failureReason } from '../../../functions/deliver/receipt.ts';

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
    expect(failureReason(failure('TransientFailure', 'silence'), 3)).toEqual({
      code: 'uploads-failed',
      values: { attempts: 3, detail: 'silence' },
    });
  });

  test("is the message inside Lambda's wrapping", () => {
    const cause = JSON.stringify({
      errorType: 'AuthRefused',
      errorMessage: '530 Login incorrect',
      trace: [],
    });
    expect(failureReason(failure('AuthRefused', cause), 1)).toEqual({
      code: 'login-refused',
      values: { detail: '530 Login incorrect' },
    });
  });

  test("is the error's name when there is no message, as of a time-out", () => {
    expect(failureReason(failure('States.Timeout', ''), 1)).toEqual({
      code: 'delivery-broke',
      values: { category: 'States.Timeout', detail: 'States.Timeout' },
    });
  });

  test('is what the URL served when nothing was thrown, as it was kept before too', () => {
    const served = reason('url-refuses', { url: 'https://north.example/feed.xml', status: 404 });
    expect(failureReason(delivery({ reason: served }), 1)).toEqual(served);
    const { reason: old } = Delivery.parse({ ...delivery({}), reason: 'the URL answers 404' });
    expect(old && sentenceOf(old)).toBe('the URL answers 404');
  });

  test('is none when nothing failed', () => {
    expect(failureReason(delivery({}), 1)).toBeNull();
  });
});
