import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { Logger } from '@aws-lambda-powertools/logger';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskForLog, maskSecrets, withoutSecret } from '#shared/masking.ts';

const masked = (value: object) => JSON.parse(JSON.stringify(value, maskSecrets));

describe('A log line', () => {
  test.each([
    'password',
    'Password',
    'ftp_password',
    'api_key',
    'apiKey',
    'API-KEY',
    'token',
    'accessToken',
  ])('never shows what stands under %s', (key) =>
    expect(masked({ [key]: 'planted' })).toEqual({ [key]: '********' }));

  test('at any depth, whatever the kind of the value', () => {
    const deep = { list: [{ host: 'a', credentials: { user: 'b', password: 12345 } }], token: ['planted'] };
    expect(masked(deep)).toEqual({ list: [{ host: 'a', credentials: '********' }], token: '********' });
  });

  test.each([
    ['ftp://dealer:planted@host/feed.xml', 'ftp://dealer:********@host/feed.xml'],
    ['https://:planted@host/feed.xml', 'https://:********@host/feed.xml'],
    ['ftp://dealer:plan@ted@host/feed.xml', 'ftp://dealer:********@host/feed.xml'],
    ['login with password=planted, again', 'login with password=********, again'],
    ['{"api_key":"planted"}', '{"api_key":"********"}'],
    ['Authorization: Bearer planted-token', 'Authorization: Bearer ********'],
  ])('never shows what a text quotes: %s', (text, shown) => {
    expect(masked({ message: text })).toEqual({ message: shown });
  });

  test('shows nobody’s address or number, in whatever it stands', () => {
    const line = {
      message:
        'told qx.boss+1@north-shop.example, then +7 (900) 123-45-67, at ftp://reader:sesame@shop.example/1.xml',
      asked: { token: 'fwt_north_planted', by: ['qxboss@shop.example', '+79001234567'] },
      at: '2026-11-30T17:51:28.276Z',
      count: 79_001_234_567,
    };
    const shown = JSON.stringify(line, maskForLog);
    for (const planted of ['qx', '900) 123', '79001234567"', 'sesame', 'planted'])
      expect(shown).not.toContain(planted);
    for (const kept of [line.at, 'told ********, then ********, at ftp://', '79001234567}'])
      expect(shown).toContain(kept);
  });

  test('keeps what only sounds like a secret', () => {
    const harmless = { secretName: 'ftp/north', inputTokens: 120, outputTokens: 30, maxTokens: 400 };
    expect(masked(harmless)).toEqual(harmless);
  });

  test('of the logger is masked in its errors too', () => {
    const written: string[] = [];
    const write = (chunk: Buffer, _: string, done: () => void) => {
      written.push(String(chunk));
      done();
    };
    const logger = new Logger({ serviceName: 'test', jsonReplacerFn: maskSecrets });
    Object.assign(logger, { console: new Console(new Writable({ write })) });
    const failure = Object.assign(new Error('password=planted'), { details: { password: 'planted' } });
    logger.error('ftp://dealer:planted@host', { details: { deep: { token: 'planted' } }, error: failure });
    expect(written.join('')).toContain('********');
    expect(written.join('')).not.toContain('planted');
  });
});

describe('What a host answers', () => {
  const SECRET = 'plänted p@ss/w?rd+"&';
  const bytes = Buffer.from(SECRET);
  const FORMS = {
    'as it was sent': SECRET,
    'in capitals': SECRET.toUpperCase(),
    'with its bytes as letters': bytes.toString('latin1'),
    'as part of a URL': encodeURIComponent(SECRET),
    'as part of a form': new URLSearchParams({ a: SECRET }).toString().slice(2),
    'in JSON': JSON.stringify(SECRET),
    'without its quotes': SECRET.replaceAll('"', ''),
    'without its blanks': SECRET.replaceAll(' ', ''),
    'with its signs escaped': SECRET.replaceAll(/[^a-zä]/g, '\\$&'),
    'in Base64': bytes.toString('base64'),
    'in Base64 for URLs': bytes.toString('base64url'),
    'in hexadecimal digits': bytes.toString('hex').toUpperCase(),
  };

  test.each(Object.entries(FORMS))('never shows the password %s', (_, form) => {
    const shown = withoutSecret(`530 no ${form}!`, SECRET);
    expect(shown).toMatch(/^530 no "?\*{8}"?!$/);
  });

  test('never shows it in the Base64 of a longer text, wherever it stands there', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 8 }), fc.string(), (before, secret, after) => {
        const shown = withoutSecret(Buffer.from(before + secret + after).toString('base64'), secret);
        expect(Buffer.from(shown.replaceAll('*', ''), 'base64').includes(secret)).toBe(false);
        expect(shown).toContain('********');
      }),
    );
  });
});
