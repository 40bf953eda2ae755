/** What the API's functions on AWS stand on: their secrets, and the addresses that they sign. */
import { S3Client } from '@aws-sdk/client-s3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { tellAnswer } from '#shared/api-metrics.ts';
import { putAddress } from '#shared/aws/signed-address.ts';
import { sha256 } from '#shared/hash.ts';
import { growingApi } from '../../../functions/api/lambda/gateway.ts';
import { type Concern, concernOf, loaderFor } from '../../../functions/api/lambda/routes-by-word.ts';
import { apiSecrets } from '../../../functions/api/lambda/settings.ts';
import { ROUTES } from '../../../functions/api/routes.ts';
import { apiOn, apiPortsOn } from '../../fakes/api.ts';
import { testPorts } from '../../fakes/ports.ts';
import { type Datum, dataIn } from '../../infra/support/cloudwatch.ts';

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

const filled = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'dealerId' ? 'demo' : 'x'));

test('each route is loaded by the first word of its path, for the function whose it is', async () => {
  for (const route of ROUTES) {
    const load = loaderFor(concernOf(route), filled(route.path));
    expect(await load(), `${route.method} ${route.path}`).toContain(route);
  }
  expect(await loaderFor('one dealer', '/dealers/demo/constructor')()).toBe(ROUTES);
});

test('a function answers its own routes, tells of all, and knows no others', async () => {
  await using ports = await testPorts();
  const status = async (concern: Concern, path: string) =>
    (await growingApi(concern, apiPortsOn(ports)).fetch(new Request(`http://api/api${path}`))).status;
  expect(await status('one dealer', '/dealers/demo/feeds')).toBe(401);
  expect(await status('one dealer', '/dealers/demo')).toBe(401);
  expect(await status('all dealers', '/feeds')).toBe(401);
  expect(await status('one dealer', '/feeds')).toBe(404);
  expect(await status('one dealer', '/dealers/demo/nothing')).toBe(404);
  expect(await status('all dealers', '/dealers/demo')).toBe(404);
  expect(await status('one dealer', '/health')).toBe(200);
  const told = await growingApi('one dealer', apiPortsOn(ports)).fetch(
    new Request('http://api/api/openapi.json'),
  );
  const { paths } = (await told.json()) as { paths: object };
  expect(Object.keys(paths)).toEqual([...new Set(ROUTES.map(({ path }) => path))]);
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

test('each answer of the API is told by the kind of its route, with its status and its time', async () => {
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'feedwright-test');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  const written: Datum[] = [];
  const log = vi
    .spyOn(console, 'log')
    .mockImplementation((line) => void written.push(...dataIn(String(line))));
  onTestFinished(() => {
    log.mockRestore();
    vi.unstubAllEnvs();
  });
  await using ports = await testPorts();
  const { ask } = apiOn(ports, {}, { measure: async (answer) => tellAnswer(answer) });
  const digest = sha256(`fwt_demo_${'x'.repeat(43)}`);
  const at = '2026-11-01T00:00:00.000Z';
  await ports.table.dealerTokens.put({
    ...{ digest, dealerId: 'demo', name: '1C', role: 'editor', createdBy: 'test', createdAt: at },
    expiresAt: '2999-01-01T00:00:00.000Z',
  });
  const token = `fwt_demo_${'x'.repeat(43)}`;
  await ask('/me', { token });
  await ask('/dealers/demo/questions', { token });
  await ask('/dealers/demo/offers/withdraw', { token, method: 'POST', body: {} });
  const told = (metric: string) =>
    written.filter(({ name }) => name === metric).map(({ dimensions, value }) => [dimensions[0], value]);
  const times = told('AnswerTime');
  expect(times.map(([kind]) => kind)).toEqual(['answers=read', 'answers=dear', 'answers=write']);
  expect(times.every(([, milliseconds]) => Number(milliseconds) > 0)).toBe(true);
});
