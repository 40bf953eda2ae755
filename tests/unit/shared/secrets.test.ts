import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { checkSecret, forgetSecret, secretsManager } from '#shared/aws/secrets.ts';

/** Secrets Manager's wire protocol with one answer. */
const answering = async (status: number, body: object) => {
  const server = createServer((_, response) => response.writeHead(status).end(JSON.stringify(body)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SecretsManagerClient({ endpoint, region: 'eu-north-1', credentials, maxAttempts: 1 });
  return {
    secrets: secretsManager(client),
    check: (name: string) => checkSecret(name, client),
    forget: (name: string) => forgetSecret(name, client),
    [Symbol.dispose]: () => void server.close(),
  };
};

it('gives the strings of a secret', async () => {
  using host = await answering(200, { SecretString: '{"username":"dealer"}' });
  expect(await host.secrets.read('feedwright/demo/ftp')).toEqual({ username: 'dealer' });
});

it('never quotes a secret that is not JSON', async () => {
  using host = await answering(200, { SecretString: 's3cr3t-pass' });
  const error = await host.secrets.read('feedwright/demo/ftp').catch((thrown) => thrown);
  expect(error).toMatchObject({
    name: 'ConfigurationError',
    message: expect.stringContaining('feedwright/demo/ftp'),
  });
  expect(JSON.stringify([error, error.message, error.stack, error.cause])).not.toContain('s3cr3t');
});

it.each([
  ['ResourceNotFoundException', /Missing API key for feedwright\/demo\/ftp/],
  ['AccessDeniedException', /may not be read/],
])('says what to do after %s', async (type, words) => {
  using host = await answering(400, { __type: type, message: 'no' });
  await expect(host.secrets.read('feedwright/demo/ftp')).rejects.toThrow(words);
});

it('says whether a secret is there without reading it', async () => {
  using present = await answering(200, { Name: 'feedwright/demo/ftp' });
  await present.check('feedwright/demo/ftp');
  using absent = await answering(400, { __type: 'ResourceNotFoundException', message: 'no' });
  await expect(absent.check('feedwright/demo/ftp')).rejects.toThrow(/Missing API key for feedwright\/demo/);
});

it.each<[string, boolean | RegExp]>([
  ['ResourceNotFoundException', true],
  ['AccessDeniedException', false],
  ['InternalServiceError', /no/],
])('tells after %s whether a secret is gone', async (type, gone) => {
  using host = await answering(400, { __type: type, message: 'no' });
  const asked = host.forget('north/ftp');
  await (typeof gone === 'boolean' ? expect(asked).resolves.toBe(gone) : expect(asked).rejects.toThrow(gone));
});
