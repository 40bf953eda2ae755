import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { type Client, type FTPContext, FTPError } from 'basic-ftp';
import { UploadError } from '#shared/errors.ts';

const plainHex = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase();

/** On a resumed session no certificate is shown: the session itself proves who is there. */
const isPinned = (socket: TLSSocket, pinned: string): boolean =>
  socket.isSessionReused() || plainHex(socket.getPeerCertificate().fingerprint256 ?? '') === plainHex(pinned);

const otherCertificate = () =>
  new UploadError('The host shows another certificate than ftp.pinnedCertificate', { stage: 'deliver' });

/** Some answer "530 Please login" to AUTH: that says nothing about the credentials. */
const unencrypted = (error: unknown): never => {
  if (!(error instanceof FTPError)) throw error;
  throw new UploadError(
    `The host does not encrypt (${error.message.slice(0, 100)}): ask for FTPS, or set ftp.security to "plain"`,
    { stage: 'deliver' },
  );
};

/**
 * Encrypts the control connection. Data connections take the same options over, and resume its session.
 * Throws where the certificate does not hold for `host`, or is not the pinned one.
 */
export const secure = async (client: Client, host: string, pinned: string | undefined): Promise<void> => {
  const named = isIP(host) ? {} : { servername: host };
  const options = { host, ...named, rejectUnauthorized: pinned === undefined };
  await client.useTLS(options).catch(unencrypted);
  const { socket } = client.ftp;
  if (pinned && !(socket instanceof TLSSocket && isPinned(socket, pinned))) throw otherCertificate();
};

/** Ends a data connection whose certificate is not the pinned one, before a byte has gone over it. */
export const watchDataConnection = ({ dataSocket }: FTPContext, pinned: string | undefined): void => {
  if (!pinned || !(dataSocket instanceof TLSSocket)) return;
  dataSocket.once('secureConnect', () => {
    if (!isPinned(dataSocket, pinned)) dataSocket.destroy(otherCertificate());
  });
};
