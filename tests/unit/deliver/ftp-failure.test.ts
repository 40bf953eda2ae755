import { FTPError } from 'basic-ftp';
import { describe, expect, test } from 'vitest';
import { TransientFailure } from '#shared/errors.ts';
import { ftpFailure } from '../../../functions/deliver/ftp/ftp-access.ts';

const reply = (code: number, text: string) => new FTPError({ code, message: `${code} ${text}` });
const failed = (error: unknown) => ftpFailure(error, 'ftps://host:21', 'secret-word');
const withCode = (code: string) => Object.assign(new Error(code), { code });

const CASES = [
  { what: 'wrong credentials', error: reply(530, 'Login incorrect.'), name: 'AuthRefused' },
  {
    what: 'a crowded host',
    error: reply(530, 'Sorry, the maximum number of clients'),
    name: 'TransientFailure',
  },
  { what: 'a host that goes down', error: reply(421, 'Service not available'), name: 'TransientFailure' },
  { what: 'a broken data connection', error: reply(426, 'Connection closed'), name: 'TransientFailure' },
  { what: 'a full disk', error: reply(452, 'Insufficient storage'), name: 'UploadError' },
  { what: 'a quota used up', error: reply(552, 'Exceeded storage allocation'), name: 'UploadError' },
  { what: 'a folder not to be written', error: reply(550, 'Permission denied'), name: 'UploadError' },
  { what: 'a refused connection', error: withCode('ECONNREFUSED'), name: 'TransientFailure' },
  { what: 'silence', error: new Error('Timeout (control socket)'), name: 'TransientFailure' },
  { what: 'a certificate run out', error: withCode('CERT_HAS_EXPIRED'), name: 'UploadError' },
  {
    what: "another host's certificate",
    error: withCode('ERR_TLS_CERT_ALTNAME_INVALID'),
    name: 'UploadError',
  },
];

describe('A failure of the host', () => {
  test.each(CASES)('$what is $name', ({ error, name }) => {
    expect(failed(error).name).toBe(name);
  });

  test('names the host, and never the password', () => {
    const { message } = failed(reply(530, 'no user with secret-word'));
    expect(message).toBe('ftps://host:21 says: 530 no user with ********');
    expect(JSON.stringify(failed(reply(530, 'no user with secret-word')))).not.toContain('secret-word');
  });

  test('is cut short when the host does not end', () => {
    expect(failed(reply(550, 'x'.repeat(1_000_000))).message.length).toBeLessThan(400);
  });

  test('that is known already passes as it is', () => {
    const known = new TransientFailure('cut short', { stage: 'deliver' });
    expect(failed(known)).toBe(known);
  });
});
