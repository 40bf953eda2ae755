import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import type { FTPContext } from 'basic-ftp';
import { expect, test } from 'vitest';
import { watchDataConnection } from '../../../functions/deliver/ftp/certificate.ts';
import { selfSigned } from '../../fakes/certificate.ts';

/** A data connection to a host with this certificate, watched for the pinned one; how it ends. */
const connected = async (shown: { cert: string; key: string }, pinned: { cert: string }) => {
  const server = tls
    .createServer(shown, (socket) => socket.on('error', () => {}).end())
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const dataSocket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  watchDataConnection(
    { dataSocket } as unknown as FTPContext,
    new X509Certificate(pinned.cert).fingerprint256,
  );
  const error: Error | null = await once(dataSocket.resume(), 'close').then(
    () => null,
    (thrown) => thrown,
  );
  server.close();
  return error;
};

test('A data connection that shows another certificate than the pinned one is ended', async () => {
  const error = await connected(selfSigned('127.0.0.1'), selfSigned('127.0.0.1'));
  expect(error?.message).toContain('pinnedCertificate');
});

test('A data connection that shows the pinned one goes on', async () => {
  const certificate = selfSigned('127.0.0.1');
  expect(await connected(certificate, certificate)).toBeNull();
});
