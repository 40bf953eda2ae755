import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, test } from 'vitest';
import { maskSecrets } from '#shared/masking.ts';

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
    ['login with password=planted, again', 'login with password=********, again'],
    ['{"api_key":"planted"}', '{"api_key":"********"}'],
    ['Authorization: Bearer planted-token', 'Authorization: Bearer ********'],
  ])('never shows what a text quotes: %s', (text, shown) => {
    expect(masked({ message: text })).toEqual({ message: shown });
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
