import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { fetchReference } from '#desk/reference/reference.ts';
import { close, listen } from '#local/host/loopback.ts';
import { networkOf } from '#shared/network.ts';
import { publicWeb } from '#shared/public-web.ts';
import { noPauses } from '../../fakes/no-pauses.ts';

/** The web as one machine sees it; a deployment refuses what lies inside. */
const loopback = { web: publicWeb({ network: networkOf(true) }) };

/** A web host that answers the statuses in turn, the last one for ever. */
const hostAnswering = async (...statuses: number[]) => {
  const answer: RequestListener = (_, response) => {
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    response.writeHead(status ?? 200).end(`answer ${status}`);
  };
  const server = createServer(answer);
  const url = `http://127.0.0.1:${await listen(server)}/snegohod.xml`;
  return { url, [Symbol.asyncDispose]: () => close(server) };
};

test('a busy host is asked again, each time later', async () => {
  await using host = await hostAnswering(429, 503, 429, 200);
  const pauses = noPauses();
  expect(await fetchReference(host.url, loopback, pauses)).toBe('answer 200');
  expect(pauses.slept).toEqual([2000, 4000, 8000]);
});

test('a host that stays busy is given up with what to do', async () => {
  await using host = await hostAnswering(429);
  await expect(fetchReference(host.url, loopback, noPauses())).rejects.toThrow(
    /no answer in \d+ attempts .*429.*Nothing has changed: try again later, or give a FILE/,
  );
});

test.each([401, 403, 404])('an answer %i is not asked for again', async (status) => {
  await using host = await hostAnswering(status, 200);
  await expect(fetchReference(host.url, loopback, noPauses())).rejects.toThrow(`answered ${status}`);
});

test('a host that is not there is named', async () => {
  await expect(fetchReference('http://127.0.0.1:1/', loopback, noPauses())).rejects.toThrow('gave no answer');
});

test('an address inside is not asked where a deployment has to refuse it', async () => {
  await using host = await hostAnswering(200);
  const web = publicWeb({ network: networkOf(false) });
  await expect(fetchReference(host.url, { web }, noPauses())).rejects.toThrow('gave no answer');
});
