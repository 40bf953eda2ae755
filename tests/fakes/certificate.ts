import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const identifier = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const octets = (...parts: Uint8Array[]) => der(0x04, ...parts);

const COMMON_NAME = identifier('550403');
const SUBJECT_ALTERNATIVE_NAME = identifier('551d11');
const ECDSA_WITH_SHA256 = sequence(identifier('2a8648ce3d040302'));

const name = (commonName: string) =>
  sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(commonName)))));
/** `YYMMDDHHMMSSZ` */
const time = (date: Date) => der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/\D/g, '')}Z`));
const hours = (count: number) => new Date(Date.now() + count * 3_600_000);

const forAddress = (address: string) => {
  const ip = der(0x87, Buffer.from(address.split('.').map(Number)));
  const extension = sequence(SUBJECT_ALTERNATIVE_NAME, octets(sequence(ip)));
  return der(0xa3, sequence(extension));
};

const toPem = (certificate: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`;

/** A self-signed certificate for an IPv4 address, valid for an hour, written without any tool but Node. */
export const selfSigned = (address: string): { cert: string; key: string } => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const version3 = der(0xa0, der(0x02, Buffer.from([2])));
  const serial = der(0x02, Buffer.from([1]), randomBytes(8));
  const validity = sequence(time(hours(-1)), time(hours(1)));
  const keyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const subject = name('Feedwright test host');
  const unsigned = sequence(
    ...[version3, serial, ECDSA_WITH_SHA256, subject, validity, subject, keyInfo, forAddress(address)],
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', unsigned, privateKey));
  return {
    cert: toPem(sequence(unsigned, ECDSA_WITH_SHA256, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};
