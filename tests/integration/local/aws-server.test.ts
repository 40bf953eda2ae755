import { expect, test } from 'vitest';
import { credentialOf, startAwsServer } from '#local/host/aws-server.ts';

const ask = (url: string, target: string, authorization: string) =>
  fetch(url, { method: 'POST', headers: { 'x-amz-target': target, authorization }, body: '{"a":1}' });

test('answers only those who know the access key, and only the calls it has', async () => {
  const server = await startAwsServer({ 'Service.Echo': (request) => request }, 'key');
  const known = await ask(server.url, 'Service.Echo', credentialOf('key'));
  expect([known.status, await known.json()]).toEqual([200, { a: 1 }]);
  const stranger = await ask(server.url, 'Service.Echo', credentialOf('other'));
  expect([stranger.status, await stranger.json()]).toMatchObject([
    400,
    { __type: 'UnrecognizedClientException' },
  ]);
  const unknown = await ask(server.url, 'Service.Other', credentialOf('key'));
  expect([unknown.status, await unknown.json()]).toMatchObject([
    400,
    { __type: 'UnknownOperationException' },
  ]);
  await server.close();
});
