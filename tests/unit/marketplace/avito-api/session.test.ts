import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { credentialsOf, isAvitoHost } from '#marketplace/avito-api/credentials.ts';
import { AvitoRefused, decodeError } from '#marketplace/avito-api/errors.ts';
import { plainMessage } from '#marketplace/avito-api/messages.ts';
import { parseExact, parseFaithful } from '#marketplace/avito-api/parse.ts';
import { Item, Upload } from '#marketplace/avito-api/schemas.ts';
import { openSession, type Session, sharedBy } from '#marketplace/avito-api/session.ts';
import type { HttpRequest } from '#marketplace/avito-api/transport.ts';
import { TransientFailure } from '#shared/errors.ts';
import { noPauses } from '../../../fakes/no-pauses.ts';

const KEYS = { clientId: 'key', clientSecret: 'hush-hush-secret', baseUrl: 'https://api.avito.ru' };

interface Scripted {
  status: number;
  body?: string;
  headers?: Record<string, string>;
}

/** Speaks to a script: tokens are given whenever they are asked for, the rest is answered in turn, the last for ever. */
const scripted = (answers: (Scripted | Error)[], { lasts = 86_400 } = {}) => {
  const asked: HttpRequest[] = [];
  const pauses = noPauses();
  let tokens = 0;
  const transport: Session['transport'] = async (request) => {
    asked.push(request);
    const isToken = request.url.endsWith('/token');
    const token: Scripted = {
      status: 200,
      body: JSON.stringify({ access_token: `t${++tokens}`, expires_in: lasts }),
    };
    if (!isToken) tokens -= 1;
    const next = isToken ? token : answers.length > 1 ? answers.shift() : answers[0];
    if (!next || next instanceof Error) throw next ?? new Error('nothing is said');
    return {
      status: next.status,
      headers: next.headers ?? {},
      body: Readable.from([Buffer.from(next.body ?? '')]),
    };
  };
  const shared = sharedBy(pauses);
  /** A step of the machine has one of its own. */
  const open = () => openSession(KEYS, transport, shared);
  const calls = () => asked.filter(({ url }) => !url.endsWith('/token'));
  const ask = () => open().ask({ group: 'loads', path: '/x', answer: z.looseObject({ ok: z.boolean() }) });
  return { session: open(), asked, calls, pauses, ask, tokens: () => asked.length - calls().length };
};

const OK: Scripted = { status: 200, body: '{"ok":true}' };

describe('a token', () => {
  test('is got once, whoever asks meanwhile', async () => {
    const { ask, tokens, calls } = scripted([OK]);
    await Promise.all([ask(), ask(), ask()]);
    expect(tokens()).toBe(1);
    expect(new Set(calls().map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer t1']));
  });

  test('is got anew five minutes before its end', async () => {
    const { ask, tokens, pauses } = scripted([OK], { lasts: 3_600 });
    await ask();
    await pauses.sleep(54 * 60_000);
    await ask();
    expect(tokens()).toBe(1);
    await pauses.sleep(2 * 60_000);
    await ask();
    expect(tokens()).toBe(2);
  });

  test('that is refused is renewed once, then a person has to look', async () => {
    const { ask, tokens, calls } = scripted([{ status: 401 }]);
    await expect(ask()).rejects.toMatchObject({ kind: 'access' });
    expect([tokens(), calls().length]).toEqual([2, 2]);
  });

  test('that is fresh and gets a 403 is not renewed: the account lacks the right', async () => {
    const { ask, tokens, calls } = scripted([
      { status: 403, body: '{"error":{"message":"Получение профиля недоступно."}}' },
    ]);
    await expect(ask()).rejects.toThrow('Получение профиля недоступно.');
    expect([tokens(), calls().length]).toEqual([1, 1]);
  });

  test('that is older than a minute and gets a 403 is renewed', async () => {
    const { ask, tokens, pauses } = scripted([OK, { status: 403 }, OK]);
    await ask();
    await pauses.sleep(61_000);
    await ask();
    expect(tokens()).toBe(2);
  });
});

describe('a question', () => {
  test.each([
    ['a page of a gateway', { status: 502, body: '<html>nginx</html>' }],
    ['a 200 that is no JSON', { status: 200, body: '<html>' }],
    ['a 200 without anything', { status: 200, body: '' }],
    ['a connection that breaks', new Error('ECONNRESET')],
  ])('is asked five times at most where it gets %s, with growing pauses', async (_, answer) => {
    const { ask, calls, pauses } = scripted([answer]);
    await expect(ask()).rejects.toThrow(TransientFailure);
    expect(calls()).toHaveLength(5);
    expect(pauses.slept).toEqual(pauses.slept.toSorted((one, other) => one - other));
    expect(Math.max(...pauses.slept)).toBeLessThanOrEqual(60_000);
  });

  test.each([
    [{}, 60_000],
    [{ 'retry-after': '7' }, 7_000],
    [{ 'x-ratelimit-retry-after': '9' }, 9_000],
    [{ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 60_000],
  ])('that meets a limit with %j rests so long', async (headers, rest) => {
    const { ask, pauses } = scripted([{ status: 429, headers }, OK]);
    await ask();
    expect(pauses.now()).toBeGreaterThanOrEqual(rest);
    expect(pauses.now()).toBeLessThan(rest + 5_000);
  });

  test('waits where the last one was the last of its minute', async () => {
    const { ask, pauses } = scripted([{ ...OK, headers: { 'x-ratelimit-remaining': '0' } }, OK]);
    await ask();
    expect(pauses.now()).toBe(0);
    await ask();
    expect(pauses.now()).toBe(60_000);
  });

  test('is never asked more often than its group allows', async () => {
    const { ask, pauses, calls } = scripted([OK]);
    for (let at = 0; at < 61; at++) await ask();
    expect(calls()).toHaveLength(61);
    expect(pauses.now()).toBeGreaterThanOrEqual(120_000);
  });

  test.each([400, 404, 410])('that gets a %i is asked once', async (status) => {
    const { ask, calls } = scripted([{ status }]);
    await expect(ask()).rejects.toThrow(AvitoRefused);
    expect(calls()).toHaveLength(1);
  });
});

describe('an order', () => {
  const give = ({ session }: ReturnType<typeof scripted>) =>
    session.order({ group: 'profile', path: '/autoload/v1/upload' });

  test.each([
    ['unclear', { status: 502 }],
    ['unclear', new Error('socket hang up')],
    ['limit', { status: 429 }],
    ['request', { status: 400 }],
  ] as const)('is given once, and is %s after trouble', async (kind, answer) => {
    const script = scripted([answer]);
    await expect(give(script)).rejects.toMatchObject({ kind });
    expect(script.calls()).toHaveLength(1);
  });

  test('is given again after a token that was refused: nothing was done for it', async () => {
    const script = scripted([{ status: 401 }, { status: 204 }]);
    await give(script);
    expect(script.calls()).toHaveLength(2);
  });
});

describe('an error', () => {
  test.each([
    ['{"error":{"code":404,"message":"Загрузка не найдена"}}', 'Загрузка не найдена', '404'],
    ['{"error":{"message":"no"}}', 'no', null],
    ['{"code":"E1","message":"flat"}', 'flat', 'E1'],
    ['{"message":"no Route matched with those values"}', 'no Route matched with those values', null],
    ['{"result":{"message":"old"}}', 'old', null],
    ['{"error":"invalid_client","error_description":"bad keys"}', 'bad keys', 'invalid_client'],
    ['<html><h1>502</h1> nginx</html>', '502 nginx', null],
    ['', 'answer 500', null],
  ])('%s says what it says', (body, message, code) => {
    expect(decodeError(500, body)).toMatchObject({ message, code });
  });

  test('that echoes the token is told without it', async () => {
    const body = '{"error":{"message":"no right for Bearer t1"},"token":"t1"}';
    const error = await scripted([{ status: 403, body }])
      .ask()
      .catch((thrown) => thrown);
    expect(error.message).toContain('no right for Bearer');
    expect(JSON.stringify([error.message, error.details])).not.toMatch(/\bt1\b/);
  });

  test('about an answer that is no JSON quotes nothing of it', async () => {
    const { ask } = scripted([{ status: 200, body: '{"access_token":a-very-secret-one}' }]);
    await expect(ask()).rejects.toThrow(/no JSON$/);
  });

  test('never throws and never holds a secret, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), fc.json(), (before, after) => {
        const decoded = decodeError(500, `${before} hush-hush-secret ${after}`, ['hush-hush-secret']);
        expect(JSON.stringify(decoded)).not.toContain('hush-hush-secret');
        expect(decoded.body.length).toBeLessThanOrEqual(500);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the border', () => {
  test('survives whatever stands in a load and an ad', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (odd, other) => {
        const upload = {
          upload_id: 7,
          source: odd,
          started_at: other,
          status: odd,
          stats: other,
          events: odd,
          feed_urls: other,
        };
        expect(Upload.parse(upload).uploadId).toBe('7');
        const item = {
          ad_id: 'A',
          section: odd,
          messages: other,
          avito_id: odd,
          avito_status: other,
          url: odd,
        };
        expect(Item.parse(item).adId).toBe('A');
      }),
    );
  });

  test('keeps numbers of 64 bits', () => {
    expect(Item.parse(parseExact('{"ad_id":"A","avito_id":9223372036854775807}')).avitoId).toBe(
      '9223372036854775807',
    );
    expect(Item.parse(parseExact('{"ad_id":"A","avito_id":7654321098}')).avitoId).toBe('7654321098');
  });

  test('sends back what it does not know as it came', () => {
    const text = '{"a":9223372036854775807,"b":1.0,"c":[{"x":null}]}';
    expect(JSON.stringify(parseFaithful(text))).toBe(text);
  });

  test('takes links, mails and telephones out of messages', () => {
    const text =
      'См. <a href="https://x">тут</a> &amp; пишите a.b@c.ru, +7 (921) 123-45-67. Цена 1 500 000 ₽';
    expect(plainMessage(text)).toBe('См. тут & пишите …, …. Цена 1 500 000 ₽');
  });

  test('sends the token to hosts of Avito alone', () => {
    const to = (url: string) => isAvitoHost(url, KEYS);
    expect(['https://api.avito.ru/a', 'https://static.avito.ru/a'].every(to)).toBe(true);
    const others = ['https://avito.ru.evil.example', 'http://api.avito.ru/a', 'https://notavito.ru'];
    expect(others.some(to)).toBe(false);
  });

  test('takes no keys that would be sent in the open', async () => {
    const secrets = { read: async () => ({ ...KEYS, baseUrl: 'http://api.avito.ru' }) };
    const given = { secretName: 's', startLoads: false, changeProfile: false };
    await expect(credentialsOf(given, { secrets })).rejects.toThrow(/lacks or misstates: baseUrl$/);
  });
});
