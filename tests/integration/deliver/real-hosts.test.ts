import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dealer } from '#contracts/dealer.ts';
import { sha256 } from '#shared/hash.ts';
import { networkOf } from '#shared/network.ts';
import { ftpAccess } from '../../../functions/deliver/ftp/ftp-access.ts';
import { breakingProxy, type Fault, PROXY } from '../../fakes/breaking-proxy.ts';
import { testDealer } from '../../fakes/dealer.ts';
import { DAEMON_NAMES, type Daemon, missingReason, startDaemon } from '../../fakes/ftp-daemons.ts';

const TARGET = { path: '/www/api/avito/feed.xml', gapAllowed: () => false, confirm: async () => {} };
const BIG = 'x'.repeat(1_000_000);

const dealerWith = (ftp: Partial<NonNullable<Dealer['ftp']>> = {}) =>
  testDealer({ ftp: { secretName: 'ftp/north', security: 'explicit-tls', ...ftp } });

const bring = async (secret: Record<string, string>, text: string, dealer = dealerWith()) => {
  const ports = { secrets: { read: async () => secret }, network: networkOf(true), site: null };
  const content = {
    bytes: text.length,
    sha256: sha256(text),
    open: async () => Readable.from([Buffer.from(text)]),
  };
  using host = await (await ftpAccess(dealer, ports)).open();
  return await host.put(content, { ...TARGET, deliveryId: sha256(text).slice(0, 8) });
};

const describeHost = (daemon: Daemon) => {
  let host: Awaited<ReturnType<typeof startDaemon>>;
  beforeAll(async () => {
    host = await startDaemon(daemon);
    tls.setDefaultCACertificates([host.certificate.cert]);
  });
  afterAll(() => host?.[Symbol.asyncDispose]());

  const live = () => readFile(join(host.www, 'api/avito/feed.xml'), 'utf8');
  const names = () => readdir(join(host.www, 'api/avito'));

  test('takes a feed, and another in its place', async () => {
    await bring(host.secret, 'yesterday');
    expect(await live()).toBe('yesterday');
    await bring(host.secret, 'today');
    expect(await live()).toBe('today');
    expect(await names()).toEqual(['feed.xml']);
  });

  test('takes one of a megabyte', async () => {
    await bring(host.secret, BIG);
    expect(await live()).toBe(BIG);
  });

  test('refuses a wrong password, which halts the dealer', async () => {
    const refused = bring({ ...host.secret, password: 'wrong-password' }, 'never');
    await expect(refused).rejects.toMatchObject({ name: 'AuthRefused' });
    await expect(refused).rejects.not.toThrow('wrong-password');
  });

  test('is given up where it offers no encryption', async () => {
    await using open = await startDaemon(daemon, { tls: false });
    await expect(bring(open.secret, 'never')).rejects.toMatchObject({ name: 'UploadError' });
  });

  test('keeps the live feed through a drop in the data, and takes the next one', async () => {
    await bring(host.secret, 'yesterday');
    const port = Number(host.secret.port);
    const faults = new Map<number, Fault>([[port, {}]]);
    for (const passive of host.passive) faults.set(passive, { cutAfterBytes: 100_000 });
    await using _ = await breakingProxy(faults);
    const pinnedCertificate = new X509Certificate(host.certificate.cert).fingerprint256;
    const broken = bring({ ...host.secret, host: PROXY }, BIG, dealerWith({ pinnedCertificate }));
    await expect(broken).rejects.toMatchObject({ name: 'TransientFailure' });
    expect(await live()).toBe('yesterday');
    await bring(host.secret, 'today');
    expect(await live()).toBe('today');
    expect(await names()).toEqual(['feed.xml']);
  });
};

for (const daemon of DAEMON_NAMES) {
  const missing = missingReason(daemon);
  const title = missing === null ? daemon : `${daemon}, not tested: ${missing}`;
  describe.skipIf(missing !== null)(title, () => describeHost(daemon));
}
