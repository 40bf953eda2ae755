import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import tls from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Dealer } from '#contracts/dealer.ts';
import { sha256 } from '#shared/hash.ts';
import { networkOf } from '#shared/network.ts';
import { ftpAccess } from '../../../functions/deliver/ftp/ftp-access.ts';
import type { Content } from '../../../functions/deliver/uploader.ts';
import { selfSigned } from '../../fakes/certificate.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { type FtpHostOptions, ftpHost, PASSWORD } from '../../fakes/ftp-host.ts';
import {
  breakingOff,
  forgetting,
  fullDisk,
  hangingUp,
  refusingToReplace,
  truncating,
} from '../../fakes/ftp-quirks.ts';
import { PUBLIC_NAME, publicNetwork } from '../../fakes/public-name.ts';

const FEED = {
  path: '/api/avito/feed.xml',
  deliveryId: 'd1',
  gapAllowed: () => false,
  confirm: async () => {},
};

const contentOf = (text: string): Content => ({
  bytes: Buffer.byteLength(text),
  sha256: sha256(text),
  open: async () => Readable.from([Buffer.from(text)]),
});

const ports = (secret: Record<string, string>) => ({
  secrets: { read: async () => secret },
  network: networkOf(true),
  site: null,
});

const open = async (dealer: Dealer, secret: Record<string, string>) =>
  (await ftpAccess(dealer, ports(secret))).open();

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ftp-host-'));
});
afterEach(() => rm(root, { recursive: true }));

/** `name` is the retry class. */
const FAULTS = [
  { what: 'cuts the file short and calls it success', fileSystem: truncating, name: 'TransientFailure' },
  { what: 'hangs up in the middle of the data', fileSystem: breakingOff, name: 'TransientFailure' },
  { what: 'hangs up between the data and its answer', fileSystem: hangingUp, name: 'TransientFailure' },
  { what: 'lets another client delete the temporary file', fileSystem: forgetting, name: 'UploadError' },
  { what: 'has a full disk', fileSystem: fullDisk, name: 'UploadError' },
  {
    what: 'does not replace files while no gap is allowed',
    fileSystem: refusingToReplace,
    name: 'UploadError',
  },
] as const;

const live = () => readFile(join(root, FEED.path), 'utf8');
const namesBesideFeed = () => readdir(join(root, 'api/avito'));

const SECURITIES = [
  { security: 'plain', protocol: 'ftp', warnings: ['plainFtp'] },
  { security: 'explicit-tls', protocol: 'ftps', warnings: [] },
] as const;

describe.each(SECURITIES)('An upload over $security', ({ security, protocol, warnings }) => {
  const certificate = selfSigned('127.0.0.1');
  const dealer = testDealer({ ftp: { secretName: 'ftp/north', security } });

  beforeAll(() => tls.setDefaultCACertificates([certificate.cert]));

  const host = (options: Omit<FtpHostOptions, 'root'> = {}) =>
    ftpHost({ root, ...(security === 'explicit-tls' && { tls: certificate }), ...options });

  const put = async (secret: Record<string, string>, text: string, target = FEED) => {
    using uploader = await open(dealer, secret);
    return await uploader.put(contentOf(text), target);
  };

  test('makes the folders it needs and puts the file there', async () => {
    await using server = await host();
    expect(await put(server.secret, '<Ads/>')).toEqual([]);
    expect(await live()).toBe('<Ads/>');
  });

  test('replaces the file and leaves nothing beside it', async () => {
    await using server = await host();
    await put(server.secret, 'yesterday');
    await put(server.secret, 'today');
    expect(await live()).toBe('today');
    expect(await namesBesideFeed()).toEqual(['feed.xml']);
  });

  test('names the host and warns where nothing is encrypted', async () => {
    await using server = await host();
    const access = await ftpAccess(dealer, ports(server.secret));
    expect(access.server).toBe(`${protocol}://127.0.0.1:${server.secret.port}`);
    using uploader = await access.open();
    expect(uploader.warnings).toEqual(warnings);
  });

  test('is refused for wrong credentials, without telling the password', async () => {
    await using server = await host();
    const refused = open(dealer, { ...server.secret, username: 'nobody' });
    await expect(refused).rejects.toMatchObject({ name: 'AuthRefused' });
    await expect(refused).rejects.not.toThrow(PASSWORD);
  });

  test.each(FAULTS)('to a host that $what keeps the live file, and the next one heals', async (fault) => {
    await using good = await host();
    await put(good.secret, 'yesterday');
    await using bad = await host({ fileSystem: fault.fileSystem });
    await expect(put(bad.secret, 'today')).rejects.toMatchObject({ name: fault.name });
    expect(await live()).toBe('yesterday');
    await put(good.secret, 'today');
    expect(await live()).toBe('today');
    expect(await namesBesideFeed()).toEqual(['feed.xml']);
  });

  test('notices a file cut short by reading it back where the host does not know SIZE', async () => {
    await using server = await host({ fileSystem: truncating, unknown: ['SIZE'] });
    await expect(put(server.secret, 'today, all of it')).rejects.toThrow('other bytes');
  });

  test('finds another way to a host that does not know EPSV', async () => {
    await using server = await host({ unknown: ['EPSV'] });
    await put(server.secret, 'today');
    expect(await live()).toBe('today');
  });

  test('renames around a host that does not replace files, and says so', async () => {
    await using server = await host({ fileSystem: refusingToReplace });
    await put(server.secret, 'yesterday');
    expect(await put(server.secret, 'today', { ...FEED, gapAllowed: () => true })).toEqual(['nonAtomic']);
    expect(await live()).toBe('today');
    expect(await namesBesideFeed()).toEqual(['feed.xml']);
  });

  test.each([
    { what: 'a folder', target: '/site' },
    { what: 'a link to one', target: '/www' },
  ])('never takes $what for the file, which would take the site away', async ({ target }) => {
    await mkdir(join(root, 'site'));
    await writeFile(join(root, 'site/index.html'), 'the site');
    await symlink('site', join(root, 'www'));
    for (const fileSystem of [undefined, refusingToReplace]) {
      await using server = await host({ ...(fileSystem && { fileSystem }) });
      const refused = put(server.secret, 'today', { ...FEED, path: target, gapAllowed: () => true });
      await expect(refused).rejects.toMatchObject({ name: 'UploadError' });
      await expect(refused).rejects.toThrow(`${target} is a folder on the host: name the file in it`);
    }
    expect((await readdir(root)).sort()).toEqual(['site', 'www']);
    expect(await readFile(join(root, 'www/index.html'), 'utf8')).toBe('the site');
  });

  test('lists a folder, and makes one that is not there', async () => {
    await using server = await host();
    await put(server.secret, '<Ads/>');
    using uploader = await open(dealer, server.secret);
    expect(await uploader.names('/api/avito')).toEqual(new Set(['feed.xml']));
    expect(await uploader.names('/pictures')).toEqual(new Set());
  });
});

describe('A dealer who wants encryption', () => {
  const dealer = testDealer({ ftp: { secretName: 'ftp/north', security: 'explicit-tls' } });

  test('never falls back to a host without it', async () => {
    await using server = await ftpHost({ root });
    await expect(open(dealer, server.secret)).rejects.toMatchObject({ name: 'UploadError' });
  });

  test('refuses a good certificate of another host', async () => {
    const certificate = selfSigned('127.0.0.2');
    tls.setDefaultCACertificates([certificate.cert]);
    await using server = await ftpHost({ root, tls: certificate });
    const refused = open(dealer, server.secret);
    await expect(refused).rejects.toMatchObject({ name: 'UploadError' });
    await expect(refused).rejects.toThrow('127.0.0.1');
  });

  test('refuses a certificate that nobody vouches for', async () => {
    tls.setDefaultCACertificates([]);
    await using server = await ftpHost({ root, tls: selfSigned('127.0.0.1') });
    await expect(open(dealer, server.secret)).rejects.toMatchObject({ name: 'UploadError' });
  });
});

describe('Where private networks are closed, an FTP host', () => {
  const dealer = testDealer();
  const strictly = async (secret: Record<string, string>) =>
    (await ftpAccess(dealer, { ...ports(secret), network: publicNetwork })).open();

  test('inside one is refused before anything is sent to it', async () => {
    await using server = await ftpHost({ root });
    const refused = strictly(server.secret);
    await expect(refused).rejects.toMatchObject({ name: 'ConfigurationError' });
    await expect(refused).rejects.toThrow('private network');
  });

  test('is reached at the address that was judged, whatever its name means by then', async () => {
    await using server = await ftpHost({ root });
    using uploader = await strictly({ ...server.secret, host: PUBLIC_NAME });
    await uploader.put(contentOf('today'), FEED);
    expect(await live()).toBe('today');
  });
});

test('A host that does not listen is a passing trouble', async () => {
  const gone = await ftpHost({ root });
  await gone[Symbol.asyncDispose]();
  await expect(open(testDealer(), gone.secret)).rejects.toMatchObject({
    name: 'TransientFailure',
  });
});

test('A secret that lacks its password is a matter of configuration', async () => {
  const incomplete = { host: '127.0.0.1', username: 'dealer' };
  await expect(open(testDealer(), incomplete)).rejects.toMatchObject({
    name: 'ConfigurationError',
    message: expect.stringContaining('password'),
  });
});
