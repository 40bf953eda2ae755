/** What the API's functions on AWS stand on: their secrets, and the addresses that they sign. */
import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { putAddress } from '#shared/aws/signed-address.ts';
import { apiSecrets } from '../../../functions/api/lambda/settings.ts';

const NAMES = { secrets: { origin: 'the origin', key: 'the key' } };
const GOOD = 'k'.repeat(48);

const holding = (kept: Record<string, Record<string, string>>) => ({
  secrets: { read: async (name: string) => kept[name] ?? expect.fail(`Nobody keeps ${name}`) },
});

test('the secrets of the stack are read by their names', async () => {
  const kept = holding({ 'the origin': { value: 'o'.repeat(48) }, 'the key': { value: GOOD } });
  expect(await apiSecrets(NAMES, kept)).toEqual({ origin: 'o'.repeat(48), key: GOOD });
});

test.each([
  ['the origin', {}],
  ['the key', {}],
  ['the key', { value: '' }],
  ['the key', { value: 'short' }],
  ['the key', { secret: GOOD }],
])('nobody is answered where %s is %j', async (name, put) => {
  const kept = holding({ 'the origin': { value: GOOD }, 'the key': { value: GOOD }, [name]: put });
  await expect(apiSecrets(NAMES, kept)).rejects.toThrow(`The secret ${name} needs a field "value"`);
});

test('an address that takes a file is signed for its size and its key, for minutes', async () => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' };
  const client = new S3Client({
    ...{ region: 'eu-central-1', credentials, requestChecksumCalculation: 'WHEN_REQUIRED' },
  });
  const file = { bucket: 'inbox-bucket', key: 'inbox/demo/list.pdf', bytes: 1234 };
  const { pathname, searchParams } = new URL(await putAddress(client, file, 900));
  expect(pathname).toBe('/inbox/demo/list.pdf');
  expect(searchParams.get('X-Amz-SignedHeaders')?.split(';')).toContain('content-length');
  expect(searchParams.get('X-Amz-Expires')).toBe('900');
  const smaller = new URL(await putAddress(client, { ...file, bytes: 1 }, 900));
  expect(smaller.searchParams.get('X-Amz-Signature')).not.toBe(searchParams.get('X-Amz-Signature'));
});
