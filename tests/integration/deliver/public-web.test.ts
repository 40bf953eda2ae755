import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '#shared/hash.ts';
import { type Lookup, networkOf } from '#shared/network.ts';
import { publicWeb, type WebLimits } from '#shared/public-web.ts';
import { PUBLIC_NAME, publicNetwork } from '../../fakes/public-name.ts';
import { type Answering, webHost } from '../../fakes/web-host.ts';

const LIMITS: WebLimits = { silenceMs: 500, wholeMs: 3000, bytes: 100_000, redirects: 3 };

let host: Awaited<ReturnType<typeof webHost>>;
let feed: string;
beforeAll(async () => {
  host = await webHost('/nowhere');
  feed = `http://${PUBLIC_NAME}:${host.port}/feed.xml`;
});
afterAll(() => host[Symbol.asyncDispose]());
beforeEach(() => host.asked.splice(0));

const ask = (url = feed, limits: Partial<WebLimits> = {}) =>
  publicWeb({ network: publicNetwork, limits: { ...LIMITS, ...limits } }).get(url);

const redirectTo =
  (location: string): Answering =>
  (_, response) =>
    response.writeHead(302, { location }).end();

describe('A public URL', () => {
  test('is asked as Avito asks: plain GET, no query, identity encoding', async () => {
    host.answer = (_, response) => response.end('<Ads/>');
    expect(await ask()).toEqual({ status: 200, bytes: 6, sha256: sha256('<Ads/>') });
    const [request] = host.asked;
    expect(request).toMatchObject({ method: 'GET', url: '/feed.xml' });
    expect(request?.headers['accept-encoding']).toBe('identity');
  });

  test.each([404, 500])('that answers %i says so', async (status) => {
    host.answer = (_, response) => response.writeHead(status).end();
    expect(await ask()).toMatchObject({ status });
  });

  test('that breaks off has not answered', async () => {
    host.answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    };
    await expect(ask()).rejects.toThrow(/aborted|hang up|terminated/);
  });

  test('that stays silent is given up', async () => {
    host.answer = () => {};
    await expect(ask()).rejects.toThrow('silence for 0.5 s');
  });

  test('that sends a byte now and then is given up as a whole', async () => {
    host.answer = (_, response) => {
      const timer = setInterval(() => response.write('x'), 50).unref();
      response.on('close', () => clearInterval(timer));
    };
    await expect(ask(feed, { wholeMs: 400 })).rejects.toThrow();
  });

  test('that does not end is cut off', async () => {
    host.answer = (_, response) => response.end('x'.repeat(LIMITS.bytes + 1));
    await expect(ask()).rejects.toThrow('more than 100000 bytes');
  });
});

describe('A redirect', () => {
  test('to another place of the same host is followed', async () => {
    host.answer = (request, response) =>
      request.url === '/new.xml' ? response.end('new') : redirectTo('/new.xml')(request, response);
    expect(await ask()).toMatchObject({ status: 200, bytes: 3 });
  });

  test('that never ends is not followed for ever', async () => {
    host.answer = redirectTo('/feed.xml');
    await expect(ask()).rejects.toThrow('redirects more than 3 times');
    expect(host.asked).toHaveLength(4);
  });

  test.each([
    '127.0.0.1',
    '[::1]',
    '169.254.169.254',
    '10.0.0.1',
    '[::ffff:127.0.0.1]',
  ])('to %s is refused, and nothing is asked there', async (address) => {
    host.answer = redirectTo(`http://${address}:${host.port}/secret`);
    await expect(ask()).rejects.toMatchObject({ name: 'ConfigurationError' });
    expect(host.asked).toHaveLength(1);
  });

  test('to anything but a web page is refused', async () => {
    host.answer = redirectTo('file:///etc/passwd');
    await expect(ask()).rejects.toThrow();
  });
});

describe('A name', () => {
  /** Answers otherwise each time, as a host does that wants to get inside. */
  const rebinding = (...answers: string[]) => {
    const asked: string[] = [];
    const lookup: Lookup = async (name) => {
      asked.push(name);
      return [{ address: answers[asked.length - 1] as string, family: 4 }];
    };
    return { asked, lookup };
  };

  test('is looked up once, and the connection goes to that very address', async () => {
    host.answer = (_, response) => response.end('here');
    const { asked, lookup } = rebinding('127.0.0.1', '192.0.2.1');
    const web = publicWeb({ network: networkOf(true, lookup), limits: LIMITS });
    expect(await web.get(`http://rebinding.test:${host.port}/`)).toMatchObject({ bytes: 4 });
    expect(asked).toEqual(['rebinding.test']);
  });

  test('that leads to loopback is refused', async () => {
    const { lookup } = rebinding('127.0.0.1');
    const web = publicWeb({ network: networkOf(false, lookup), limits: LIMITS });
    await expect(web.get(`http://rebinding.test:${host.port}/`)).rejects.toThrow('private network');
    expect(host.asked).toEqual([]);
  });
});
